// A client whose connection is cut, through a proxy in front of a real daemon: what was missed is
// told, executions go on and have one result each.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test, type TestContext } from "node:test";
import type { Client, DialingOptions } from "../clients/shared/client.ts";
import { connect } from "../clients/shared/connect.ts";
import type { Execution } from "../clients/shared/execution.ts";
import type { ConnectionEvent } from "../clients/shared/reconnect.ts";
import { ConnectionLost, RequestError } from "../clients/shared/rpc.ts";
import { errorCodes } from "../protocol/errors.ts";
import { nodes, startServing, type ServingDaemon } from "./support/daemon.ts";
import { createDataHome } from "./support/home.ts";
import { createProxy, type Proxy } from "./support/proxy.ts";

let daemon: ServingDaemon;
before(async () => (daemon = await startServing(nodes.node24)));
after(() => daemon.stop());

interface Cuttable {
  client: Client;
  proxy: Proxy;
  events: ConnectionEvent[];
  /** Resolves at the next event of this type; those before now do not count. */
  event<Type extends ConnectionEvent["type"]>(
    type: Type,
  ): Promise<Extract<ConnectionEvent, { type: Type }>>;
}

/** Its waits are short; all goes with the test. */
async function open(context: TestContext, options: DialingOptions = {}): Promise<Cuttable> {
  const proxy = await createProxy(daemon.url);
  context.after(() => proxy.close());
  const { reconnect = {}, ...rest } = options;
  const quick = { firstWaitMs: 2, maxWaitMs: 20, ...(reconnect as object) };
  const client = await connect(proxy.url, { token: daemon.token, ...rest, reconnect: quick });
  context.after(() => client.close());
  const events: ConnectionEvent[] = [];
  client.onConnection((event) => events.push(event));
  const event: Cuttable["event"] = (type) =>
    new Promise((resolve) => {
      const stop = client.onConnection((told) => {
        if (told.type !== type) return;
        stop();
        resolve(told as never);
      });
    });
  return { client, proxy, events, event };
}

async function readText(execution: Execution): Promise<string> {
  let printed = "";
  for await (const { text = "", droppedBytes } of execution) {
    printed += droppedBytes === undefined ? text : `<${droppedBytes} bytes are missing>`;
  }
  return printed;
}

/** Prints numbers, wide ones, one a millisecond or so, and counts how often it was run. */
const counting = (to: number): string =>
  `globalThis.runs = (globalThis.runs ?? 0) + 1;
  for (let i = 1; i <= ${to}; i++) { console.log(String(i).padStart(400)); await sleep(1); } runs`;
const numbers = (to: number): string =>
  Array.from({ length: to }, (_, index) => `${String(index + 1).padStart(400)}\n`).join("");

test("a cut connection comes back, with all that was missed and one result", async (context) => {
  const { client, proxy, events, event } = await open(context);
  const execution = client.execute(counting(100));
  const read = readText(execution);
  await new Promise<void>((resolve) =>
    client.on("output", ({ text }) => {
      if (text?.includes("20\n")) resolve();
    }),
  );
  proxy.cut();
  await event("disconnected");
  assert.equal(client.connection, "reconnecting");
  const { replayed, gaps, lostSessions } = await event("reconnected");
  assert.equal(client.connection, "connected");
  assert.ok(replayed >= 0);
  assert.deepEqual({ gaps, lostSessions }, { gaps: [], lostSessions: [] });
  assert.equal(await read, numbers(100));
  const { status, result } = await execution;
  assert.deepEqual([status, result?.data["text/plain"]], ["ok", "1"]);
  const types = events.map(({ type }) => type);
  assert.equal(types[0], "disconnected");
  assert.ok(types.slice(1, -1).every((type) => type === "reconnecting") && types.length >= 3);
  assert.equal(proxy.count, 2);
});

