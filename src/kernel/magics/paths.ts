// Paths as they are typed behind a magic.
import { homedir } from "node:os";
import { resolve } from "node:path";

/** From the working directory of now; `~` is the home directory. */
export const resolvePath = (typed: string): string => resolve(expandHome(typed));

const expandHome = (typed: string): string =>
  /^~(?=\/|\\|$)/.test(typed) ? homedir() + typed.slice(1) : typed;
