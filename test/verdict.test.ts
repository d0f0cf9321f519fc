// A runner is set by the main thread, which may be unwound at any point of that. The realm here is
// a fake: V8 does not unwind at a given line on demand.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { KernelEvent } from "../protocol/kernel.ts";
import type { Outbox } from "../src/kernel/outbox.ts";
import type { Realm } from "../src/kernel/realm.ts";
import { createVerdict, decideRunner, verdict } from "../src/kernel/verdict.ts";

/** What is said when it is looked at again, with this runner set. */
function lookAgain(runner: string): KernelEvent[] {
  const said: KernelEvent[] = [];
  const realm = { runner: { name: runner } } as Realm;
  const outbox = { event: (event: KernelEvent) => void said.push(event) } as Outbox;
  const word = createVerdict(verdict.taken);
  const command = { type: "setRunner", id: 7, runner: "effection", cwd: "/", isMentioned: false };
  decideRunner({ ...command, type: "setRunner" }, word, realm, outbox);
  assert.equal(word[0], verdict.given);
  return said;
}

test("one that was unwound when it was set is told to be set", () =>
  assert.deepEqual(lookAgain("effection"), [{ type: "reply", id: 7 }]));

test("one that was unwound before that is not", () => {
  const message = "the runner `effection` was stopped while it loaded";
  const error = { name: "UnknownRunner", message };
  assert.deepEqual(lookAgain("native"), [{ type: "reply", id: 7, error }]);
});
