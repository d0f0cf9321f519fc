// What a value is: its type in a word or two, its shape, its bytes.
import { findOwn, isObject, withPrototypes, type Natives } from "./natives.ts";

const { prototype: anyFunction } = Function;
const mapSize = getterOf(Map.prototype, "size");
const setSize = getterOf(Set.prototype, "size");
const typedArray = Object.getPrototypeOf(Uint8Array.prototype) as object;
const arrayTag = getterOf(typedArray, Symbol.toStringTag);
const arrayLength = getterOf(typedArray, "length");
const arrayBytes = getterOf(typedArray, "byteLength");
const bufferBytes = getterOf(ArrayBuffer.prototype, "byteLength");
const sharedBytes = getterOf(SharedArrayBuffer.prototype, "byteLength");
const viewBytes = getterOf(DataView.prototype, "byteLength");

type Getter = (this: unknown) => unknown;

function getterOf(object: object, key: PropertyKey): Getter {
  return Object.getOwnPropertyDescriptor(object, key)!.get!;
}

/** What a getter of a built-in says; undefined where the value is none of its kind. */
export function ask(getter: Getter, value: unknown): unknown {
  try {
    return Reflect.apply(getter, value, []);
  } catch {
    return undefined;
  }
}

export const isMap = (value: unknown): value is Map<unknown, unknown> =>
  ask(mapSize, value) !== undefined;
export const isSet = (value: unknown): value is Set<unknown> => ask(setSize, value) !== undefined;
export const isTyped = (value: unknown): value is Uint8Array => ask(arrayTag, value) !== undefined;

export const textOf = (value: object): string => Reflect.apply(readText, value, []);
const { toString: readText } = anyFunction;

/** `number`, `Array`, `async function`, `class`, `Point`, `Module`, `Proxy`. */
export function typeOf(value: unknown, natives: Natives): string {
  if (value === null) return "null";
  if (!isObject(value)) return typeof value;
  const { types } = natives;
  if (types.isProxy(value)) return "Proxy";
  if (typeof value === "function") {
    if (isClass(value)) return "class";
    const steps = types.isGeneratorFunction(value) ? "generator " : "";
    const isAsync = types.isAsyncFunction(value);
    return `${isAsync ? "async " : ""}${steps}function`;
  }
  if (types.isModuleNamespaceObject(value)) return "Module";
  return classNameOf(value, natives) ?? "Object";
}

export const isClass = (value: object): boolean => textOf(value).startsWith("class");

/** Of whatever made it; as the language has it, so what was made without a class has none. */
export function classNameOf(value: object, natives: Natives): string | undefined {
  const prototype = natives.prototypeOf(value);
  if (!prototype) return undefined;
  for (const at of withPrototypes(prototype, natives)) {
    const made = findOwn(at, "constructor", natives);
    if (made.type !== "value" || typeof made.value !== "function") continue;
    const name = nameOf(made.value, natives);
    if (name) return name;
  }
  return undefined;
}

export function nameOf(made: object, natives: Natives): string | undefined {
  const name = findOwn(made, "name", natives);
  return name.type === "value" && typeof name.value === "string" ? name.value : undefined;
}

/** As many rows are looked at to say that all of an array have one length. */
const lookedRows = 1000;

/** Its length, or its size; of an array of arrays of one length both; none has `undefined`. */
export function shapeOf(value: unknown, natives: Natives): number[] | undefined {
  if (typeof value === "string") return [value.length];
  if (!isObject(value) || natives.types.isProxy(value)) return undefined;
  if (Array.isArray(value)) {
    const length = lengthOf(value, natives);
    const columns = length > 0 && length <= lookedRows ? findColumns(value, length, natives) : -1;
    return columns >= 0 ? [length, columns] : [length];
  }
  const count = ask(arrayLength, value) ?? ask(mapSize, value) ?? ask(setSize, value);
  if (typeof count === "number") return [count];
  return findOwnShape(value, natives);
}

export function lengthOf(array: object, natives: Natives): number {
  const length = findOwn(array, "length", natives);
  return length.type === "value" && typeof length.value === "number" ? length.value : 0;
}

function findColumns(rows: object, count: number, natives: Natives): number {
  let columns = -1;
  for (let index = 0; index < count; index += 1) {
    const row = findOwn(rows, index, natives);
    if (row.type !== "value" || !isObject(row.value) || natives.types.isProxy(row.value)) return -1;
    const isRow = Array.isArray(row.value) || isTyped(row.value);
    const length = isRow ? shapeOf(row.value, natives)?.[0] : undefined;
    if (length === undefined || (index > 0 && length !== columns)) return -1;
    columns = length;
  }
  return columns;
}

/** A tensor says it itself: `shape: [2, 3]`. */
function findOwnShape(value: object, natives: Natives): number[] | undefined {
  const own = findOwn(value, "shape", natives);
  if (own.type !== "value" || natives.types.isProxy(own.value) || !Array.isArray(own.value))
    return undefined;
  const shape: number[] = [];
  const length = lengthOf(own.value, natives);
  for (let index = 0; index < length && index < 16; index += 1) {
    const part = findOwn(own.value, index, natives);
    if (part.type !== "value" || !Number.isInteger(part.value) || Number(part.value) < 0)
      return undefined;
    shape.push(part.value as number);
  }
  return shape;
}

/** Bytes of what is nothing but bytes. */
export function bytesOf(value: unknown): number | undefined {
  if (!isObject(value)) return undefined;
  for (const getter of [arrayBytes, bufferBytes, sharedBytes, viewBytes]) {
    const bytes = ask(getter, value);
    if (typeof bytes === "number") return bytes;
  }
  return undefined;
}
