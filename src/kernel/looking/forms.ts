// A value in one line, as `util.inspect` would write it, but that no code of the user's is asked:
// getters are named, proxies are closed, and an `inspect.custom` of its own says nothing.
import {
  ask,
  classNameOf,
  isMap,
  isSet,
  isTyped,
  lengthOf,
  nameOf,
  shapeOf,
  isClass,
  typeOf,
} from "./kinds.ts";
import { findOwn, isObject, withPrototypes, type Natives, type Own } from "./natives.ts";

const longestText = 100;
const longestForm = 200;
const shownItems = 10;

export function formOf(value: unknown, natives: Natives): string {
  const form = write(value, natives, 1);
  return form.length > longestForm ? `${form.slice(0, longestForm - 1)}…` : form;
}

function write(value: unknown, natives: Natives, depth: number): string {
  if (typeof value === "string") return quote(value, longestText);
  if (typeof value === "bigint") return `${value}n`;
  if (Object.is(value, -0)) return "-0";
  if (typeof value === "symbol") return value.toString();
  if (!isObject(value)) return String(value);
  if (natives.types.isProxy(value)) return "Proxy";
  if (typeof value === "function") return writeFunction(value, natives);
  return writeSpecial(value, natives) ?? writeMembers(value, natives, depth);
}

export function quote(text: string, most: number): string {
  const shown = text.length > most ? text.slice(0, most) : text;
  const escaped = JSON.stringify(shown).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${escaped}'${text.length > most ? `… (${text.length})` : ""}`;
}

function writeFunction(value: object, natives: Natives): string {
  const name = nameOf(value, natives) || "(anonymous)";
  if (!isClass(value)) {
    const [kind = ""] = typeOf(value, natives).split(" ").slice(0, -1);
    return `[${kind && kind[0]!.toUpperCase() + kind.slice(1)}Function: ${name}]`;
  }
  const parent = natives.prototypeOf(value);
  const above = parent && isClass(parent) ? nameOf(parent, natives) : undefined;
  return `[class ${name}${above ? ` extends ${above}` : ""}]`;
}

const { getTime, toISOString } = Date.prototype;

/** What has something in it that is no property. */
function writeSpecial(value: object, natives: Natives): string | undefined {
  const time = ask(getTime, value);
  if (typeof time === "number")
    return Number.isNaN(time) ? "Invalid Date" : String(ask(toISOString, value));
  if (natives.types.isNativeError(value)) return writeError(value, natives);
  const pattern = writePattern(value);
  if (pattern !== undefined) return pattern;
  if (natives.types.isPromise(value)) return "Promise";
  try {
    return `URL ${quote(natives.href(value), longestText)}`;
  } catch {
    return writeBoxed(value);
  }
}

function writeError(value: object, natives: Natives): string {
  const name = find(value, "name", natives) ?? "Error";
  const message = find(value, "message", natives);
  return `[${name}${message ? `: ${message}` : ""}]`;
}

/** A text that is a property of its own or of its class's. */
function find(value: object, key: string, natives: Natives): string | undefined {
  for (const at of withPrototypes(value, natives)) {
    const own = findOwn(at, key, natives);
    if (own.type === "accessor") return undefined;
    if (own.type === "value") return typeof own.value === "string" ? own.value : undefined;
  }
  return undefined;
}

const patternSource = Object.getOwnPropertyDescriptor(RegExp.prototype, "source")!.get!;
const flags = ["hasIndices", "global", "ignoreCase", "multiline", "dotAll", "unicode"]
  .concat("unicodeSets", "sticky")
  .map((key) => Object.getOwnPropertyDescriptor(RegExp.prototype, key)!.get!);

/** `flags` itself would read properties. */
function writePattern(value: object): string | undefined {
  const source = ask(patternSource, value);
  if (typeof source !== "string") return undefined;
  const isPattern = ask(flags[0]!, value);
  if (isPattern === undefined) return undefined;
  const set = flags.map((getter, index) => (ask(getter, value) === true ? "dgimsuvy"[index] : ""));
  return `/${source}/${set.join("")}`;
}

