// Which way commands take to a kernel, and that none is lost where one way swallows them.
import assert from "node:assert/strict";
import { once } from "node:events";
import type { Socket } from "node:net";
import { PassThrough } from "node:stream";
import { test } from "node:test";
import { FrameReader } from "../protocol/frames.ts";
import type { KernelCommand, KernelFinished, KernelSettings } from "../protocol/kernel.ts";
import { Lanes } from "../src/host/lanes.ts";

const settings: KernelSettings = {
  cwd: "/",
  env: {},
  languageId: "typescript",
  autoawait: true,
  runner: "native",
  loopPolicy: "persistent",
};

const execute = (generation: number, code = "1"): KernelCommand => ({
  type: "execute",
  generation,
  epoch: 0,
  code,
  executionCount: generation,
  stopOnError: true,
  display: "last",
  storeHistory: true,
});

const finished = (generation: number): KernelFinished => ({
  type: "finished",
  generation,
  status: "ok",
  mode: "sync",
  runner: "native",
  durationMs: 0,
  fence: false,
});

const interrupt: KernelCommand = {
  type: "interrupt",
  id: 1,
  first: 2,
  last: 2,
  mode: "graceful",
  fence: false,
  graceMs: 1,
};

/** Collects what a way carries, as `order:type`. */
const collect = (stream: PassThrough): string[] => {
  const reader = new FrameReader();
  const seen: string[] = [];
  stream.on("data", (chunk: Buffer) =>
    reader.push(chunk, ({ generation, payload }) => {
      const { type } = JSON.parse(payload.toString()) as KernelCommand;
      seen.push(`${generation}:${type}`);
    }),
  );
  return seen;
};

/** With a kernel that has run its first execution and does nothing now. */
const openIdle = (loopPolicy = settings.loopPolicy) => {
  // The pipe is a socket to the kernel; here only what is written to it counts.
  const pipe = new PassThrough();
  const lane = new PassThrough();
  const lanes = new Lanes(pipe as unknown as Socket, lane);
  const seen = { pipe: collect(pipe), lane: collect(lane) };
  lanes.send({ type: "configure", settings: { ...settings, loopPolicy } });
  lanes.send(execute(1));
  lanes.onEvent({ type: "ready", pid: 1, node: "", received: 2 });
  lanes.onEvent({ type: "started", generation: 1 });
  lanes.onEvent(finished(1));
  return { lanes, seen, pipe, lane };
};

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test("what did not arrive before the control thread was up is sent by the pipe", async () => {
  const pipe = new PassThrough();
  const lane = new PassThrough();
  const lanes = new Lanes(pipe as unknown as Socket, lane);
  const seen = { pipe: collect(pipe), lane: collect(lane) };
  lanes.send({ type: "configure", settings });
  for (const generation of [1, 2, 3]) lanes.send(execute(generation));
  lanes.onEvent({ type: "ready", pid: 1, node: "", received: 2 });
  await turn();
  assert.deepEqual(seen.lane, ["1:configure", "2:execute", "3:execute", "4:execute"]);
  assert.deepEqual(seen.pipe, ["3:execute", "4:execute"]);
});

test("an idle kernel gets an execution straight, and only so if it answers at once", async () => {
  const { lanes, seen, lane, pipe } = openIdle();
  lanes.send(execute(2));
  lanes.onEvent({ type: "started", generation: 2 });
  lanes.onEvent(finished(2));
  lanes.send(execute(3));
  lanes.onEvent({ type: "started", generation: 3 });
  lane.end();
  await once(lane, "end");
  assert.deepEqual(seen.lane.slice(2), ["3:execute", "4:execute"]);
  assert.equal(pipe.readableLength, 0);
  assert.deepEqual(seen.pipe, []);
});

test("of what it does not hear, the kernel is sent a copy", async () => {
  const { lanes, seen, pipe } = openIdle();
  lanes.send(execute(2));
  await once(pipe, "data");
  assert.deepEqual(seen.lane.slice(2), ["3:execute"]);
  assert.deepEqual(seen.pipe, ["3:execute"]);
});

const others: Record<string, (lanes: Lanes) => void> = {
  "one that runs": (lanes) => lanes.send(execute(2)),
  "an order that may not have arrived": (lanes) =>
    lanes.send({ type: "setAutoawait", id: 1, enabled: false }),
  "an interrupt that is not over": (lanes) => lanes.send(interrupt),
  "the policy perCell": (lanes) => {
    lanes.send({ type: "setLoopPolicy", id: 1, policy: "perCell" });
    lanes.send(execute(2));
    lanes.onEvent({ type: "started", generation: 2 });
    lanes.onEvent(finished(2));
  },
};

for (const [name, prepare] of Object.entries(others)) {
  test(`behind ${name}, an execution goes by the pipe, in its order`, async () => {
    const { lanes, seen } = openIdle();
    prepare(lanes);
    lanes.send(execute(9));
    await turn();
    const last = seen.pipe.at(-1) ?? "";
    assert.match(last, /:execute$/);
    const orders = seen.pipe.map((entry) => Number.parseInt(entry, 10)).filter(Boolean);
    assert.deepEqual(
      orders,
      [...orders].sort((a, b) => a - b),
    );
    assert.ok(!seen.lane.includes(last), "it went straight");
  });
}

test("a long execution goes by the pipe", async () => {
  const { lanes, seen } = openIdle();
  lanes.send(execute(2, " ".repeat(100_000)));
  await turn();
  assert.deepEqual(seen.pipe, ["3:execute"]);
});

test("after an interrupt, an idle kernel gets an execution straight again", async () => {
  const { lanes, seen } = openIdle();
  lanes.send(interrupt);
  lanes.onEvent({ type: "interrupted", id: 1 });
  lanes.send(execute(2));
  await turn();
  assert.deepEqual(seen.lane.slice(2), ["3:execute"]);
});
