// The magics about a session: what it has, what it remembers, how it is set.
import { autoawait } from "./autoawait.ts";
import { help } from "./help.ts";
import { listing, manual } from "./listing.ts";
import { loop } from "./loop.ts";
import type { Magic } from "./magic.ts";
import { who, whoLs, whos } from "./names.ts";
import { reset, resetSelective, xdel } from "./reset.ts";

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
];
