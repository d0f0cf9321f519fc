// The stripper of types itself: what is unwound in it, what it gives back, and that no text of
// TypeScript brings the compiler down.
import assert from "node:assert/strict";
import { test } from "node:test";
import vm from "node:vm";
import fc from "fast-check";
import { compile } from "../src/compiler/compile.ts";
import { strip } from "../src/compiler/strip.ts";
import { runsOf } from "./support/share.ts";

const long = "let v: Map<string, number> = new Map<string, number>();\n".repeat(20_000);
const blanked = (text: string): string => text.replace(/: \w+/g, (type) => " ".repeat(type.length));

test("what was unwound in the middle is whole again", () => {
  const key = Symbol.for("strip");
  Reflect.set(globalThis, key, () => strip(long));
  strip("let x: number");
  // V8 ends it as an interrupt would: no catch and no finally block of ours is run.
  const run = (timeout: number): unknown =>
    vm.runInThisContext("globalThis[Symbol.for('strip')]()", { timeout });
  let unwound = 0;
  for (const timeout of [1, 2, 3, 5, 8]) {
    try {
      run(timeout);
    } catch (error) {
      assert.equal((error as { code?: string }).code, "ERR_SCRIPT_EXECUTION_TIMEOUT");
      unwound += 1;
    }
    assert.deepEqual(strip("let x: number = 1"), { text: "let x         = 1" });
  }
  assert.notEqual(unwound, 0);
});

test("what is not ASCII stays where it is", () => {
  const pieces = fc.constantFrom("é", "世", "😀", "\t", "\u2028", "\ud800", " ", "a", "\u00a0");
  const text = fc.array(pieces, { maxLength: 8 }).map((words) => words.join(""));
  fc.assert(
    fc.property(text, (odd) => {
      const source = `let a: number = "${odd}", b: string = \`${odd}\`; /* ${odd} */ let c: any`;
      assert.deepEqual(strip(source), { text: blanked(source) });
    }),
    { numRuns: runsOf(300) },
  );
});

test("no text of TypeScript makes the compiler throw", () => {
  const pieces = fc.constantFrom(
    ..."enum namespace interface type E { } ( ) < > : , ; = => . ? ! @ await yield".split(" "),
    ..."class A extends constructor private accessor export import declare abstract as".split(" "),
    ..."function f x 1 'a' ` ${ /r/ // /* return with 010 <any> <const> satisfies".split(" "),
    "\n",
    "enum E { A }",
    "namespace N { export const x = 1 }",
    "class A { constructor(private x) {} }",
    "let x: number = 1;",
    "f<T>(x)",
  );
  const text = fc.array(pieces, { maxLength: 12 }).map((words) => words.join(" "));
  const lineBreaks = /\r\n|[\n\r\u2028\u2029]/;
  let compiled = 0;
  fc.assert(
    fc.property(text, fc.boolean(), (source, autoawait) => {
      const { code, diagnostics } = compile(source, {
        file: "In[1]",
        languageId: "typescript",
        autoawait,
        form: "async",
        names: new Map(),
      });
      if (diagnostics.length > 0) return assert.equal(code, "");
      compiled += 1;
      assert.doesNotThrow(() => new vm.Script(code));
      assert.equal(code.split(lineBreaks).length, source.split(lineBreaks).length);
    }),
    { numRuns: runsOf(2000) },
  );
  assert.notEqual(compiled, 0);
});
