// The magics about a session: what it has, what it remembers, how it is set.
import { alias, unalias } from "./alias.ts";
import { autoawait } from "./autoawait.ts";
import { config } from "./config.ts";
import { help } from "./help.ts";
import { history } from "./history.ts";
import { javascript, typescript } from "./language.ts";
import { listing, manual } from "./listing.ts";
import { loop } from "./loop.ts";
import { macro } from "./macro.ts";
import type { Magic } from "./magic.ts";
import { who, whoLs, whos } from "./names.ts";
import { recall, rerun } from "./rerun.ts";
import { reset, resetSelective, xdel } from "./reset.ts";
import { save } from "./save.ts";
import { store } from "./store.ts";
import { traceback, xmode } from "./traceback.ts";

export const aboutSession: readonly Magic[] = [
  autoawait,
  loop,
  help,
  listing,
  manual,
  who,
  whos,
  whoLs,
  xdel,
  reset,
  resetSelective,
  history,
  rerun,
  recall,
  macro,
  save,
  store,
  alias,
  unalias,
  config,
  xmode,
  traceback,
  javascript,
  typescript,
];
