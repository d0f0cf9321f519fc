import assert from "node:assert/strict";
import { test } from "node:test";
import { Session } from "../src/session/session.ts";
import type { ExecuteRequest } from "../src/session/tickets.ts";
import type { KernelCommand } from "../protocol/kernel.ts";
import { ScriptedHost } from "./support/scripted-kernel.ts";
import { ScriptedLink } from "./support/scripted-link.ts";
import { ending, settings } from "./support/session-script.ts";

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const open = async (setup: Partial<ConstructorParameters<typeof Session>[0]> = {}) => {
  const host = new ScriptedHost();
  const session = new Session({ sessionId: "s", settings: settings(), host, ...setup });
  await session.opened();
  const link = new ScriptedLink();
  session.attach(link, 0);
  await turn();
  return { host, session, link };
};

const interruptOf = (commands: KernelCommand[]): Extract<KernelCommand, { type: "interrupt" }> => {
  const command = commands.find(({ type }) => type === "interrupt");
  assert.ok(command?.type === "interrupt");
  return command;
};

const requestOf = (cancelled: AbortSignal): ExecuteRequest => ({
  onCancelled: (callback) => cancelled.addEventListener("abort", callback),
  answerNext: () => {},
});

test("an execute is answered after its output, and its end is not told twice", async () => {
  const { host, session, link } = await open();
  const answer = session.execute(link, { code: "a" });
  host.kernel.run(1, "x", "y");
  const result = await answer;
  await turn();
  assert.equal(result.status, "ok");
  assert.deepEqual(link.words, ["idle", "busy", "didStart", "stream x", "stream y", "idle"]);
  assert.equal(result.lastSeq, 6);
  assert.deepEqual(link.seqs, [1, 2, 3, 4, 5, 7], "the answer took the place of number 6");
});

test("another client sees all of it, and one that comes later sees it again", async () => {
  const { host, session, link } = await open();
  const viewer = new ScriptedLink();
  session.attach(viewer);
  await turn();
  const answer = session.execute(link, { code: "a" });
  host.kernel.run(1, "x");
  await answer;
  const told = ["busy", "didStart", "stream x", "didFinish", "idle"];
  assert.deepEqual(viewer.words, told);
  const late = new ScriptedLink();
  assert.deepEqual(session.attach(late, 1), { replayedFrom: 2 });
  await turn();
  assert.deepEqual(late.words, told);
});

test("a silent execute is answered after its output and told to nobody", async () => {
  const { host, session, link } = await open();
  const answer = session.execute(link, { code: "a", silent: true });
  host.kernel.run(1, "x");
  const result = await answer;
  await turn();
  assert.deepEqual(link.words, ["idle", "busy", "stream x", "idle"]);
  assert.equal(result.lastSeq, 3);
});

test("who does not follow the session, or no longer does, is answered all the same", async () => {
  const { host, session, link } = await open();
  const stranger = session.execute({}, { code: "a" });
  host.kernel.run(1);
  assert.equal((await stranger).status, "ok");
  link.isStuck = true;
  link.backlogBytes = 2_000_000;
  const leaver = session.execute(link, { code: "b" });
  host.kernel.run(2);
  session.detach(link);
  assert.equal((await leaver).status, "ok");
});

test("an answer waits for a client that does not take what comes before it", async () => {
  const { host, session, link } = await open();
  let isAnswered = false;
  link.backlogBytes = 2_000_000;
  const answer = session.execute(link, { code: "a" }).then(() => (isAnswered = true));
  host.kernel.run(1, "x");
  await turn();
  assert.equal(isAnswered, false);
  link.drain();
  await answer;
});

test("an answer takes its place once, also when the journal forgets it", async () => {
  const { host, session, link } = await open({ journalBytes: 2_000 });
  const count = 50;
  const places = Array.from({ length: count }, () => 0);
  const answers = places.map((_, index) =>
    session.execute(
      link,
      { code: String(index) },
      { onCancelled: () => {}, answerNext: () => (places[index]! += 1) },
    ),
  );
  for (let generation = 1; generation <= count; generation += 1) host.kernel.run(generation);
  await Promise.all(answers);
  assert.ok(places.every((times) => times === 1));
});

test("ten thousand executes at once are answered in order", async () => {
  const { host, session, link } = await open();
  const { kernel } = host;
  const answered: number[] = [];
  const count = 10_000;
  const answers = Array.from({ length: count }, async (_, index) => {
    const { executionCount } = await session.execute(link, { code: String(index) });
    answered.push(executionCount);
  });
  assert.equal(kernel.commands.length, 32);
  for (let generation = 1; generation <= count; generation += 1) kernel.run(generation);
  await Promise.all(answers);
  assert.deepEqual(
    answered,
    Array.from({ length: count }, (_, index) => index + 1),
  );
});

