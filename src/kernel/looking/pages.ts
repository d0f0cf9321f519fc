// Values part by part: what a list of variables says of each, and what is inside of one.
import { formOf, quote, writeKey, writeOwn } from "./forms.ts";
import { bytesOf, isMap, isSet, isTyped, shapeOf, typeOf } from "./kinds.ts";
import { findOwn, isObject, type Natives, type Own } from "./natives.ts";
import type { Owner, References } from "./references.ts";

export interface Glimpse {
  type: string;
  preview: string;
  shape?: number[];
  /** Bytes. */
  size?: number;
  /** There is more to be seen. */
  ref?: string;
}

export interface Entry extends Glimpse {
  name: string;
  /** Its key in a map, where that has something inside. */
  key?: Glimpse;
}

export interface Page extends Glimpse {
  start: number;
  total: number;
  text?: string;
  entries?: Entry[];
}

export interface Span {
  start: number;
  count?: number | undefined;
}

interface Looker {
  natives: Natives;
  references: References;
  owner: Owner;
}

/** Entries, and characters of a text, that are told at once. */
const usual = { entries: 100, characters: 10_000 };
const most = { entries: 10_000, characters: 1024 * 1024 };
const previewed = 60;

export function glimpse(own: Own, looker: Looker): Glimpse {
  const { natives, references, owner } = looker;
  if (own.type === "none") return { type: "unknown", preview: "" };
  if (own.type === "accessor") return { type: "accessor", preview: writeOwn(own, () => "") };
  const { value } = own;
  const shape = shapeOf(value, natives);
  const size = bytesOf(value);
  const isLong = typeof value === "string" && value.length > previewed;
  const preview = isLong ? quote(value, previewed) : formOf(value, natives);
  return {
    type: typeOf(value, natives),
    preview,
    ...(shape && { shape }),
    ...(size !== undefined && { size }),
    ...((isLong || hasInside(value, natives)) && {
      ref: references.hold(value, { owner, weakly: true }),
    }),
  };
}

function hasInside(value: unknown, natives: Natives): value is object {
  if (!isObject(value) || natives.types.isProxy(value)) return false;
  return countEntries(value, natives) > 0;
}

/** What is inside, from the `start`-th on. */
export function turnTo(value: unknown, { start, count }: Span, looker: Looker): Page {
  const whole = glimpse({ type: "value", value }, looker);
  if (typeof value === "string") {
    const end = start + Math.min(count ?? usual.characters, most.characters);
    return { ...whole, start, total: value.length, text: value.slice(start, end) };
  }
  if (!hasInside(value, looker.natives)) return { ...whole, start, total: 0, entries: [] };
  const total = countEntries(value, looker.natives);
  const end = Math.min(total, start + Math.min(count ?? usual.entries, most.entries));
  return { ...whole, start, total, entries: readEntries(value, start, end, looker) };
}

function countEntries(value: object, natives: Natives): number {
  const isCounted = Array.isArray(value) || isTyped(value) || isMap(value) || isSet(value);
  return isCounted ? (shapeOf(value, natives)?.[0] ?? 0) : natives.keys(value).length;
}

function readEntries(value: object, start: number, end: number, looker: Looker): Entry[] {
  const { natives } = looker;
  const entries: Entry[] = [];
  if (isMap(value) || isSet(value)) return readMembers(value, start, end, looker);
  if (Array.isArray(value) || isTyped(value)) {
    for (let index = start; index < end; index += 1) {
      const own = findOwn(value, index, natives);
      const inside = own.type === "none" ? { type: "empty", preview: "<empty>" } : undefined;
      entries.push({ name: String(index), ...(inside ?? glimpse(own, looker)) });
    }
    return entries;
  }
  const keys = natives.keys(value);
  for (let index = start; index < end; index += 1) {
    const key = keys[index]!;
    entries.push({ name: writeKey(key), ...glimpse(findOwn(value, key, natives), looker) });
  }
  return entries;
}

function readMembers(
  value: Map<unknown, unknown> | Set<unknown>,
  start: number,
  end: number,
  looker: Looker,
): Entry[] {
  const entries: Entry[] = [];
  const { entries: pairs } = isMap(value) ? Map.prototype : Set.prototype;
  let index = 0;
  for (const [key, item] of Reflect.apply(pairs, value, []) as Iterable<[unknown, unknown]>) {
    if (index >= end) break;
    if (index >= start) {
      const inside = glimpse({ type: "value", value: item }, looker);
      const own = isMap(value) ? glimpse({ type: "value", value: key }, looker) : undefined;
      entries.push({
        name: own?.preview ?? String(index),
        ...inside,
        ...(own?.ref && { key: own }),
      });
    }
    index += 1;
  }
  return entries;
}