test("a cut connection at any byte, again and again: no hole, no repeat", async (context) => {
  const { client, proxy, events } = await open(context);
  // Well within a greeting, the greeting of WebSocket itself, an answer, outputs.
  const places = [1, 60, 150, 700, 1500, 2500, 3000, 3500];
  client.onConnection(({ type }) => {
    if (type === "reconnecting") proxy.cutAfter(places.shift() ?? Number.POSITIVE_INFINITY);
  });
  const seqs: number[] = [];
  client.onNotification((_method, params) => seqs.push((params as { seq: number }).seq));
  const execution = client.execute(counting(60));
  const read = readText(execution);
  proxy.cut();
  assert.equal(await read, numbers(60));
  const { result, lastSeq } = await execution;
  assert.equal(result?.data["text/plain"], "1");
  assert.deepEqual(places, []);
  assert.ok(events.filter(({ type }) => type === "disconnected").length > 1);
  assert.equal(new Set(seqs).size, seqs.length);
  // Of an execution's end, who has the result is not told.
  const told = [...new Set([...seqs, lastSeq])].toSorted((a, b) => a - b);
  assert.deepEqual(
    told,
    Array.from(told, (_, index) => told[0]! + index),
  );
});

test("a cut connection holds executions, in their order, and refuses the rest", async (context) => {
  const { client, proxy, event } = await open(context);
  const order: string[] = [];
  const run = async (code: string): Promise<void> => {
    order.push((await client.execute(code)).result?.data["text/plain"] as string);
  };
  const first = run("await sleep(20); 1");
  proxy.refuse(true);
  proxy.cut();
  await event("disconnected");
  const rest = [run("2"), run("3")];
  const refused = client.session.complete("x");
  await assert.rejects(
    refused,
    (error: Error) => error instanceof ConnectionLost && /being opened again/.test(error.message),
  );
  proxy.refuse(false);
  await Promise.all([first, ...rest]);
  assert.deepEqual(order, ["1", "2", "3"]);
});

test("a cut connection is told of all followed sessions", async (context) => {
  const { client, proxy, event } = await open(context);
  const other = await client.createSession();
  const left = await client.createSession();
  await left.detach();
  const seqs: number[] = [];
  client.on("output", ({ sessionId, seq }) => {
    assert.equal(sessionId, other.id);
    seqs.push(seq);
  });
  proxy.refuse(true);
  proxy.cut();
  await event("disconnected");
  const viewer = await connect(daemon.url, { token: daemon.token });
  const { handle } = await viewer.attach(other.id);
  await handle.execute("display(1); display(2)");
  await viewer.close();
  proxy.refuse(false);
  const { replayed } = await event("reconnected");
  await other.execute("display(3)");
  assert.equal(seqs.length, 3);
  // Its start, two displays, its end, and that the session was busy, then idle.
  assert.equal(replayed, 6);
});

test("a cut connection asks again what a cell wants to know", async (context) => {
  const { client, proxy } = await open(context);
  const asked: AbortSignal[] = [];
  const { result } = await client.execute("await input('name?')", {
    onInput: (_asked, signal) => {
      asked.push(signal);
      if (asked.length > 1) return "Ada";
      proxy.cut();
      return new Promise(() => {});
    },
  });
  assert.equal(result?.data["text/plain"], "'Ada'");
  assert.deepEqual(
    asked.map(({ aborted }) => aborted),
    [true, false],
  );
});

test("another client joins an execution, and answers for the one that is gone", async (context) => {
  const { client } = await open(context);
  const { session } = client;
  const asked = new Promise<void>((resolve) => {
    void client
      .execute("console.log('a'); const name = await input('?'); console.log(name); 1", {
        executionId: "shared",
        onInput: () => {
          resolve();
          return new Promise(() => {});
        },
      })
      .catch(() => {});
  });
  await asked;
  const other = await connect(daemon.url, { token: daemon.token });
  context.after(() => other.close());
  const { handle, session: info } = await other.attach(session.id);
  assert.deepEqual([info.state, info.reason], ["busy", "input"]);
  const joined = handle.join("shared", { onInput: () => "Ada" });
  await client.close();
  assert.equal(await readText(joined), "Ada\n");
  assert.equal((await joined).result?.data["text/plain"], "1");
});

