// Values that outlive their session: each a file of V8's own format in the user's data directory.
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { types } from "node:util";
import { deserialize, serialize } from "node:v8";
import { findClose } from "../../std/nearest.ts";
import { readWords } from "./arguments.ts";
import type { KernelAccess, Magic, MagicContext } from "./magic.ts";
import { formOf, shorten, typeOf } from "./values.ts";

const shownLetters = 60;
const ending = ".v8";

export const store: Magic = {
  names: ["%store"],
  waits: false,
  doc: `Keep values across sessions.

  %store x y            keep the values of these names
  %store -r             bring all that is kept back, as names of this session
  %store -r x           … these
  %store                list what is kept
  %store -d x           forget it
  %store -z             forget all

A value is kept as structuredClone would copy it: Map, Set, Date, typed arrays and cycles too;
functions are refused, and of what a class has made only the data is kept. It lies in
$XDG_DATA_HOME/awaitd or ~/.local/share/awaitd, on Windows in %APPDATA%\\awaitd.`,
  run({ line }, { kernel, print }) {
    const known = { switches: ["r", "d", "z"] } as const;
    const { switches, words } = readWords("%store", line, known);
    if (switches.size > 1) throw new TypeError("%store takes one of -r, -d and -z");
    if (switches.has("z")) for (const name of listStored()) forget(name);
    else if (switches.has("d")) {
      if (words.length === 0) throw new TypeError("%store -d takes the names to be forgotten");
      for (const name of words) forget(name);
    } else if (switches.has("r"))
      for (const name of words.length > 0 ? words : listStored()) restore(name, kernel);
    else if (words.length > 0) for (const name of words) keep(name, kernel, print);
    else print(tell());
  },
};

/** As a variable, whatever it was before. */
function restore(name: string, { names }: KernelAccess): void {
  const value = read(name);
  names.delete(name);
  names.set(name, value);
}

function keep(name: string, { names }: KernelAccess, print: MagicContext["print"]): void {
  if (!names.kinds.has(name)) {
    const close = findClose(name, [...names.kinds.keys()]);
    const hint = close === undefined ? "%who lists the names" : `did you mean ${close}?`;
    throw new ReferenceError(`the session has no name \`${name}\`; ${hint}`);
  }
  const value = names.get(name);
  const path = pathOf(name);
  mkdirSync(findDirectory(), { recursive: true });
  // Whoever reads meanwhile finds the old one whole.
  const written = `${path}.${process.pid}`;
  writeFileSync(written, pack(name, value), { mode: 0o600 });
  renameSync(written, path);
  const type = typeOf(value);
  const isPlain = !types.isProxy(value) && typeOf(deserialize(readFileSync(path))) === type;
  const note = isPlain ? "" : `; only its data is kept, not that it is a ${type}`;
  print(`Stored '${name}' (${type})${note}\n`);
}

function pack(name: string, value: unknown): Buffer {
  try {
    return serialize(value);
  } catch (error) {
    const why = types.isNativeError(error) ? error.message : String(error);
    const hint = "functions, symbols, promises and what holds them can't be kept";
    throw new TypeError(`\`${name}\` can't be stored: ${why}; ${hint}`, { cause: error });
  }
}

function read(name: string): unknown {
  const stored = listStored();
  if (stored.includes(name)) return deserialize(readFileSync(pathOf(name)));
  const close = findClose(name, stored);
  const hint = close === undefined ? "%store lists what is" : `did you mean ${close}?`;
  throw new ReferenceError(`nothing is stored as \`${name}\`; ${hint}`);
}

function forget(name: string): void {
  if (!listStored().includes(name)) throw new ReferenceError(`nothing is stored as \`${name}\``);
  rmSync(pathOf(name));
}

function tell(): string {
  const names = listStored();
  const longest = Math.max(0, ...names.map((name) => name.length));
  const rows = names.map(
    (name) => `${name.padEnd(longest)}  -> ${shorten(formOf(read(name)), shownLetters)}\n`,
  );
  return `Stored variables and their values${rows.length === 0 ? ": none" : ":"}\n${rows.join("")}`;
}

function listStored(): string[] {
  try {
    const files = readdirSync(findDirectory()).filter((file) => file.endsWith(ending));
    return files.map((file) => file.slice(0, -ending.length)).toSorted();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

const pathOf = (name: string): string => join(findDirectory(), name + ending);

function findDirectory(): string {
  const { XDG_DATA_HOME: data, APPDATA: roaming } = process.env;
  const isWindows = process.platform === "win32";
  const base = (isWindows ? roaming : data) || join(homedir(), ".local", "share");
  return join(base, "awaitd", "store");
}
