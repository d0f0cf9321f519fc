// How the text behind a magic's name is read.
import assert from "node:assert/strict";
import { test } from "node:test";
import { readWords } from "../src/kernel/magics/arguments.ts";

test("words and options stand in any order", () => {
  const known = { switches: ["n", "f"], values: ["l"] } as const;
  for (const [line, switches, values, words] of [
    ["", [], {}, []],
    ["a b", [], {}, ["a", "b"]],
    ["-n a -l 5 -f b", ["n", "f"], { l: "5" }, ["a", "b"]],
    ["'a b' \"c d\" -n", ["n"], {}, ["a b", "c d"]],
    ["a -nf", ["n", "f"], {}, ["a"]],
    ["1-3 -", [], {}, ["1-3", "-"]],
  ] as const) {
    const read = readWords("%x", line, known);
    assert.deepEqual([[...read.switches], read.values, read.words], [switches, values, words]);
  }
});

test("an option that a magic does not have is refused", () => {
  const known = { switches: ["n"], values: ["long"] } as const;
  assert.throws(
    () => readWords("%x", "a -q", known),
    /^TypeError: %x has no option -q; it has -n, --long$/,
  );
  assert.throws(() => readWords("%x", "-q"), /it has none/);
  assert.throws(() => readWords("%x", "--long", known), /--long needs a value/);
});