test("a cut connection lets a signal interrupt, once it is back", async (context) => {
  const { client, proxy, event } = await open(context);
  const stop = new AbortController();
  const running = client.execute("await sleep(1e6)", { signal: stop.signal });
  await new Promise((resolve) => client.on("execution/didStart", resolve));
  proxy.refuse(true);
  proxy.cut();
  await event("disconnected");
  const unsent = client.execute("1", { signal: stop.signal });
  stop.abort(new Error("no more"));
  await assert.rejects(unsent, /no more/);
  await assert.rejects(client.execute("1", { signal: stop.signal }), /no more/);
  proxy.refuse(false);
  assert.equal((await running).status, "interrupted");
});

test("a cut connection that only stands still is noticed", async (context) => {
  const { client, proxy, event } = await open(context, { reconnect: { heartbeatMs: 30 } });
  proxy.hold();
  const { error } = await event("disconnected");
  assert.match(error?.message ?? "", /no sign of life/);
  await event("reconnected");
  assert.equal((await client.execute("1")).status, "ok");
});

test("another daemon knows no session: the client has a fresh one", async (context) => {
  const { client, proxy, event } = await open(context, { session: { runner: "sync" } });
  const tokenFile = join(createDataHome(), "token");
  writeFileSync(tokenFile, daemon.token, { mode: 0o600 });
  const flags = ["--listen=ws://127.0.0.1:0", `--token-file=${tokenFile}`];
  const second = await startServing(nodes.node24, flags);
  context.after(second.stop);
  const { session } = client;
  const running = client.execute("while (true);");
  await new Promise((resolve) => client.on("execution/didStart", resolve));
  proxy.lead(second.url);
  proxy.cut();
  const { lostSessions } = await event("reconnected");
  assert.deepEqual(lostSessions, [session.id]);
  const isUnknown = (error: Error): boolean =>
    error instanceof RequestError && error.code === errorCodes.SessionNotFound;
  await assert.rejects(running, isUnknown);
  await assert.rejects(session.variables(), isUnknown);
  assert.notEqual(client.session.id, session.id);
  assert.equal(client.session.info.runner, "sync");
  assert.equal((await client.execute("1")).status, "ok");
});

test("an end comes after as many attempts as were allowed", async (context) => {
  const { client, proxy, events } = await open(context, { reconnect: { maxAttempts: 3 } });
  const running = client.execute("await sleep(1e6)");
  proxy.close();
  await assert.rejects(running, ConnectionLost);
  assert.match((await client.closed)?.message ?? "", /ECONNREFUSED/);
  const types = events.map(({ type }) => type);
  const again = ["reconnecting", "reconnecting", "reconnecting"];
  assert.deepEqual(types, ["disconnected", ...again, "closed"]);
  assert.equal(client.connection, "closed");
  await assert.rejects(client.execute("1"), ConnectionLost);
  await assert.rejects(client.sessions(), ConnectionLost);
});

test("an end comes when it is asked for, while the connection is away, too", async (context) => {
  const { client, proxy, event } = await open(context, {
    reconnect: { firstWaitMs: 1e6, maxWaitMs: 1e6 },
  });
  const running = client.execute("await sleep(1e6)");
  proxy.cut();
  await event("reconnecting");
  const closed = client.close();
  await assert.rejects(running, ConnectionLost);
  await closed;
  assert.equal(await client.closed, undefined);
});

test("an end comes by a signal", async (context) => {
  const stop = new AbortController();
  const { client, proxy, event } = await open(context, { reconnect: { signal: stop.signal } });
  proxy.refuse(true);
  proxy.cut();
  await event("reconnecting");
  stop.abort(new Error("enough"));
  assert.match((await client.closed)?.message ?? "", /enough/);
});

test("a wait for the next attempt is cut short", async (context) => {
  const { client, proxy, event } = await open(context, {
    reconnect: { firstWaitMs: 1e6, maxWaitMs: 1e6 },
  });
  proxy.cut();
  await event("reconnecting");
  client.reconnect();
  await event("reconnected");
  assert.equal((await client.execute("1")).status, "ok");
});

test("a cut connection is the end, where nothing was said of coming back", async (context) => {
  const proxy = await createProxy(daemon.url);
  context.after(() => proxy.close());
  const client = await connect(proxy.url, { token: daemon.token });
  const running = client.execute("await sleep(1e6)");
  proxy.cut();
  await assert.rejects(running, ConnectionLost);
  assert.equal(client.connection, "closed");
  await client.close();
});
