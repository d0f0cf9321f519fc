// What is told of one thing that a text names: its type, its value, what was typed of it.
import { findFunction, findVariableComment, type Definition } from "../definitions.ts";
import { formOf } from "./forms.ts";
import { bytesOf, isClass, nameOf, shapeOf, textOf, typeOf } from "./kinds.ts";
import { findOwn, type Natives } from "./natives.ts";
import { follow, type Path, type Thunks } from "./paths.ts";
import type { Seen } from "./seen.ts";

export interface FunctionFacts {
  name: string;
  isClass: boolean;
  isNative: boolean;
  /** As V8 has it. */
  text: string;
  /** In a cell, as it was typed. */
  typed?: Definition | undefined;
}

export type Description =
  /** `inside` is what stops the path. */
  | { type: "none"; inside?: "accessor" | "Proxy" }
  | { type: "accessor"; parts: ("get" | "set")[]; getter?: FunctionFacts | undefined }
  | {
      type: "value";
      /** How it was declared, where it is a name of the session's. */
      kind?: string | undefined;
      className: string;
      form: string;
      shape?: number[] | undefined;
      size?: number | undefined;
      function?: FunctionFacts | undefined;
      /** Above the declaration. */
      comment?: string | undefined;
    };

/** A longer one is of no use to anyone. */
const longestSource = 200_000;

export function describePath(path: Path, thunks: Thunks, seen: Seen): Description {
  const { natives, codes, kinds } = seen;
  const found = follow(path, thunks, seen);
  if (found.type === "none") return found;
  const last = path.at(-1)!;
  const name = typeof last === "string" ? last : String(last.entry);
  if (found.type === "accessor") {
    const parts = (["get", "set"] as const).filter((part) => found[part] !== undefined);
    const getter = describeFunction(found.get ?? found.set, name, seen);
    return { type: "accessor", parts, getter };
  }
  const { value } = found;
  const isName = path.length === 1;
  return {
    type: "value",
    kind: isName ? Map.prototype.get.call(kinds, name) : undefined,
    className: typeOf(value, natives),
    form: formOf(value, natives),
    shape: shapeOf(value, natives),
    size: bytesOf(value),
    function: describeFunction(value, name, seen),
    comment: isName ? findVariableComment(name, codes) : undefined,
  };
}

function describeFunction(
  value: unknown,
  name: string,
  { natives, codes }: Seen,
): FunctionFacts | undefined {
  if (typeof value !== "function" || natives.types.isProxy(value)) return undefined;
  const text = textOf(value);
  return {
    name: nameOf(value, natives) || name,
    isClass: isClass(value),
    isNative: /\{\s*\[native code\]\s*\}$/.test(text),
    text: text.slice(0, longestSource),
    typed: text.length <= longestSource ? findFunction(name, text, codes) : undefined,
  };
}

/**
 * The function itself, for the inspector to say where it stands; not where the inspector would also
 * ask an error among its properties for its stack, which may be code of the user's.
 */
export function findLocated(path: Path, thunks: Thunks, seen: Seen): object | undefined {
  const found = follow(path, thunks, seen);
  const value = found.type === "accessor" ? (found.get ?? found.set) : undefined;
  const located = found.type === "value" ? found.value : value;
  if (typeof located !== "function" || seen.natives.types.isProxy(located)) return undefined;
  return holdsError(located, seen.natives) ? undefined : located;
}

function holdsError(value: object, natives: Natives): boolean {
  const keys = natives.keys(value);
  for (let index = 0; index < keys.length; index += 1) {
    const own = findOwn(value, keys[index]!, natives);
    if (own.type === "value" && natives.types.isNativeError(own.value)) return true;
  }
  return false;
}
