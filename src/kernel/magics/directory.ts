import { existsSync, readdirSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { basename, dirname } from "node:path";
import { findClose } from "../../std/nearest.ts";
import { readFlags } from "./flags.ts";
import { interpolate } from "./interpolation.ts";
import type { Magic } from "./magic.ts";
import { resolvePath } from "./paths.ts";
import { unquote } from "./words.ts";

/** The working directory is the process's: so is where it was before. */
let previous: string | undefined;

export const cd: Magic = {
  names: ["%cd"],
  waits: true,
  doc: `Change the working directory, and tell which it is.

  %cd FOLDER            \`~\` is the home directory
  %cd                   to the home directory
  %cd -                 to where it was before
  %cd -q FOLDER         without a word

Modules and packages are still found from the directory that the session was made in.`,
  takes: "files",
  async run({ line, at }, context) {
    const { rest, switches } = readFlags(line, { switches: ["q"], values: [] });
    const typed = unquote(await interpolate(rest, at, context));
    const from = process.cwd();
    process.chdir(findFolder(typed));
    if (process.cwd() !== from) previous = from;
    if (!switches.has("q")) context.print(`${process.cwd()}\n`);
  },
};

function findFolder(typed: string): string {
  if (typed === "") return homedir();
  if (typed === "-") {
    if (previous === undefined) throw new Error("%cd -: there is no directory before this one");
    return previous;
  }
  const path = resolvePath(typed);
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isDirectory()) return path;
  const close = findClose(basename(path), listFolders(dirname(path)));
  const hint = close === undefined ? "" : `; did you mean ${close}?`;
  throw new Error(`%cd: ${found ? `${path} is no folder` : `there is no folder ${path}`}${hint}`);
}

const listFolders = (path: string): string[] =>
  existsSync(path)
    ? readdirSync(path, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => name)
    : [];

export const pwd: Magic = {
  names: ["%pwd"],
  waits: false,
  doc: `The working directory, as a string.`,
  run: () => process.cwd(),
};
