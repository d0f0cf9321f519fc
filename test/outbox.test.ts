import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { Outbox } from "../src/rpc/outbox.ts";
import type { Wire } from "../src/rpc/wire.ts";

/** Keeps what it is sent: one row a write. */
class KeptWire implements Wire {
  readonly writes: string[][] = [];
  readonly backlogBytes = 0;
  send(texts: readonly string[]): void {
    this.writes.push([...texts]);
  }
  pause(): void {}
  resume(): void {}
  end(): void {}
}

const open = (): { wire: KeptWire; outbox: Outbox } => {
  const wire = new KeptWire();
  return { wire, outbox: new Outbox(wire) };
};

test("what is said in one turn leaves in one write", async () => {
  const { wire, outbox } = open();
  outbox.push("a");
  outbox.push("b");
  await turn();
  assert.deepEqual(wire.writes, [["a", "b"]]);
});

test("what comes after a reserved place waits for it", async () => {
  const { wire, outbox } = open();
  outbox.push("a");
  outbox.reserve(1);
  outbox.reserve("1");
  outbox.push("d");
  await turn();
  assert.deepEqual(wire.writes, [["a"]]);
  outbox.fill("1", "c");
  await turn();
  assert.deepEqual(wire.writes, [["a"]]);
  outbox.fill(1, "b");
  await turn();
  assert.deepEqual(wire.writes, [["a"], ["b", "c", "d"]]);
  assert.equal(outbox.backlogBytes, 0);
});

test("without a place a text comes last", async () => {
  const { wire, outbox } = open();
  outbox.push("a");
  outbox.fill(7, "b");
  await turn();
  assert.deepEqual(wire.writes, [["a", "b"]]);
});

test("the patient leave with what is not", async () => {
  const { wire, outbox } = open();
  outbox.push("a", true);
  outbox.push("b");
  await turn();
  assert.deepEqual(wire.writes, [["a", "b"]]);
});

test("the patient leave by themselves, too", async () => {
  const { wire, outbox } = open();
  const sent = new Promise<void>((resolve) => {
    wire.send = (texts) => {
      wire.writes.push([...texts]);
      resolve();
    };
  });
  outbox.push("a", true);
  await sent;
  assert.deepEqual(wire.writes, [["a"]]);
});

test("at the end nothing waits for what will not come", () => {
  const { wire, outbox } = open();
  outbox.reserve(1);
  outbox.push("b");
  outbox.flushAll();
  assert.deepEqual(wire.writes, [["b"]]);
});
