// What code of the looking realm needs of the main one, taken before any cell ran.
import type { types } from "node:util";

export interface Natives {
  /**
   * The main realm's own: some properties of Node's are made when they are first asked for, and
   * Node then expects to be in that realm.
   */
  describe(object: object, key: PropertyKey): PropertyDescriptor | undefined;
  keys(object: object): readonly (string | symbol)[];
  prototypeOf(object: object): object | null;
  readonly types: Pick<
    typeof types,
    | "isAsyncFunction"
    | "isGeneratorFunction"
    | "isModuleNamespaceObject"
    | "isNativeError"
    | "isPromise"
    | "isProxy"
  >;
  /** Throws for what is no URL. */
  href(value: object): string;
  /** Getters of Node's and of ours, which run no code of the user's. */
  isTrusted(getter: object): boolean;
  readonly global: object;
  /** Of each type that has members and is no object's. */
  readonly prototypes: Readonly<Record<string, object>>;
  /** Calls back once, and keeps nothing alive for that. */
  later(callback: () => void, ms: number): void;
  /** No other kernel has one that is equal. */
  readonly kernelId: string;
}

export type Own =
  | { type: "value"; value: unknown }
  | { type: "accessor"; get: object | undefined; set: object | undefined }
  | { type: "none" };

const { hasOwn } = Object;

/** A property of the object itself; no getter runs, but those that are trusted. */
export function findOwn(object: object, key: PropertyKey, natives: Natives): Own {
  const own = describeOwn(object, key, natives);
  if (own.type !== "accessor" || !own.get || !natives.isTrusted(own.get)) return own;
  return { type: "value", value: Reflect.apply(own.get as () => unknown, object, []) };
}

/** The same, and no getter runs. */
export function describeOwn(object: object, key: PropertyKey, natives: Natives): Own {
  if (natives.types.isProxy(object)) return { type: "none" };
  let found: PropertyDescriptor | undefined;
  try {
    found = natives.describe(object, key);
  } catch {
    // An export of a module that has not come to it yet.
    return { type: "none" };
  }
  if (!found) return { type: "none" };
  // The descriptor is an object of the main realm, whose prototype the user may have changed.
  if (hasOwn(found, "value")) return { type: "value", value: found.value as unknown };
  const { get, set } = found as { get?: object; set?: object };
  return { type: "accessor", get, set };
}

const maxPrototypes = 64;

/** The object and its prototypes; ends before a proxy. */
export function* withPrototypes(object: object, natives: Natives): Generator<object> {
  let at: object | null = object;
  for (let depth = 0; at && depth < maxPrototypes; depth += 1) {
    if (natives.types.isProxy(at)) return;
    yield at;
    at = natives.prototypeOf(at);
  }
}

export const isObject = (value: unknown): value is object =>
  (typeof value === "object" && value !== null) || typeof value === "function";
