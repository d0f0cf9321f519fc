// JSON that a file brought: what it is asked to be, or what is wrong with it, in words for a user.
import { DocumentError } from "./model.ts";

export type Json = Record<string, unknown>;

export const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export function asObject(value: unknown, at: string): Json {
  if (isObject(value)) return value;
  throw new DocumentError(`This notebook is broken: ${at} is no object.`);
}

export function asArray(value: unknown, at: string): unknown[] {
  if (Array.isArray(value)) return value as unknown[];
  throw new DocumentError(`This notebook is broken: ${at} is no list.`);
}

/** Long text may be a list of lines, with their ends. */
export function asText(value: unknown, at: string): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value) && value.every((line) => typeof line === "string"))
    return value.join("");
  throw new DocumentError(`This notebook is broken: ${at} is neither text nor a list of lines.`);
}

export const splitLines = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

/** Do they say the same? The order of keys does not count. */
export const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one, sorted) === JSON.stringify(other, sorted);

const sorted = (_key: string, part: unknown): unknown =>
  isObject(part)
    ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
    : part;
