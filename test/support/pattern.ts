// What a conversation expects of a message: a value that need only be met in part.
// Objects match in the properties that are named, arrays element by element, regular expressions
// match strings, functions decide for themselves.
import assert from "node:assert/strict";
import { inspect, isDeepStrictEqual } from "node:util";
import { compileFunction } from "node:vm";

type Predicate = (value: unknown) => boolean;

const any: Predicate = (value) => value !== undefined;
const absent: Predicate = (value) => value === undefined;

/** Names that a case may use in its JavaScript. `$` holds what `bind("name")` has met so far. */
const words = {
  any,
  absent,
  number: (value: unknown) => typeof value === "number",
  text: (value: unknown) => typeof value === "string",
  above: (limit: number) => (value: unknown) => typeof value === "number" && value > limit,
  below: (limit: number) => (value: unknown) => typeof value === "number" && value < limit,
  has: (part: unknown) => (value: unknown) =>
    Array.isArray(value) && value.some((item) => findMismatch(part, item) === undefined),
  /** A cell that ended well, with this as its value's text; without one, with no value. */
  ok: (plain?: unknown) => ({
    status: "ok",
    error: absent,
    result: plain === undefined ? absent : { data: { "text/plain": plain } },
  }),
  failed: (name: unknown, message: unknown = any) => ({
    status: "error",
    error: { name, message },
  }),
  interrupted: { status: "interrupted" },
  aborted: { status: "aborted" },
  timeout: { status: "timeout" },
};

export type Bindings = Record<string, unknown>;

/** The value of a piece of JavaScript in a case; `undefined` when it is empty. */
export function readValue(source: string, bindings: Bindings): unknown {
  if (source.trim() === "") return undefined;
  const bind = (name: string): Predicate => {
    return (value) => {
      bindings[name] = value;
      return value !== undefined;
    };
  };
  const scope = { ...words, bind, $: bindings };
  const evaluate = compileFunction(`return (${source}\n)`, Object.keys(scope)) as (
    ...values: unknown[]
  ) => unknown;
  return evaluate(...Object.values(scope));
}

/** Where and how `actual` is not what the pattern says; `undefined` when it is. */
export function findMismatch(pattern: unknown, actual: unknown, at = ""): string | undefined {
  const complaint = `${at || "it"} is ${inspect(actual, { depth: 4 })}`;
  if (typeof pattern === "function") return (pattern as Predicate)(actual) ? undefined : complaint;
  if (pattern instanceof RegExp) {
    return typeof actual === "string" && pattern.test(actual) ? undefined : complaint;
  }
  if (Array.isArray(pattern)) {
    if (!Array.isArray(actual) || actual.length !== pattern.length) return complaint;
    return firstOf(pattern.keys(), (key) =>
      findMismatch(pattern[key], actual[key], `${at}[${key}]`),
    );
  }
  if (typeof pattern === "object" && pattern !== null) {
    if (typeof actual !== "object" || actual === null) return complaint;
    return firstOf(Object.entries(pattern), ([key, part]) =>
      findMismatch(part, (actual as Record<string, unknown>)[key], `${at}.${key}`),
    );
  }
  return isDeepStrictEqual(pattern, actual) ? undefined : complaint;
}

function firstOf<Item>(
  items: Iterable<Item>,
  find: (item: Item) => string | undefined,
): string | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

export function assertMatch(pattern: unknown, actual: unknown): void {
  const mismatch = findMismatch(pattern, actual);
  if (mismatch !== undefined)
    assert.fail(`${mismatch}\nexpected: ${inspect(pattern, { depth: 6 })}`);
}