function writeBoxed(value: object): string | undefined {
  for (const { prototype } of [String, Number, Boolean, BigInt, Symbol]) {
    const inner: unknown = ask(prototype.valueOf, value);
    if (inner === undefined) continue;
    const name = typeof inner;
    const form = typeof inner === "string" ? quote(inner, longestText) : `${inner as number}`;
    return `[${name[0]!.toUpperCase()}${name.slice(1)}: ${form}]`;
  }
  return undefined;
}

function writeMembers(value: object, natives: Natives, depth: number): string {
  const type = classNameOf(value, natives);
  const isModule = natives.types.isModuleNamespaceObject(value);
  const isList = Array.isArray(value) || isTyped(value);
  const count = shapeOf(value, natives)?.[0];
  const isCounted = isTyped(value) || isMap(value) || isSet(value);
  const head = isModule ? "Module" : isCounted ? `${type ?? "Object"}(${count})` : type;
  const plain = isList ? "Array" : "Object";
  const prefix = head === undefined ? "[null prototype] " : head === plain ? "" : `${head} `;
  const [open, close] = isList ? ["[", "]"] : ["{", "}"];
  if (depth < 0)
    return isList ? `[${head ?? plain}]` : prefix === "" ? "{…}" : `[${head ?? plain}]`;
  const { items, more } = readItems(value, natives, depth);
  if (more > 0) items.push(`… ${more} more`);
  if (items.length === 0)
    return isList || prefix === "" ? `${prefix}${open}${close}` : prefix + "{}";
  return `${prefix}${open} ${items.join(", ")} ${close}`;
}

interface Items {
  items: string[];
  /** So many are not shown. */
  more: number;
}

function readItems(value: object, natives: Natives, depth: number): Items {
  const inner = (item: unknown): string => write(item, natives, depth - 1);
  if (isMap(value)) {
    const pairs = takeFirst(Map.prototype.entries.call(value));
    const items = pairs.map(([key, item]) => `${inner(key)} => ${inner(item)}`);
    return { items, more: shapeOf(value, natives)![0]! - items.length };
  }
  if (isSet(value)) {
    const items = takeFirst(Set.prototype.values.call(value)).map(inner);
    return { items, more: shapeOf(value, natives)![0]! - items.length };
  }
  if (isTyped(value) || Array.isArray(value)) return readElements(value, natives, inner);
  const keys = natives.keys(value);
  const items: string[] = [];
  for (let index = 0; index < keys.length && items.length < shownItems; index += 1) {
    const key = keys[index]!;
    items.push(`${writeKey(key)}: ${writeOwn(findOwn(value, key, natives), inner)}`);
  }
  return { items, more: keys.length - items.length };
}

function readElements(value: object, natives: Natives, inner: (item: unknown) => string): Items {
  const length = shapeOf(value, natives)?.[0] ?? lengthOf(value, natives);
  const items: string[] = [];
  for (let index = 0; index < length && index < shownItems; index += 1)
    items.push(writeOwn(findOwn(value, index, natives), inner));
  return { items, more: length - items.length };
}

export function writeOwn(own: Own, inner: (value: unknown) => string): string {
  if (own.type === "value") return inner(own.value);
  if (own.type === "none") return "<empty>";
  return own.get ? (own.set ? "[Getter/Setter]" : "[Getter]") : "[Setter]";
}

export function writeKey(key: string | symbol): string {
  if (typeof key === "symbol") return `[${key.toString()}]`;
  return /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(key) ? key : quote(key, longestText);
}

function takeFirst<T>(iterator: Iterator<T>): T[] {
  const taken: T[] = [];
  while (taken.length < shownItems) {
    const { done, value } = iterator.next();
    if (done) break;
    taken.push(value);
  }
  return taken;
}