test("a client that does not read stops the kernel, until it does or is interrupted", async () => {
  const { host, session, link } = await open();
  const { kernel } = host;
  void session.execute(link, { code: "flood" });
  kernel.say({ type: "started", generation: 1 });
  link.isStuck = true;
  const text = "x".repeat(64 * 1024);
  const flood = (): void => {
    for (let index = 0; index < 64; index += 1) kernel.print(1, text);
  };
  flood();
  assert.equal(kernel.isPaused, true);
  link.drain();
  assert.equal(kernel.isPaused, false);
  link.isStuck = true;
  flood();
  assert.equal(kernel.isPaused, true);
  const answer = session.interrupt({});
  assert.equal(kernel.isPaused, false, "what it says of the interrupt is to be heard");
  const { id } = interruptOf(kernel.commands);
  kernel.say(ending(1, { status: "interrupted", fence: true }));
  kernel.say({ type: "interrupted", id, hit: 1, how: "terminated" });
  assert.equal((await answer).how, "terminated");
  assert.equal(kernel.isPaused, true);
  session.detach(link);
  assert.equal(kernel.isPaused, false);
});

test("a cancelled request is answered with its result", async () => {
  const { host, session, link } = await open();
  const cancelled = new AbortController();
  const first = session.execute(link, { code: "a" }, requestOf(cancelled.signal));
  const second = session.execute(link, { code: "b" }, requestOf(cancelled.signal));
  host.kernel.say({ type: "started", generation: 1 });
  cancelled.abort();
  const { first: from, last } = interruptOf(host.kernel.commands);
  assert.deepEqual([from, last], [1, 1]);
  assert.equal((await second).status, "aborted");
  host.kernel.say(ending(1, { status: "interrupted" }));
  assert.equal((await first).status, "interrupted");
});

test("a cell that runs past its time is interrupted", async () => {
  const { host, session, link } = await open();
  const interruptSent = new Promise<void>((resolve) => {
    const { kernel } = host;
    kernel.send = (command) => {
      kernel.commands.push(command);
      if (command.type === "interrupt") resolve();
    };
  });
  const answer = session.execute(link, { code: "a", timeoutMs: 5 });
  host.kernel.say({ type: "started", generation: 1 });
  await interruptSent;
  host.kernel.say(ending(1, { status: "interrupted", fence: true }));
  assert.equal((await answer).status, "timeout");
});

test("a lost kernel is told; the next execute has a fresh one with the same settings", async () => {
  const { host, session, link } = await open();
  const policy = session.setLoopPolicy("perCell");
  host.kernel.say({ type: "reply", id: 1 });
  await policy;
  const answer = session.execute(link, { code: "a" });
  host.kernel.say({ type: "started", generation: 1 });
  host.kernel.say({ type: "lost", code: 3, signal: null, reason: "" });
  const { status, error } = await answer;
  assert.deepEqual([status, error?.name], ["error", "KernelLost"]);
  assert.match(error?.message ?? "", /exit code 3/);
  assert.equal(session.info.state, "dead");
  const next = session.execute(link, { code: "b" });
  await session.opened();
  assert.equal(host.kernels.length, 2);
  assert.equal(host.kernel.settings.loopPolicy, "perCell");
  host.kernel.run(1);
  const { executionCount } = await next;
  assert.equal(executionCount, 1);
});

test("a restart closes the old kernel, also one that is still on its way", async () => {
  const { host, session } = await open();
  const [old] = host.kernels;
  await session.restart({});
  assert.equal(old?.isClosed, true);
  await session.restart({});
  await session.opened();
  await turn();
  assert.deepEqual(
    host.kernels.map(({ isClosed }) => isClosed),
    [true, true, false],
  );
  await session.close("closed");
  assert.equal(host.kernel.isClosed, true);
});

test("a kernel that cannot be had is an answer, and the next execute tries again", async () => {
  const host = new ScriptedHost();
  host.refusal = new Error("no processes left");
  const session = new Session({ sessionId: "s", settings: settings(), host });
  await session.opened();
  assert.equal(session.info.state, "dead");
  const { status, error } = await session.execute({}, { code: "a" });
  assert.equal(status, "error");
  assert.match(error?.message ?? "", /no processes left/);
  host.refusal = undefined;
  const next = session.execute({}, { code: "b" });
  await session.opened();
  host.kernel.run(1);
  assert.equal((await next).status, "ok");
});

test("a client that was away is told what the journal no longer has", async () => {
  const { host, session, link } = await open({ journalBytes: 10_000 });
  session.detach(link);
  const answer = session.execute({}, { code: "a" });
  host.kernel.say({ type: "started", generation: 1 });
  for (let index = 0; index < 40; index += 1) {
    host.kernel.print(1, "x".repeat(1_000));
    host.kernel.say({ type: "output", generation: 1, kind: "clear" });
  }
  host.kernel.say(ending(1));
  await answer;
  const { replayedFrom, gap } = session.attach(link, 3);
  assert.deepEqual([gap?.fromSeq, gap?.toSeq], [4, replayedFrom - 1]);
  assert.ok((gap?.droppedBytes ?? 0) > 10_000);
  link.told.length = 0;
  await turn();
  assert.equal(link.seqs[0], replayedFrom);
  assert.equal(link.seqs.at(-1), session.info.lastSeq);
});
