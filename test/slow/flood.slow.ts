// A million lines: all arrive, in order; the daemon's memory stays small, whoever reads slowly;
// and an interrupt in the middle works.
import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { start, type StartedClient } from "../../clients/shared/connect.ts";
import type { Output } from "../../protocol/outputs.ts";
import { launcher, nodes } from "../support/daemon.ts";
import { peakMemoryMb, untilAsleep } from "../support/processes.ts";

const total = 1_000_000;
const memoryMb = 150;
/** Ten times what is asked for: a busy machine must not fail a test. */
const interruptMs = 250 * 10;

async function open(context: TestContext): Promise<StartedClient> {
  const client = await start({ command: [nodes.node24, launcher, "--stdio"] });
  context.after(() => client.kill());
  return client;
}

/** Counts lines that are the numbers from 0 on, without keeping them. */
function createLineCounter(): { push(text: string): void; readonly count: number } {
  let partial = "";
  let count = 0;
  return {
    push(text) {
      const lines = (partial + text).split("\n");
      partial = lines.pop()!;
      for (const line of lines) {
        if (line !== String(count)) assert.fail(`line ${count} is ${JSON.stringify(line)}`);
        count++;
      }
    },
    get count() {
      return count;
    },
  };
}

test("a million lines arrive, in order", async (context) => {
  const client = await open(context);
  const lines = createLineCounter();
  const code = `for (let i = 0; i < ${total}; i++) console.log(i)`;
  const onOutput = ({ text = "" }: Output): void => lines.push(text);
  const { status, truncated } = await client.execute(code, { onOutput });
  assert.equal(status, "ok");
  assert.equal(truncated, undefined);
  assert.equal(lines.count, total);
  const peak = peakMemoryMb(client.process.pid!);
  assert.ok(peak < memoryMb, `${peak} MB`);
  await client.close();
});

test("a reader that stops brings the cell to a halt, no memory grows", async (context) => {
  const client = await open(context);
  const lines = createLineCounter();
  const halts: Promise<void>[] = [];
  let pauses = 0;
  const onOutput = ({ text = "" }: Output): void => {
    lines.push(text);
    if (lines.count < (pauses + 1) * (total / 4)) return;
    pauses++;
    client.pause();
    halts.push(untilAsleep(client.session.info.pid!).then(() => client.resume()));
  };
  const code = `for (let i = 0; i < ${total}; i++) console.log(i)`;
  const { status } = await client.execute(code, { onOutput });
  assert.equal(status, "ok");
  assert.equal(lines.count, total);
  await Promise.all(halts);
  assert.ok(pauses >= 3);
  const peak = peakMemoryMb(client.process.pid!);
  assert.ok(peak < memoryMb, `${peak} MB`);
  await client.close();
});

test("an interrupt in the middle", async (context) => {
  const client = await open(context);
  const lines = createLineCounter();
  const { promise: halfway, resolve } = Promise.withResolvers<void>();
  const onOutput = ({ text = "" }: Output): void => {
    lines.push(text);
    if (lines.count > 100_000) resolve();
  };
  const answer = client.execute("let kept = 0; for (;;) console.log(kept++)", { onOutput });
  await halfway;
  const asked = performance.now();
  const { status } = await client.interrupt();
  const tookMs = performance.now() - asked;
  assert.equal(status, "interrupted");
  assert.equal((await answer).status, "interrupted");
  assert.ok(tookMs < interruptMs, `${tookMs} ms`);
  const { result } = await client.execute("kept >= 100000");
  assert.equal(result?.data["text/plain"], "true");
  await client.close();
});
