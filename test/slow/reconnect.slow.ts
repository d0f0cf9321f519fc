// A client whose connection is cut again and again, at any place, while several sessions are busy:
// each execution runs once and has one result, and all that it printed is there, once.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { connect } from "../../clients/shared/connect.ts";
import type { Session } from "../../clients/shared/session.ts";
import { nodes, startServing } from "../support/daemon.ts";
import { createProxy } from "../support/proxy.ts";

const playedMs = 6000;

/** Numbers from 0 to below 1, the same for each seed. */
function createChance(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
}

const lineOf = (index: number): string => `${index}${"#".repeat(100)}\n`;

/** Executions whose result was given: nobody is to be told of their end once more. */
const over = new Set<string>();

async function runOne(session: Session, lines: number, number: number): Promise<void> {
  const execution = session.execute(
    `count++; for (let i = 0; i < ${lines}; i++) {
      console.log(i + "#".repeat(100));
      if (i % 20 === 0) await sleep(1);
    } count`,
  );
  let printed = "";
  for await (const { text = "" } of execution) printed += text;
  assert.equal(printed, Array.from({ length: lines }, (_, index) => lineOf(index)).join(""));
  const { result } = await execution;
  over.add(execution.executionId);
  assert.equal(result?.data["text/plain"], String(number), "how often a cell of it was run");
}

test("cuts at any place lose nothing and repeat nothing", async (context) => {
  const seed = Math.floor(Math.random() * 1e6);
  context.diagnostic(`seed ${seed}`);
  const chance = createChance(seed);
  const daemon = await startServing(nodes.node24);
  context.after(daemon.stop);
  const proxy = await createProxy(daemon.url);
  context.after(() => proxy.close());
  const reconnect = { firstWaitMs: 1, maxWaitMs: 10 };
  const client = await connect(proxy.url, { token: daemon.token, reconnect });
  context.after(() => client.close());
  const others = [await client.createSession(), await client.createSession()];
  const seqs = new Map<string, number[]>();
  client.onNotification((_method, params) => {
    const { sessionId, seq } = params as { sessionId: string; seq: number };
    seqs.set(sessionId, [...(seqs.get(sessionId) ?? []), seq]);
  });
  const repeated: string[] = [];
  client.on("execution/didFinish", ({ executionId }) => {
    if (over.has(executionId)) repeated.push(executionId);
  });
  let losses = 0;
  client.onConnection(({ type }) => {
    if (type === "disconnected") losses += 1;
    if (type === "reconnecting" && chance() < 0.5) proxy.cutAfter(1 + chance() * 20_000);
  });

  const end = performance.now() + playedMs;
  const cut = async (): Promise<void> => {
    while (performance.now() < end) {
      await sleep(chance() * 60);
      proxy.cut();
    }
  };
  const play = async (session: Session): Promise<void> => {
    await session.execute("globalThis.count = 0");
    let number = 0;
    while (performance.now() < end) {
      const many = 1 + Math.floor(chance() * 4);
      const next = (): Promise<void> => runOne(session, Math.floor(chance() * 200), ++number);
      await Promise.all(Array.from({ length: many }, next));
    }
  };
  await Promise.all([cut(), ...[client.session, ...others].map(play)]);
  assert.ok(losses > 10, `${losses} losses`);
  assert.deepEqual(repeated, []);
  for (const told of seqs.values()) {
    assert.deepEqual(
      told,
      [...new Set(told)].toSorted((a, b) => a - b),
    );
  }
});
