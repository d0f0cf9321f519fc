// What stands in a cell's place for those who read TypeScript only.
import assert from "node:assert/strict";
import { test } from "node:test";
import { blankMagics } from "../src/compiler/blank.ts";
import { anyMagic } from "../src/compiler/completeness.ts";

const cases: Record<string, string> = {
  "const a = 1 % 2": "const a = 1 % 2",
  "%cd src\na.": ";      \na.",
  "a\n!ls -l *.ts\nb": "a\n;          \nb",
  "files = !ls": "files = __ ",
  "no = !ready": "no = !ready",
  "const n: string = %env HOME": "const n: string = __       ",
  "%time f(1).": ";     f(1).",
  "%timeit -n 10 -q f()": ";                f()",
  "x = %time f()": "x =       f()",
  "%%time\nlet b = 2": "      \nlet b = 2",
  "%%bash\nls | wc\n": "      \n       \n",
  "!ls \\\n  -l\nb": ";    \n    \nb",
  "Map?": ";   ",
  "let a = {\n%": "let a = {\n%",
};

test("magics are blanked in their place, and the code that they are given is not", () => {
  const takesCode = (name: string): boolean => /^%%?time(?:it)?$/.test(name);
  const table = { ...anyMagic, hasVariable: (name: string) => name === "ready" };
  for (const [code, plain] of Object.entries(cases))
    assert.equal(blankMagics(code, table, takesCode), plain, code);
});
