// The compiler and isComplete against texts of every kind; `npm run fuzz` does more of them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { checkInput } from "../fuzz/check.ts";
import { readCorpus } from "../fuzz/corpus.ts";
import { giants } from "../fuzz/giants.ts";
import { createInput } from "../fuzz/inputs.ts";

const count = 4_000;
/** None takes longer than a second where nothing else runs (`npm run fuzz`). */
const longestMs = 10_000;

test("no text makes the compiler throw, hang, or say what is not so", () => {
  const corpus = readCorpus();
  for (let seed = 1; seed <= count; seed += 1) {
    const fault = checkInput(createInput(seed, corpus), longestMs);
    assert.equal(fault, undefined, `npm run fuzz -- --one --seed ${seed}`);
  }
});

for (const [name, source] of Object.entries(giants)) {
  test(name, () => {
    for (const languageId of ["javascript", "typescript"] as const) {
      const options = { file: "In[1]", languageId, autoawait: true, form: "async" } as const;
      assert.equal(checkInput({ source, options }, longestMs), undefined);
    }
  });
}
