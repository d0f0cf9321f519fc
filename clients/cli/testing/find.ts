// Which files `awaitd test` is to test: names, folders and patterns in, paths out.
import { globSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { isMarkdown, isNotebook } from "./source.ts";

const script = /\.(?:[cm]?[jt]s|cells)$/i;
const hidden = /^\.|^node_modules$/;

/** Nothing is found by this argument. The message is for the user. */
export class NothingFound extends Error {}

/** As the user has named them, each once, in order. */
export function findFiles(names: readonly string[], cwd: string): string[] {
  return [...new Set(names.flatMap((name) => findNamed(name, cwd)))];
}

function findNamed(name: string, cwd: string): string[] {
  const found = statSync(resolve(cwd, name), { throwIfNoEntry: false });
  if (found?.isFile()) return [name];
  if (found?.isDirectory()) {
    const files = findInside(name, cwd);
    if (files.length === 0) throw new NothingFound(`no file in ${name} has a "//=>"`);
    return files;
  }
  if (!/[*?[\]{}]/.test(name)) throw new NothingFound(`${name} is not there`);
  const matched = globSync(name, { cwd, exclude: (path) => path.endsWith("node_modules") })
    .filter((path) => statSync(resolve(cwd, path)).isFile())
    .toSorted();
  if (matched.length === 0) throw new NothingFound(`no file is like ${name}`);
  return matched;
}

/** What else lies in a folder is not run: it may do anything. */
function findInside(folder: string, cwd: string): string[] {
  return readdirSync(resolve(cwd, folder), { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      if (hidden.test(entry.name)) return [];
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return findInside(path, cwd);
      return entry.isFile() && hasExpectations(path, cwd) ? [path] : [];
    });
}

function hasExpectations(name: string, cwd: string): boolean {
  const isText = isMarkdown(name) || isNotebook(name);
  if (!isText && !script.test(name)) return false;
  const text = readFileSync(resolve(cwd, name), "utf8");
  return text.includes("//=>") && (isText || /^\s*\/\/ ?%%/m.test(text));
}
