// The magics that run things, or say where.
import { background } from "./background.ts";
import { capture } from "./captured.ts";
import { debug } from "./debug.ts";
import { cd, pwd } from "./directory.ts";
import { env } from "./environment.ts";
import { load, writefile } from "./files.ts";
import type { Magic } from "./magic.ts";
import { npm } from "./npm.ts";
import { prun } from "./prun.ts";
import { run } from "./run.ts";
import { script } from "./script.ts";
import { capturing, shell } from "./shell.ts";
import { time } from "./time.ts";
import { timeit } from "./timeit.ts";

export const running: readonly Magic[] = [
  time,
  timeit,
  shell,
  capturing,
  script,
  run,
  load,
  writefile,
  capture,
  cd,
  pwd,
  env,
  npm,
  background,
  prun,
  debug,
];
