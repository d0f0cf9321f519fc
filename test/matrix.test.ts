// Every idea in every place, made of tables, against V8's REPL mode: a part of the cases, which
// test/slow/matrix.slow.ts plays all.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { startComparison } from "./support/comparison.ts";
import { matrices } from "./support/matrix.ts";
import { holders, waits } from "./support/matrix-places.ts";
import { playMatrix } from "./support/matrix-play.ts";

const comparison = await startComparison(import.meta.dirname);
after(() => comparison.close());

for (const matrix of [...matrices, waits, holders]) {
  test(matrix.title, async () => {
    assert.ok(matrix.cases.length > 100);
    assert.deepEqual(await playMatrix(comparison, matrix, 29), []);
  });
}
