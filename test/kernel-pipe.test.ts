// From the outbox of a kernel's main thread to the events that a session sees: the ring, the
// frames, and how they are put together again, without a process between.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { createFrame, FrameReader, frameKind } from "../protocol/frames.ts";
import type { KernelEvent } from "../protocol/kernel.ts";
import { Incoming } from "../src/host/incoming.ts";
import { Outbox, peek, take } from "../src/kernel/outbox.ts";
import { createShared, drainedBy, ringBytes, word } from "../src/kernel/shared.ts";

/**
 * An outbox whose bell empties the ring at once, as the control thread would, in chunks of `cut`
 * bytes.
 */
const openOutbox = (cut: number): { outbox: Outbox; events: KernelEvent[]; end: () => void } => {
  const shared = createShared();
  const events: KernelEvent[] = [];
  const incoming = new Incoming((event) => events.push(event));
  const drain = (): void => {
    Atomics.store(shared.words, word.awake, 0);
    for (const view of peek(shared)) {
      for (let start = 0; start < view.length; start += cut)
        incoming.onChunk(Buffer.from(view.subarray(start, start + cut)));
      take(shared, view.length);
    }
  };
  Atomics.store(shared.words, word.isUp, 1);
  Atomics.store(shared.words, word.drainer, drainedBy.control);
  const end = (): void => {
    drain();
    incoming.end();
  };
  return { outbox: new Outbox(shared, -1, drain), events, end };
};

const textOf = (events: readonly KernelEvent[]): string =>
  events.map((event) => (event.type === "stream" ? event.text : "")).join("");

test("any text arrives as it was written, however it is cut", () => {
  const texts = fc.array(fc.string({ unit: "binary", maxLength: 300 }), { maxLength: 40 });
  fc.assert(
    fc.property(texts, fc.integer({ min: 1, max: 5000 }), (written, cut) => {
      const { outbox, events, end } = openOutbox(cut);
      for (const text of written) outbox.text(1, 1, text);
      end();
      assert.equal(textOf(events), written.join(""));
    }),
    { numRuns: 60 },
  );
});

test("more than the ring holds goes around it", () => {
  const { outbox, events, end } = openOutbox(10_000);
  const text = "é😀 line\n".repeat(1000);
  const count = Math.ceil((4 * ringBytes) / Buffer.byteLength(text));
  for (let index = 0; index < count; index += 1) outbox.text(1, 7, text);
  end();
  assert.equal(textOf(events), text.repeat(count));
});

test("streams and executions are told apart, in their order", () => {
  const { outbox, events, end } = openOutbox(17);
  outbox.event({ type: "started", generation: 1 });
  outbox.text(1, 1, "a");
  outbox.text(1, 1, "b");
  outbox.text(2, 1, "c");
  outbox.bytes(1, 2, Buffer.from("é").subarray(0, 1));
  outbox.bytes(1, 2, Buffer.from("é").subarray(1));
  end();
  assert.deepEqual(events, [
    { type: "started", generation: 1 },
    { type: "stream", generation: 1, stream: "stdout", text: "ab" },
    { type: "stream", generation: 1, stream: "stderr", text: "c" },
    { type: "stream", generation: 2, stream: "stdout", text: "é" },
  ]);
});

test("a long value travels beside its event", () => {
  const { outbox, events, end } = openOutbox(1 << 16);
  const text = "ü".repeat(3 * ringBytes);
  const result = { data: { "text/plain": text, "x/y": [1] }, metadata: {} };
  const rest = { mode: "sync", runner: "native", durationMs: 1, fence: false } as const;
  outbox.finished({ type: "finished", generation: 3, status: "ok", ...rest, result }, false);
  end();
  const [event] = events;
  assert.ok(event?.type === "finished");
  assert.deepEqual(event.result, result);
});

test("an event that was cut off leaves nothing behind in the next", () => {
  const events: KernelEvent[] = [];
  const incoming = new Incoming((event) => events.push(event));
  incoming.onChunk(createFrame(frameKind.part, 1, '{"type":"sta'));
  incoming.onChunk(createFrame(frameKind.event, 2, '{"type":"started","generation":5}'));
  incoming.end();
  assert.deepEqual(events, [{ type: "started", generation: 5 }]);
});

test("bytes that are no frames are refused", () => {
  const wrong = Buffer.alloc(16);
  wrong.writeInt32LE(-1, 0);
  assert.throws(() => new FrameReader().push(wrong, () => {}), RangeError);
});
