// What isComplete says: test/cases/completeness/*.txt, and the law that no beginning of a cell that
// can be run is called invalid where the rest may follow on a new line.
import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { compile } from "../src/compiler/compile.ts";
import { judgeCompleteness, type CompletenessOptions } from "../src/compiler/completeness.ts";
import { readCases, readSections, readSteps } from "./support/compiler-cases.ts";
import { programs } from "./support/compiler-programs.ts";
import { isThorough } from "./support/share.ts";

const cases = join(import.meta.dirname, "cases");
const files = globSync(join(cases, "completeness/*.txt")).sort();
/** Of one cell; as many beginnings are judged. */
const maxCuts = isThorough ? 50 : 12;
const plain: CompletenessOptions = { languageId: "javascript", autoawait: true, form: "async" };

// Whether a text is whole is told without the compiler of decorators, a process: here it has none.
process.env["ESBUILD_BINARY_PATH"] = import.meta.filename;

test("there are cases", () => assert.notEqual(files.length, 0));

for (const path of files) {
  test(basename(path), () => {
    let options = plain;
    const wrong: string[] = [];
    for (const line of readFileSync(path, "utf8").split("\n")) {
      if (/^(?:#|$)/.test(line)) continue;
      if (line.startsWith("with ")) {
        options = { ...plain, ...(JSON.parse(line.slice(5)) as Partial<CompletenessOptions>) };
        continue;
      }
      const text = line.slice(line.indexOf("|") + 2);
      const judged = judgeCompleteness(decode(text), options);
      const actual = `${describe(judged).padEnd(14)}| ${text}`.trimEnd();
      if (actual !== line.trimEnd()) wrong.push(`${line}\n  is ${actual}`);
    }
    assert.deepEqual(wrong, []);
  });
}

const decode = (text: string): string => text.replaceAll("⏎", "\n").replaceAll("→", "\t");

function describe({ status, indent }: ReturnType<typeof judgeCompleteness>): string {
  if (indent === undefined) return status;
  return `${status} ${indent.startsWith("\t") ? "→".repeat(indent.length) : `+${indent.length}`}`;
}

test("every beginning of a case may go on", () => {
  let count = 0;
  for (const source of readSources()) count += checkBeginnings(source);
  assert.ok(count > 2000, `only ${count} beginnings were judged`);
});

test("every beginning of a program may go on", () => {
  let count = 0;
  const short = programs.filter(({ length }) => length < 1000);
  const check = (source: string): void => void (count += checkBeginnings(source));
  fc.assert(fc.property(short, check), { numRuns: 100, endOnFailure: true });
  assert.ok(count > 500, `only ${count} beginnings were judged`);
});

function readSources(): string[] {
  const bodiesOf = (glob: string): string[] =>
    globSync(join(cases, glob)).flatMap((path) => readCases(path).map(({ body }) => body));
  const run = bodiesOf("compiler/runs/*.txt").flatMap((body) => readSteps(body));
  const compiled = bodiesOf("compiler/*.txt").map((body) => readSections(body).get("cell") ?? "");
  return [...compiled, ...run.map(({ cell }) => cell)];
}

/** Cuts a cell where a line break changes nothing; answers how many cuts that were. */
function checkBeginnings(source: string): number {
  if (!isValid(source)) return 0;
  let count = 0;
  const stride = Math.ceil((source.length + 1) / maxCuts);
  for (let at = 0; at <= source.length; at += stride) {
    const [before, after] = [source.slice(0, at), source.slice(at)];
    if (!isValid(`${before}\n${after}`)) continue;
    count += 1;
    const { status } = judgeCompleteness(before, plain);
    const said = `${status} is said of ${JSON.stringify(before)}, before ${JSON.stringify(after)}`;
    assert.ok(status !== "invalid" && status !== "unknown", said);
    assert.equal(status === "complete", isValid(before), said);
  }
  return count;
}

function isValid(source: string): boolean {
  const names = new Map();
  return compile(source, { ...plain, file: "", names }).diagnostics.length === 0;
}
