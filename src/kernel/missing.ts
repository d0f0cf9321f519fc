// What an import that failed should have been: which package to install and how, or which file was
// meant. It reads Node's errors and adds to their messages; what they begin with stays.
import { existsSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, isAbsolute, join } from "node:path";
import { findClose } from "../std/nearest.ts";
import { findNearby } from "./nearby.ts";

/** Cells come from files that are not there; an error need not speak of them. */
const fromCells = / imported from [^\n]*\[(?:session|resolver)\](?=$|\n)/;
const requiredByCells = /\n- [^\n]*\[session\](?=$|\n)/;
const laterVersion = /(\bfile:[^\s"']*)#\d+/g;
const missing = /^Cannot find (?:package|module) '([^']*)'(?: imported from ([^\n]*))?/;

const explained = new WeakSet<Error>();

/** `specifier` is what was asked for, not always what is missing. */
export function explain(error: unknown, specifier: string, directory: string): unknown {
  if (!(error instanceof Error) || !("code" in error) || explained.has(error)) return error;
  explained.add(error);
  const hint = findHint(error, specifier, directory);
  const message = error.message
    .replace(fromCells, "")
    .replace(requiredByCells, "")
    .replace(/\nRequire stack:$/, "")
    .replace(laterVersion, "$1");
  const [first = "", ...rest] = message.split("\n");
  rewrite(error, [hint === undefined ? first : `${first}; ${hint}`, ...rest].join("\n"));
  return error;
}

/** A stack that was read already has the old message in it. */
function rewrite(error: Error, message: string): void {
  const { message: before } = error;
  error.message = message;
  const { stack } = error;
  if (stack?.includes(before) === true && !stack.includes(message)) {
    error.stack = stack.replace(before, () => message);
  }
}

function findHint(error: Error, specifier: string, directory: string): string | undefined {
  const { code } = error as NodeJS.ErrnoException;
  if (code === "ERR_UNKNOWN_BUILTIN_MODULE") return suggestBuiltin(specifier);
  if (code === "ERR_IMPORT_ATTRIBUTE_MISSING") {
    return `write: import … from ${JSON.stringify(specifier)} with { type: "json" }`;
  }
  const found = missing.exec(error.message);
  if (!found || error.message.includes("Did you mean")) return undefined;
  const [, name = "", importer] = found;
  const parent = findParent(error, importer, directory);
  if (isAbsolute(name) || name.startsWith(".")) {
    const wanted = join(isAbsolute(name) ? "" : dirname(parent), name);
    return wanted.includes("/node_modules/") ? undefined : findNearby(wanted, dirname(parent));
  }
  if (name.startsWith("node:")) return suggestBuiltin(name);
  return suggestPackage(name, specifier, parent, directory);
}

/** The file that asked for what is missing. */
function findParent(error: Error, importer: string | undefined, directory: string): string {
  const { requireStack } = error as { requireStack?: string[] };
  const parent = importer ?? requireStack?.[0] ?? "";
  return isAbsolute(parent) ? parent : join(directory, "[session]");
}

function suggestBuiltin(name: string): string | undefined {
  const close = findClose(name.replace(/^node:/, ""), builtinModules);
  return close && `did you mean 'node:${close.replace(/^node:/, "")}'?`;
}

function suggestPackage(
  name: string,
  specifier: string,
  parent: string,
  directory: string,
): string | undefined {
  const [, packageName] = /^((?:@[\w.~-]+\/)?[\w~-][\w.~-]*)(?:\/|$)/.exec(name) ?? [];
  if (packageName === undefined) return undefined;
  if (builtinModules.includes(packageName)) return suggestBuiltin(specifier);
  if (existsSync(join(dirname(parent), name))) return `did you mean './${name}'?`;
  const [, needy] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(parent) ?? [];
  const who = needy === undefined ? "install it" : `${needy} needs it: install it`;
  return `${who} in the session's directory with: ${findInstaller(directory)} ${packageName}`;
}

const installers = Object.entries({
  "package-lock.json": "npm install",
  "pnpm-lock.yaml": "pnpm add",
  "yarn.lock": "yarn add",
  "bun.lock": "bun add",
  "bun.lockb": "bun add",
});

/** The command that adds a package, where the project has decided on one. */
function findInstaller(folder: string): string {
  const found = installers.find(([lock]) => existsSync(join(folder, lock)));
  if (found) return found[1];
  return dirname(folder) === folder ? "npm install" : findInstaller(dirname(folder));
}
