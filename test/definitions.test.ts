// What is read of the texts of cells about what they define.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  findComment,
  findFunction,
  findVariableComment,
  readSignature,
} from "../src/kernel/definitions.ts";

test("a signature is the head of a function, types and all", () => {
  for (const [name, text, expected] of [
    ["f", "function f() {}", "f()"],
    ["f", "async function* f(a, b = 2) { yield a }", "f(a, b = 2)"],
    ["f", 'function f(a = ")", b = `(`) {}', 'f(a = ")", b = `(`)'],
    ["f", "function f(a /* ( */, { b, c: [d] } = {}) {}", "f(a /* ( */, { b, c: [d] } = {})"],
    ["f", "function f(\n  a,\n  ...rest\n) {}", "f( a, ...rest)"],
    ["f", "function f(a: number): { x: number } {}", "f(a: number): { x: number }"],
    ["f", "(a): Promise<{ x: A }> => a", "f(a): Promise<{ x: A }>"],
    ["f", "a => a", "f(a)"],
    ["f", "async a => a", "f(a)"],
    ["move", "async *move(by) {}", "move(by)"],
    ["A", "class A {}", "A()"],
    ["A", "class A { constructor(a: number) {} b(c) {} }", "A(a: number)"],
    ["max", "function max() { [native code] }", undefined],
  ] as const) {
    assert.equal(readSignature(name, text), expected, text);
  }
});

test("a comment is what stands right above, or before on the line", () => {
  for (const [code, expected] of [
    ["/** one */\nF", "one"],
    ["/* one */ F", "one"],
    ["/**\n * one\n * @param two\n */\nexport const F", "one\n@param two"],
    ["// one\n// two\nF", "one\ntwo"],
    ["// one\r\nF", "one"],
    ["// one\nlet a;\nF", undefined],
    ["// %% a title\nF", undefined],
    ["// %% a title\n// one\nF", "one"],
    ["/** an object */\nconst o = { F", undefined],
    ["F", undefined],
  ] as const) {
    assert.equal(findComment(code, code.indexOf("F")), expected, code);
  }
});

test("a function is found where it was typed last, by its name before others", () => {
  const codes = {
    1: "const f = (a: number) => a",
    2: "\nconst g = (a: number) => a",
    3: "console.log('(a: number) => a')",
    5: "/** a method */\nf(x) { return x }",
  };
  const blanked = "(a        ) => a";
  assert.equal(findFunction("f", blanked, codes)?.executionCount, 1);
  assert.equal(findFunction("f", blanked, codes)?.text, "(a: number) => a");
  assert.deepEqual(findFunction("g", blanked, codes)?.line, 2);
  assert.equal(findFunction("h", blanked, codes), undefined);
  assert.equal(findFunction("f", "f(x) { return x }", codes)?.comment, "a method");
});

test("a variable's comment is that of its last declaration", () => {
  const codes = { 1: "// one\nlet a = 1", 2: "// two\nconst a = 1", 3: "// three\nab = 1" };
  assert.equal(findVariableComment("a", codes), "two");
  assert.equal(findVariableComment("ab", codes), undefined);
});
