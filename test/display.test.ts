// How values are shown: where we take a shorter way than `util.inspect`, it must lead to the same.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import fc from "fast-check";
import { createText } from "../src/kernel/display/text.ts";
import { runsOf } from "./support/share.ts";

const whole = { maxStringLength: null, breakLength: Infinity };

test("a string is shown as inspect shows it", () => {
  const text = fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }));
  fc.assert(
    fc.property(text, (value) => assert.equal(createText(value), inspect(value, whole))),
    { numRuns: runsOf(2000) },
  );
});

test("so is every single character, and a long string", () => {
  for (let code = 0; code <= 0xffff; code += 1) {
    const value = `a${String.fromCharCode(code)}b`;
    if (createText(value) !== inspect(value, whole)) assert.fail(`U+${code.toString(16)}`);
  }
  const long = "é".repeat(100_000);
  assert.equal(createText(long), `'${long}'`);
});
