// What is shown of a cell that is refused: the line, carets, a hint. `UPDATE=1` rewrites what the
// cases expect.
import assert from "node:assert/strict";
import { globSync } from "node:fs";
import { basename, join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { compile, type Diagnostic } from "../src/compiler/compile.ts";
import { createExcerpt } from "../src/compiler/excerpt.ts";
import { createDiagnosticError } from "../src/kernel/failure.ts";
import {
  readCases,
  readSections,
  writeCases,
  writeSections,
  type Case,
} from "./support/compiler-cases.ts";
import { runsOf } from "./support/share.ts";

const files = globSync(join(import.meta.dirname, "cases/compiler/hints/*.txt")).toSorted();
const isUpdating = process.env["UPDATE"] === "1";

test("there are cases", () => assert.ok(files.length > 4));

for (const path of files) {
  const cases = readCases(path);
  const results: Case[] = [];
  for (const { title, body } of cases) {
    test(`${basename(path)}: ${title}`, () => {
      const code = readSections(body).get("cell") ?? "";
      const actual = writeSections(new Map(Object.entries({ cell: code, shown: show(code) })));
      results.push({ title, body: actual });
      if (!isUpdating) assert.equal(actual.trimEnd(), body.trimEnd());
      else if (results.length === cases.length) writeCases(path, results);
    });
  }
}

test("whatever is refused can be shown", () => {
  const words = "( ) { } [ ] ` ${ ' \" /* / <a> = , ; : const if else return await import f 1 x";
  const piece = fc.oneof(
    fc.constantFrom(...words.split(" "), "\n", "\t", "\u2028", "😀", "漢"),
    fc.string({ unit: "binary", maxLength: 3 }),
  );
  const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(" "));
  fc.assert(
    fc.property(text, (code) => {
      const diagnostic = refuse(code);
      if (diagnostic === undefined) return;
      const { frames, stack, hint } = createDiagnosticError(diagnostic, {
        executionCount: 1,
        code,
      });
      assert.deepEqual(frames, [
        { executionCount: 1, line: diagnostic.line, column: diagnostic.column },
      ]);
      assert.ok(hint === undefined || stack.endsWith(`\n    hint: ${hint}`));
      assert.match(createExcerpt(code, diagnostic), /\n\s*\^+$/);
    }),
    { numRuns: runsOf(2000) },
  );
});

test("of a long line only what stands around is shown", () => {
  const code = `${"a, ".repeat(1000)}) + ${"b, ".repeat(1000)}`;
  const excerpt = createExcerpt(code, refuse(code)!);
  const [line = "", carets = ""] = excerpt.split("\n");
  assert.ok(line.length < 200);
  assert.equal(line[carets.indexOf("^")], ")");
});

function refuse(code: string): Diagnostic | undefined {
  const options = { languageId: "javascript", autoawait: true, form: "async" } as const;
  return compile(code, { ...options, file: "In[1]", names: new Map() }).diagnostics[0];
}

function show(code: string): string {
  const diagnostic = refuse(code);
  assert.ok(diagnostic, "the cell is not refused");
  return createDiagnosticError(diagnostic, { executionCount: 1, code }).stack;
}
