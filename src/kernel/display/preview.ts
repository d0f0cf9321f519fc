// The text of a value that may be big: as much as print options allow, with a `ref` by which a
// client asks for the rest.
import { types } from "node:util";
import type { MimeBundle } from "../../../protocol/shapes.ts";
import { printDefaults, type PrintOptions } from "./print.ts";
import type { DisplayHome } from "./shown.ts";
import { sizeOf } from "./size.ts";
import { createText } from "./text.ts";

type Home = Pick<DisplayHome, "hold">;

/** The text of any value, in a bundle. */
export function describe(value: unknown, print: Readonly<PrintOptions>, home: Home): MimeBundle {
  if (typeof value === "string" && value.length > print.maxTextLength)
    return describeString(value, print, home);
  const fewer = findFewer(value, print);
  const text = createText(fewer?.value ?? value, print === printDefaults ? undefined : print);
  if (text.length > print.maxTextLength) return shortenText(value, text, print, home);
  if (fewer) {
    const more = fewer.length - print.maxKeys;
    const shown = text.replace(/,?\s*\}$/, `,\n  ... ${more} more properties\n}`);
    return { data: { "text/plain": shown }, metadata: refer(value, fewer.length, home) };
  }
  const length = sizeOf(value);
  const isCut = length !== undefined && typeof value !== "string" && length > print.maxArrayLength;
  return { data: { "text/plain": text }, metadata: isCut ? refer(value, length, home) : {} };
}

export function shortenText(
  value: unknown,
  text: string,
  { maxTextLength, maxStringLength }: Readonly<PrintOptions>,
  home: Home,
): MimeBundle {
  const kept = Math.min(maxTextLength, maxStringLength);
  const shown = `${cut(text, kept)}\n... ${text.length - kept} more characters`;
  return { data: { "text/plain": shown }, metadata: refer(value, sizeOf(value), home) };
}

function describeString(value: string, print: Readonly<PrintOptions>, home: Home): MimeBundle {
  const kept = cut(value, Math.min(print.maxTextLength, print.maxStringLength));
  const text = `${createText(kept)}... ${value.length - kept.length} more characters`;
  return { data: { "text/plain": text }, metadata: refer(value, value.length, home) };
}

const refer = (
  value: unknown,
  length: number | undefined,
  home: Home,
): Record<string, unknown> => ({
  ref: home.hold(value),
  ...(length !== undefined && { length }),
});

const custom = Symbol.for("nodejs.util.inspect.custom");

/** `inspect` knows no bound for properties: a copy of the first ones is what is shown. */
function findFewer(
  value: unknown,
  { maxKeys }: Readonly<PrintOptions>,
): { value: object; length: number } | undefined {
  if (typeof value !== "object" || value === null || types.isProxy(value)) return undefined;
  if (sizeOf(value) !== undefined) return undefined;
  const keys = Object.keys(value);
  if (keys.length <= maxKeys || custom in value) return undefined;
  const copy = Object.create(Reflect.getPrototypeOf(value)) as object;
  for (const key of keys.slice(0, maxKeys))
    Object.defineProperty(copy, key, Object.getOwnPropertyDescriptor(value, key)!);
  return { value: copy, length: keys.length };
}

/** Never half a character. */
function cut(text: string, end: number): string {
  const code = text.charCodeAt(end - 1);
  return text.slice(0, code >= 0xd800 && code <= 0xdbff ? end - 1 : end);
}
