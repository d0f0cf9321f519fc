// What a path like `a.b[0].c` leads to in a session. Of the members behind the first name no getter
// is run, and no handler of a proxy.
import { isMap } from "./kinds.ts";
import { findOwn, isObject, withPrototypes, type Natives, type Own } from "./natives.ts";
import type { Seen } from "./seen.ts";

/** A member's key, or what stands in `map.get(…)`. */
export type Step = string | { entry: string | number };
export type Path = readonly [string, ...Step[]];

export type Found =
  | Exclude<Own, { type: "none" }>
  /** `inside` is what stops it, where something does that only its own code could tell. */
  | { type: "none"; inside?: "accessor" | "Proxy" };

/** What the inspector's expression hands over: for each name a function that returns its value. */
export type Thunks = Readonly<Record<string, () => unknown>>;

export function findRoot(name: string, thunks: Thunks, seen: Seen): Own {
  if (name === "this" || name === "globalThis")
    return { type: "value", value: seen.natives.global };
  const own = findName(name, thunks, seen);
  return own.type === "none" ? findOwn(seen.natives.global, name, seen.natives) : own;
}

/** The set is the main realm's, whose methods the user may have changed. */
export const isGone = (name: string, gone: Seen["gone"]): boolean =>
  Set.prototype.has.call(gone, name);

/** A name of the session's. */
export function findName(name: string, thunks: Thunks, seen: Seen): Own {
  const { scopes, gone, lent, natives } = seen;
  if (isGone(name, gone)) return { type: "none" };
  const read = Object.hasOwn(thunks, name) ? thunks[name] : undefined;
  if (read) {
    try {
      return { type: "value", value: read() };
    } catch {
      return { type: "none" }; // its declaration was not reached
    }
  }
  for (let index = scopes.length - 1; index >= 0; index -= 1) {
    const found = findOwn(scopes[index]!, name, natives);
    if (found.type === "none") continue;
    const isLent = found.type === "accessor" && Object.hasOwn(lent, name);
    return isLent ? findOwn(lent, name, natives) : found;
  }
  return { type: "none" };
}

export function follow([name, ...steps]: Path, thunks: Thunks, seen: Seen): Found {
  let found: Found = findRoot(name, thunks, seen);
  for (const step of steps) {
    if (found.type === "accessor") return { type: "none", inside: "accessor" };
    if (found.type === "none") return found;
    found =
      typeof step === "string"
        ? findMember(found.value, step, seen.natives)
        : findEntry(found.value, step.entry);
  }
  return found;
}

export function findMember(value: unknown, key: PropertyKey, natives: Natives): Found {
  if (value === null || value === undefined) return { type: "none" };
  if (typeof value === "string" && key === "length") return { type: "value", value: value.length };
  const start = isObject(value) ? value : natives.prototypes[typeof value];
  if (!start) return { type: "none" };
  let last: object | null = start;
  for (const at of withPrototypes(start, natives)) {
    const own = findOwn(at, key, natives);
    if (own.type !== "none") return own;
    last = natives.prototypeOf(at);
  }
  return last && natives.types.isProxy(last) ? { type: "none", inside: "Proxy" } : { type: "none" };
}

function findEntry(value: unknown, key: string | number): Found {
  if (!isMap(value) || !Map.prototype.has.call(value, key)) return { type: "none" };
  return { type: "value", value: Map.prototype.get.call(value, key) };
}
