// Values that are held for clients: which are still there, and for how long.
import assert from "node:assert/strict";
import { test } from "node:test";
import { References } from "../src/kernel/references.ts";

test("a value is found by its ref", () => {
  const references = new References();
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
  const references = new References({ kept: 2 });
  const [first, second] = ["a", "b"].map((value) => references.hold(value));
  references.read(first!);
  references.hold("c");
  assert.deepEqual(references.read(first!), { value: "a" });
  assert.equal(references.read(second!), undefined);
});

test("what the session has anyway is found for longer", () => {
  const references = new References({ kept: 1, known: 3 });
  const values = [{ a: 1 }, { b: 1 }, { c: 1 }, { d: 1 }];
  const refs = values.map((value) => references.hold(value));
  assert.equal(references.read(refs[0]!), undefined);
  assert.equal(references.read(refs[1]!)?.value, values[1]);
  assert.equal(references.read(refs[3]!)?.value, values[3]);
});

test("when its time is over a value is let go, with nothing else held", async () => {
  const references = new References({ ttlMs: 1 });
  const ref = references.hold("text");
  await new Promise((resolve) => setTimeout(resolve, 30));
  assert.equal(references.read(ref), undefined);
});

test("user code that changes WeakRef changes nothing here", (context) => {
  const references = new References({ kept: 1 });
  const value = {};
  const ref = references.hold(value);
  references.hold(1);
  context.mock.method(WeakRef.prototype, "deref", () => assert.fail("it was called"));
  assert.equal(references.read(ref)?.value, value);
});
