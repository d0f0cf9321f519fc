// What may stand at a cursor, found in the running session without running any code of the user's:
// names by the inspector's list of them, members by descriptors, one prototype after the other.
import { readdir } from "node:fs/promises";
import { basename, dirname, join, sep } from "node:path";
import { homedir } from "node:os";
import type { Question } from "../../../protocol/kernel.ts";
import type { Result } from "../../../protocol/methods.ts";
import { findCursor, type Cursor } from "../../compiler/cursor.ts";
import type { MagicFacts } from "../magics/magic.ts";
import type { Ask, Place } from "./place.ts";
import {
  findPrototype,
  findProperty,
  getProperties,
  listNames,
  maxPrototypes,
  read,
  releasing,
  type Property,
  type Remote,
} from "./remote.ts";

type CompleteQuestion = Extract<Question, { type: "complete" }>;
type Match = Result<"complete">["matches"][number];

/** More is of no use to anyone who types. */
const maxMatches = 1000;

export async function complete(
  { code, cursor }: CompleteQuestion,
  place: Place,
): Promise<Result<"complete">> {
  const magics = place.magics();
  const takesFiles = (name: string): boolean =>
    magics.some((magic) => magic.takes === "files" && magic.names.includes(name));
  const found = findCursor(code, cursor, takesFiles);
  const typed = code.slice(found.start, cursor);
  const all = await releasing(place.ask, (ask) => findMatches(found, typed, { ...place, ask }));
  const wanted = typed.toLowerCase();
  const fitting = all.filter(({ label }) => label.toLowerCase().startsWith(wanted));
  // What begins as it was typed, in upper and lower case, comes first.
  const exact = fitting.filter(({ label }) => label.startsWith(typed));
  const others = fitting.filter(({ label }) => !label.startsWith(typed));
  const matches = [...exact, ...others].slice(0, maxMatches);
  return { matches, start: found.start, end: cursor, source: "live" };
}

function findMatches(cursor: Cursor, typed: string, place: Place): Promise<Match[]> {
  switch (cursor.kind) {
    case "name":
      return findNames(place.ask);
    case "member":
    case "key":
      return findMembers(cursor, place.ask);
    case "file":
      return findFiles(typed, place.directory);
    case "magic":
      return Promise.resolve(findMagics(typed, place.magics()));
    case "nothing":
      return Promise.resolve([]);
  }
}

const keywords = (
  "async await break case catch class const continue debugger default delete do else export " +
  "extends false finally for function if import in instanceof interface let new null of return " +
  "static super switch this throw true try type typeof undefined using var void while with yield"
).split(" ");

async function findNames(ask: Ask): Promise<Match[]> {
  const { names, held } = await listNames(ask);
  const lexical = await Promise.all(
    names
      .filter((name) => !name.startsWith("__cell"))
      .map(async (name) => describe(name, await read(name, ask, held))),
  );
  const globals = await findOwn(await read("globalThis", ask), ask);
  const known = new Set(names);
  const words = keywords.map((label): Match => ({ label, kind: "keyword" }));
  return [...lexical, ...globals.filter(({ label }) => !known.has(label)), ...words];
}

/** What a path begins with: a value there, or, for what Node makes when asked, one like it here. */
type Root = { remote: Remote | undefined } | { local: object };

async function findRoot(name: string, ask: Ask): Promise<Root> {
  const global = await read("globalThis", ask);
  if (name === "this" || name === "globalThis") return { remote: global };
  const { names, held } = await listNames(ask);
  if (names.includes(name)) return { remote: await read(name, ask, held) };
  const property = await findProperty(global, name, ask);
  const own = Object.getOwnPropertyDescriptor(globalThis, name)?.get;
  if (own === undefined || property?.get?.description !== String(own))
    return { remote: property?.value };
  const value: unknown = Reflect.get(globalThis, name);
  return typeof value === "object" && value !== null ? { local: value } : { remote: undefined };
}

