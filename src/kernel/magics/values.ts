// What a value is, in a word or a line, without running code of its owner's where that can be
// helped: no getter, no handler of a proxy; only its `inspect.custom`, which is there to be asked.
import { inspect, types } from "node:util";

/** `number`, `Array`, `async function`, `class`, `Point`, `Module`, `Proxy`. */
export function typeOf(value: unknown): string {
  if (value === null) return "null";
  if (types.isProxy(value)) return "Proxy";
  if (typeof value === "function") return typeOfFunction(value);
  if (typeof value !== "object") return typeof value;
  if (types.isModuleNamespaceObject(value)) return "Module";
  return findClassName(value) ?? "Object";
}

function typeOfFunction(value: object): string {
  if (textOf(value).startsWith("class")) return "class";
  const steps = types.isGeneratorFunction(value) ? "generator " : "";
  return `${types.isAsyncFunction(value) ? "async " : ""}${steps}function`;
}

function findClassName(value: object): string | undefined {
  for (let at: object | null = value; at && !types.isProxy(at); at = Reflect.getPrototypeOf(at)) {
    const made: unknown = Reflect.getOwnPropertyDescriptor(at, "constructor")?.value;
    if (typeof made !== "function" || types.isProxy(made)) continue;
    const name: unknown = Reflect.getOwnPropertyDescriptor(made, "name")?.value;
    if (typeof name === "string" && name !== "") return name;
  }
  return undefined;
}

/** What was typed, whatever the function's own `toString` says. */
export const textOf = (value: object): string => Reflect.apply(readText, value, []);

const { toString: readText } = Reflect.getPrototypeOf(() => {}) as { toString(): string };

/** In one line; whole only when it is short. */
export function formOf(value: unknown, depth = 1): string {
  try {
    const text = inspect(value, {
      depth,
      breakLength: Infinity,
      maxArrayLength: 20,
      maxStringLength: 1000,
    });
    return text.replace(/\s*\n\s*/g, " ");
  } catch (error) {
    const why = types.isNativeError(error) ? error.message : "its inspection threw";
    return `(it can't be shown: ${why})`;
  }
}

/** How many members it has, where that is asked of things of its kind. */
export function lengthOf(value: unknown): number | undefined {
  if (types.isProxy(value)) return undefined;
  if (typeof value === "string" || Array.isArray(value)) return value.length;
  if (types.isTypedArray(value)) return value.length;
  if (types.isMap(value) || types.isSet(value)) return value.size;
  return undefined;
}

/** Its middle left out where it is longer. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  const half = Math.floor((most - 5) / 2);
  return `${text.slice(0, half)}<...>${text.slice(-half)}`;
}
