// What may stand in a string that names a file or a module, read from the disk alone.
import { readdir, readFile } from "node:fs/promises";
import { builtinModules, isBuiltin } from "node:module";
import { homedir } from "node:os";
import { basename, dirname, join, resolve, sep } from "node:path";
import type { Result } from "../../../protocol/methods.ts";

type Match = Result<"complete">["matches"][number];

export async function findFiles(typed: string, directory: string): Promise<Match[]> {
  const expanded = typed.startsWith("~/") ? join(homedir(), typed.slice(1)) : typed;
  const isDirectory = /[/\\]$/.test(typed) || typed === "";
  const folder = isDirectory ? expanded : dirname(expanded);
  const head = isDirectory ? typed : typed.slice(0, typed.length - basename(typed).length);
  const entries = await list(join(folder.startsWith(sep) ? "" : directory, folder));
  return entries.map(({ name, isFolder }) =>
    isFolder
      ? { label: `${head}${name}/`, kind: "directory" }
      : { label: `${head}${name}`, kind: "file" },
  );
}

/** Files, packages that are installed for the directory, what a package exports, Node's own. */
export async function findSpecifiers(typed: string, directory: string): Promise<Match[]> {
  if (/^(?:[./~]|$)/.test(typed) && typed !== "") return findFiles(typed, directory);
  const scope = /^(@[^/]*)\//.exec(typed)?.[1];
  const name = /^(?:@[^/]*\/[^/]+|[^@/][^/]*)(?=\/)/.exec(typed)?.[0];
  if (name !== undefined && !isBuiltin(name)) return findExports(name, directory);
  const packages = await findPackages(scope, directory);
  const builtins = builtinModules.filter((each) => !each.startsWith("_"));
  const plain = builtins.map((each) => each.replace(/^node:/, ""));
  const prefixed = plain.map((each) => `node:${each}`);
  const own = builtins.filter((each) => !each.startsWith("node:"));
  return [...packages, ...own, ...prefixed].map((label) => ({ label, kind: "module" }));
}

async function findPackages(scope: string | undefined, directory: string): Promise<string[]> {
  const found = new Set<string>();
  for (const folder of folders(directory)) {
    for (const { name } of await list(scope === undefined ? folder : join(folder, scope))) {
      if (name.startsWith(".")) continue;
      const isScope = scope === undefined && name.startsWith("@");
      found.add(scope === undefined ? `${name}${isScope ? "/" : ""}` : `${scope}/${name}`);
    }
  }
  return [...found];
}

/** Where packages may be, the nearest first. */
function* folders(directory: string): Generator<string> {
  for (let at = resolve(directory); ; at = dirname(at)) {
    yield join(at, "node_modules");
    if (at === dirname(at)) return;
  }
}

async function findExports(name: string, directory: string): Promise<Match[]> {
  for (const folder of folders(directory)) {
    const found = await readExports(join(folder, name));
    if (found) return found.map((path) => ({ label: `${name}/${path}`, kind: "module" }));
  }
  return [];
}

/** What may be imported of a package by a path of its own; none where it is not there. */
async function readExports(folder: string): Promise<string[] | undefined> {
  let text: string;
  try {
    text = await readFile(join(folder, "package.json"), "utf8");
  } catch {
    return undefined;
  }
  const { exports } = parse(text);
  if (typeof exports !== "object" || exports === null) {
    return (await list(folder)).map((entry) => `${entry.name}${entry.isFolder ? "/" : ""}`);
  }
  const paths = Object.keys(exports).filter((key) => key.startsWith("./") && !key.includes("*"));
  return paths.map((key) => key.slice("./".length));
}

/** A broken one exports nothing. */
function parse(text: string): { exports?: unknown } {
  try {
    return (JSON.parse(text) as { exports?: unknown } | null) ?? {};
  } catch {
    return { exports: {} };
  }
}

interface Entry {
  name: string;
  isFolder: boolean;
}

/** Nothing, where there is no such directory. */
async function list(folder: string): Promise<Entry[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.map((entry) => ({
    name: entry.name,
    isFolder: entry.isDirectory(),
  }));
}
