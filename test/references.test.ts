// Values that are held for clients: which are still there, and for how long.
import assert from "node:assert/strict";
import { test } from "node:test";
import { References } from "../src/kernel/looking/references.ts";

const natives = {
  kernelId: "k",
  later: (callback: () => void, ms: number) => void setTimeout(callback, ms).unref(),
};

test("a value is found by its ref", () => {
  const references = new References(natives);
  const refs = [undefined, null, "text", [1], () => 1].map((value) => references.hold(value));
  assert.equal(new Set(refs).size, refs.length);
  assert.deepEqual(references.read(refs[0]!), { value: undefined });
  assert.deepEqual(references.read(refs[2]!), { value: "text" });
  assert.deepEqual(references.read(refs[3]!), { value: [1] });
  assert.equal(references.read("1"), undefined);
  references.release(refs[2]!);
  assert.equal(references.read(refs[2]!), undefined);
});

test("what was held or read last is kept alive, and no more than that many", () => {
  const references = new References(natives, { kept: 2 });
  const [first, second] = ["a", "b"].map((value) => references.hold(value));
  references.read(first!);
  references.hold("c");
  assert.deepEqual(references.read(first!), { value: "a" });
  assert.equal(references.read(second!), undefined);
});

test("what the session has anyway is found for longer", () => {
  const references = new References(natives, { kept: 1, known: 3 });
  const values = [{ a: 1 }, { b: 1 }, { c: 1 }, { d: 1 }];
  const refs = values.map((value) => references.hold(value));
  assert.equal(references.read(refs[0]!), undefined);
  assert.equal(references.read(refs[1]!)?.value, values[1]);
  assert.equal(references.read(refs[3]!)?.value, values[3]);
});

test("when its time is over a value is let go, with nothing else held", async () => {
  const references = new References(natives, { ttlMs: 1 });
  const ref = references.hold("text");
  await new Promise((resolve) => setTimeout(resolve, 30));
  assert.equal(references.read(ref), undefined);
});

test("several big values are not kept alive for a client that may never come", () => {
  const references = new References(natives, { keptBytes: 1000 });
  const refs = ["a", "b"].map((letter) => references.hold(letter.repeat(400)));
  assert.equal(references.read(refs[0]!), undefined);
  assert.ok(references.read(refs[1]!));
  const big = references.hold("c".repeat(1000));
  assert.equal(references.read(refs[1]!), undefined);
  assert.ok(references.read(big), "the latest is kept whatever it is");
});

test("a ref is of use to its owner alone, who gets the same one for the same thing", () => {
  const references = new References(natives);
  const value = {};
  const options = { owner: "me", weakly: true };
  const ref = references.hold(value, options);
  assert.equal(references.hold(value, options), ref);
  assert.notEqual(references.hold(value, { ...options, owner: "you" }), ref);
  assert.equal(references.read(ref, "you"), undefined);
  assert.equal(references.read(ref), undefined);
  assert.equal(references.read(ref, "me")?.value, value);
});
