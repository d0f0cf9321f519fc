// How many entries a value has, as it is, whatever the user has made of its `size` or `length`.
import { types } from "node:util";

const getter = (prototype: object, name: string): (() => unknown) =>
  Object.getOwnPropertyDescriptor(prototype, name)!.get!;

const sizeOfMap = getter(Map.prototype, "size");
const sizeOfSet = getter(Set.prototype, "size");
const lengthOfTyped = getter(Reflect.getPrototypeOf(Uint8Array.prototype)!, "length");

/** Undefined for what has none. */
export function sizeOf(value: unknown): number | undefined {
  if (typeof value === "string") return value.length;
  if (typeof value !== "object" || value === null || types.isProxy(value)) return undefined;
  if (Array.isArray(value)) return value.length;
  const get = types.isMap(value)
    ? sizeOfMap
    : types.isSet(value)
      ? sizeOfSet
      : types.isTypedArray(value)
        ? lengthOfTyped
        : undefined;
  return get && (Reflect.apply(get, value, []) as number);
}
