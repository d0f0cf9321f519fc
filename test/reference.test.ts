// V8's REPL mode is the reference: what test/cases/compiler/runs/*.txt expects of our cells is what
// V8 does, but for the differences that are decided, each with its reason.
import assert from "node:assert/strict";
import { globSync } from "node:fs";
import { basename, join } from "node:path";
import { after, test } from "node:test";
import { comparable, startComparison } from "./support/comparison.ts";
import { readCases, readSteps } from "./support/compiler-cases.ts";
import { readDifferences } from "./support/differences.ts";

const directory = join(import.meta.dirname, "cases/compiler/runs");
const files = globSync(join(directory, "*.txt")).sort();
const differences = readDifferences(join(import.meta.dirname, "cases/reference/differences.txt"));
const comparison = await startComparison(directory);
after(() => comparison.close());

const names = new Set<string>();

for (const path of files) {
  const file = basename(path);
  // V8 has no modules here, and no settings.
  if (file === "modules.txt") continue;
  for (const { title, body } of readCases(path)) {
    if (body.startsWith("%")) continue;
    const name = `${file}: ${title}`;
    names.add(name);
    test(name, async () => {
      const steps = readSteps(body);
      const outcomes = await comparison.play(
        steps.map(({ cell }) => cell),
        "reference",
      );
      const decided = differences.get(name) ?? new Set();
      const complaints = steps.flatMap(({ cell, outcome }, index) => {
        const reference = comparable(outcomes[index] ?? "");
        const differs = comparable(outcome) !== reference;
        if (differs === decided.has(index + 1)) return [];
        const what = differs ? `ours ${outcome}, V8's ${outcomes[index]}` : "no longer differs";
        return [`${index + 1}: ${cell} ${what}`];
      });
      assert.deepEqual(complaints, []);
    });
  }
}

test("cases were compared, and every difference is of one of them", () => {
  assert.notEqual(names.size, 0);
  assert.deepEqual(
    [...differences.keys()].filter((name) => !names.has(name)),
    [],
  );
});
