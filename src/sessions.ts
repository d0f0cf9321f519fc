// What the command line says of all sessions: their directory, their config files, and what holds
// where a client asks for nothing else.
import { statSync } from "node:fs";
import { resolve } from "node:path";
import { Configs } from "./daemon/config/configs.ts";
import type { DaemonOptions } from "./daemon/daemon.ts";
import type { Defaults } from "./daemon/planner.ts";
import { findEntry, findNode } from "./kernels.ts";

export interface SessionFlags {
  /** Read instead of looking for one; false: none is read. */
  config?: string | false;
  cwd?: string;
  runner?: string;
  loopPolicy?: Defaults["loopPolicy"];
  autoawait?: boolean;
  history?: boolean;
}

export type SessionDefaults = Pick<DaemonOptions, "cwd" | "defaults" | "configs">;

/** Throws what is wrong with the flags. */
export const readSessionFlags = (flags: SessionFlags = {}): SessionDefaults => {
  const { config, cwd, runner, loopPolicy, autoawait, history } = flags;
  const file = typeof config === "string" ? resolve(config) : config;
  if (typeof file === "string") check("--config", file, "file");
  const directory = resolve(cwd ?? ".");
  if (cwd !== undefined) check("--cwd", directory, "directory");
  return {
    cwd: directory,
    defaults: {
      ...(runner === undefined ? {} : { runner }),
      ...(loopPolicy === undefined ? {} : { loopPolicy }),
      ...(autoawait === false ? { autoawait } : {}),
      ...(history === false ? { history } : {}),
    },
    configs: new Configs({
      ...(file === undefined ? {} : { file }),
      entry: findEntry(),
      nodePath: findNode() ?? process.execPath,
    }),
  };
};

const check = (flag: string, path: string, kind: "file" | "directory"): void => {
  const found = statSync(path, { throwIfNoEntry: false });
  if (kind === "file" ? found?.isFile() : found?.isDirectory()) return;
  throw new Error(`${flag}: ${path} ${found ? `is no ${kind}` : "is not there"}`);
};
