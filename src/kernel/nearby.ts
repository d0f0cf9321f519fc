// The file that was probably meant by the path of one that is not there.
import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, dirname, extname, join, relative } from "node:path";
import { findClose } from "../std/nearest.ts";

const extensions = [".js", ".mjs", ".cjs", ".ts", ".mts", ".cts", ".json"];

/** Paths in the answer are as an import in `folder` has to write them. */
export function findNearby(path: string, folder: string): string | undefined {
  const write = (found: string): string => {
    const written = relative(folder, found);
    return written.startsWith(".") ? `'${written}'` : `'./${written}'`;
  };
  const twin = findTwin(path);
  if (twin !== undefined) {
    return `there is ${basename(twin)}: TypeScript is imported by its own name, as ${write(twin)}`;
  }
  const found = findEntry(path) ?? findClosest(path);
  return found && `did you mean ${write(found)}?`;
}

/** `./a.js`, as TypeScript's compiler wants it, where there is an `a.ts`. */
function findTwin(path: string): string | undefined {
  const [, stem, letter] = /^(.*)\.([cm]?)js$/s.exec(path) ?? [];
  const twin = `${stem}.${letter}ts`;
  return stem !== undefined && existsSync(twin) ? twin : undefined;
}

/** What `./a` may stand for elsewhere: `./a.js`, `./a/index.js`. */
function findEntry(path: string): string | undefined {
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  return extensions
    .map((extension) => (isFolder ? join(path, `index${extension}`) : path + extension))
    .find((candidate) => existsSync(candidate));
}

function findClosest(path: string): string | undefined {
  const folder = dirname(path);
  if (!existsSync(folder)) return undefined;
  const names = readdirSync(folder).filter((name) => extensions.includes(extname(name)));
  const stems = names.map(stemOf);
  const close = findClose(stemOf(path), stems);
  return close === undefined ? undefined : join(folder, names[stems.indexOf(close)]!);
}

const stemOf = (path: string): string => basename(path, extname(path));
