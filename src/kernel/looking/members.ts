// The names that may stand at a cursor: of the session, of a value's members, of a map's keys.
import { isClass, isMap, isTyped, shapeOf, typeOf } from "./kinds.ts";
import {
  describeOwn,
  findOwn,
  isObject,
  withPrototypes,
  type Natives,
  type Own,
} from "./natives.ts";
import { findName, isGone, type Found, type Thunks } from "./paths.ts";
import type { Seen } from "./seen.ts";

export interface Member {
  label: string;
  kind: "variable" | "function" | "class" | "module" | "property" | "method";
  /** What `typeof` says. */
  type?: string;
  /** Its class. */
  detail?: string;
  /** It is a key that is no text: `0`. */
  isNumber?: true;
}

/** More are of no use to anyone who types. */
const mostMembers = 5000;
const mostEntries = 1000;

/** Node makes it when it is first described, which takes long. */
const isSlow = (name: string): boolean => name === "DOMException";

export function listNames(thunks: Thunks, seen: Seen): Member[] {
  const { natives, scopes, gone } = seen;
  const names = new Set(Object.keys(thunks));
  for (const scope of scopes) for (const name of Object.getOwnPropertyNames(scope)) names.add(name);
  const found = [...names]
    .filter((name) => !isGone(name, gone))
    .map((name) => describe(name, findName(name, thunks, seen), "variable", natives));
  const keys = natives.keys(natives.global);
  for (let index = 0; index < keys.length; index += 1) {
    const key = keys[index]!;
    if (typeof key === "symbol" || names.has(key)) continue;
    if (isSlow(key)) found.push({ label: key, kind: "function" });
    else found.push(describe(key, describeOwn(natives.global, key, natives), "variable", natives));
  }
  return found;
}

/** Those of its prototypes, too; the nearest first. */
export function listMembers(found: Found, natives: Natives): Member[] {
  const start = startOf(found, natives);
  const members = new Map<string, Member>();
  if (!start) return [];
  for (const at of withPrototypes(start, natives)) {
    const { keys, isList } = keysOf(at, natives);
    for (let index = 0; index < keys.length && members.size < mostMembers; index += 1) {
      const key = keys[index]!;
      if (typeof key === "symbol" || members.has(key)) continue;
      if (isList && /^\d+$/.test(key)) continue;
      members.set(key, describe(key, findOwn(at, key, natives), "property", natives));
    }
  }
  return [...members.values()];
}

function startOf(found: Found, natives: Natives): object | undefined {
  if (found.type !== "value") return undefined;
  const { value } = found;
  return isObject(value) ? value : natives.prototypes[typeof value];
}

/** Not those of a long list's elements. */
function keysOf(
  value: object,
  natives: Natives,
): { keys: readonly (string | symbol)[]; isList: boolean } {
  const isList = Array.isArray(value) || isTyped(value);
  const isLong = isList && (shapeOf(value, natives)?.[0] ?? 0) > mostMembers;
  return { keys: isLong ? ["length"] : natives.keys(value), isList };
}

/** What may stand in the brackets behind a value: of a list its places, else its own keys. */
export function listElements(found: Found, natives: Natives): Member[] {
  const start = startOf(found, natives);
  if (!start || natives.types.isProxy(start)) return [];
  const { keys, isList } = keysOf(start, natives);
  const members: Member[] = [];
  const length = isList ? Math.min(shapeOf(start, natives)![0]!, mostEntries) : keys.length;
  for (let index = 0; index < length && members.length < mostEntries; index += 1) {
    const key = isList ? String(index) : keys[index]!;
    if (typeof key === "symbol") continue;
    const member = describe(key, findOwn(start, key, natives), "property", natives);
    members.push(isList ? { ...member, isNumber: true } : member);
  }
  return members;
}

/** What may stand in `map.get(…)`. */
export function listEntries(found: Found, natives: Natives): Member[] {
  if (found.type !== "value" || !isObject(found.value)) return [];
  return isMap(found.value) ? listKeys(found.value, natives) : [];
}

function listKeys(map: Map<unknown, unknown>, natives: Natives): Member[] {
  const members: Member[] = [];
  for (const [key, value] of Map.prototype.entries.call(map)) {
    if (members.length >= mostEntries) break;
    if (typeof key !== "string" && typeof key !== "number") continue;
    const member = describe(String(key), { type: "value", value }, "property", natives);
    members.push(typeof key === "number" ? { ...member, isNumber: true } : member);
  }
  return members;
}

function describe(
  label: string,
  own: Own,
  role: "variable" | "property",
  natives: Natives,
): Member {
  if (own.type !== "value") return { label, kind: role };
  const { value } = own;
  const type = typeof value;
  if (typeof value === "function" && !natives.types.isProxy(value)) {
    if (isClass(value)) return { label, kind: "class", type };
    return { label, kind: role === "property" ? "method" : "function", type };
  }
  if (!isObject(value)) return { label, kind: role, type };
  const detail = typeOf(value, natives);
  return { label, kind: detail === "Module" ? "module" : role, type, detail };
}