async function findMembers(
  cursor: Extract<Cursor, { path: readonly string[] }>,
  ask: Ask,
): Promise<Match[]> {
  const [name = "", ...keys] = cursor.path;
  const root = await findRoot(name, ask);
  if ("local" in root) return keys.length === 0 ? findLocal(root.local) : [];
  let value = root.remote;
  for (const key of keys) value = (await findProperty(value, key, ask))?.value;
  if (value === undefined) return [];
  if (!value.objectId) return findLocal(primitives[value.type]);
  const found = new Map<string, Match>();
  let object: Remote | undefined = value;
  for (let depth = 0; object?.objectId && depth < maxPrototypes; depth++) {
    for (const match of await findOwn(object, ask)) {
      if (!found.has(match.label)) found.set(match.label, match);
    }
    object = await findPrototype(object, ask);
  }
  const isKey = cursor.kind === "key";
  return [...found.values()].filter(({ label }) => isKey || isName.test(label));
}

const isName = /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u;

/** Strings and numbers have what they have before anyone changes it. */
const primitives: Readonly<Record<string, object>> = {
  string: String.prototype,
  number: Number.prototype,
  bigint: BigInt.prototype,
  boolean: Boolean.prototype,
  symbol: Symbol.prototype,
};

/** Of an object of this thread, which no user can have touched. */
function findLocal(object: object | undefined): Match[] {
  const found = new Map<string, Match>();
  for (let at: object | null = object ?? null; at !== null; at = Reflect.getPrototypeOf(at)) {
    for (const [label, { value }] of Object.entries(Object.getOwnPropertyDescriptors(at))) {
      const kind = typeof value === "function" ? "method" : "property";
      if (!found.has(label)) found.set(label, { label, kind });
    }
  }
  return [...found.values()];
}

async function findOwn(object: Remote | undefined, ask: Ask): Promise<Match[]> {
  const { result } = await getProperties(object, ask);
  return result
    .filter(({ symbol }) => symbol === undefined)
    .map((property) =>
      property.value ? describe(property.name, property.value, "property") : accessor(property),
    );
}

const accessor = ({ name: label }: Property): Match => ({ label, kind: "property" });

function describe(
  label: string,
  value: Remote | undefined,
  role: "variable" | "property" = "variable",
): Match {
  if (!value) return { label, kind: role };
  const { type, className, description = "" } = value;
  if (type === "function") {
    const isClass = description.startsWith("class");
    const kind = isClass ? "class" : role === "property" ? "method" : "function";
    return { label, kind, type };
  }
  const isModule = className === "Module" || description === "Module";
  const detail = type === "object" && className ? { detail: className } : {};
  return { label, kind: isModule ? "module" : role, type, ...detail };
}

async function findFiles(typed: string, directory: string): Promise<Match[]> {
  const expanded = typed.startsWith("~/") ? join(homedir(), typed.slice(1)) : typed;
  const isDirectory = /[/\\]$/.test(typed) || typed === "";
  const folder = isDirectory ? expanded : dirname(expanded);
  const head = isDirectory ? typed : typed.slice(0, typed.length - basename(typed).length);
  const entries = await readdir(join(folder.startsWith(sep) ? "" : directory, folder), {
    withFileTypes: true,
  }).catch(() => []); // there is no such directory: nothing to offer
  return entries.map((entry) =>
    entry.isDirectory()
      ? { label: `${head}${entry.name}/`, kind: "directory" }
      : { label: `${head}${entry.name}`, kind: "file" },
  );
}

function findMagics(typed: string, magics: readonly MagicFacts[]): Match[] {
  const isCell = typed.startsWith("%%");
  return magics.flatMap(({ names, doc }) =>
    names
      .filter((name) => name.startsWith("%") && (isCell || !name.startsWith("%%")))
      .map((label) => ({ label, kind: "magic" as const, detail: doc.split("\n", 1)[0] ?? "" })),
  );
}
