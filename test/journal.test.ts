import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Coalescer, type Clock, type Run } from "../src/session/coalesce.ts";
import { Flow } from "../src/session/flow.ts";
import { Journal } from "../src/session/journal.ts";
import { Subscription } from "../src/session/subscription.ts";
import type { Trace } from "../src/session/model.ts";
import { ScriptedLink } from "./support/scripted-link.ts";

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const createJournal = (maxBytes = 1_000_000): Journal =>
  new Journal(maxBytes, ({ answers }) => {
    for (const answer of answers) answer.deliver();
  });

const add = (journal: Journal, text: string): number => journal.append("output", { text });

const follow = (journal: Journal, link: ScriptedLink, position = journal.firstPosition) =>
  new Subscription("s", journal, link, position, () => {});

test("entries are numbered from one and found by number", () => {
  const journal = createJournal();
  for (const text of ["a", "b", "c"]) add(journal, text);
  assert.equal(journal.lastSeq, 3);
  assert.deepEqual(
    [0, 1, 2, 3, 9].map((seq) => journal.at(journal.positionAfter(seq))?.seq),
    [1, 2, 3, undefined, undefined],
  );
});

test("the oldest entries are dropped, never the newest, and their answers given", () => {
  const journal = createJournal(1_000);
  const asker = {};
  let answered = 0;
  journal.append("output", { text: "x".repeat(600) }, [{ asker, deliver: () => (answered += 1) }]);
  assert.equal(answered, 0);
  add(journal, "y".repeat(600));
  assert.equal(journal.droppedSeq, 1);
  assert.equal(answered, 1);
  add(journal, "z".repeat(5_000));
  assert.equal(journal.droppedSeq, 2);
  assert.equal(journal.at(journal.firstPosition)?.seq, 3);
});

test("a journal of many entries stays within its bytes and finds every one that is left", () => {
  const journal = createJournal(100_000);
  for (let index = 0; index < 20_000; index += 1) add(journal, `line ${index}`);
  const kept = journal.endPosition - journal.firstPosition;
  assert.ok(kept > 500 && kept < 2_000, `${kept} entries are kept`);
  for (let seq = journal.droppedSeq + 1; seq <= journal.lastSeq; seq += 1) {
    assert.equal(journal.at(journal.positionAfter(seq - 1))?.seq, seq);
  }
});

test("a reader gets what was there and what comes, once and in order", async () => {
  const journal = createJournal();
  const link = new ScriptedLink();
  add(journal, "a");
  const reader = follow(journal, link);
  assert.deepEqual(link.words, [], "the answer to its request goes first");
  await turn();
  add(journal, "b");
  reader.pump();
  assert.equal(link.text, "ab");
  assert.deepEqual(link.seqs, [1, 2]);
});

test("an answer takes the place of its notification, before all that follows", async () => {
  const journal = createJournal();
  const one = new ScriptedLink();
  const other = new ScriptedLink();
  const readers = [follow(journal, one), follow(journal, other)];
  await turn();
  const order: string[] = [];
  const deliver = (): void => void order.push(`answered after ${one.seqs.join()}`);
  add(journal, "a");
  journal.append("execution/didFinish", {}, [{ asker: one, deliver }]);
  add(journal, "b");
  for (const reader of readers) reader.pump();
  assert.deepEqual(order, ["answered after 1"]);
  assert.deepEqual(one.seqs, [1, 3]);
  assert.deepEqual(other.seqs, [1, 2, 3]);
});

test("answers that are due to a reader are given when it ends", async () => {
  const journal = createJournal();
  const link = new ScriptedLink();
  const reader = follow(journal, link);
  let answered = 0;
  journal.appendAnswers([{ asker: link, deliver: () => (answered += 1) }]);
  reader.end();
  await turn();
  assert.equal(answered, 1);
  assert.deepEqual(link.told, []);
});

test("a reader that is full waits, and is told what it missed meanwhile", async () => {
  const journal = createJournal(3_000_000);
  const link = new ScriptedLink();
  const reader = follow(journal, link);
  await turn();
  link.isStuck = true;
  const text = "x".repeat(400_000);
  for (let index = 0; index < 3; index += 1) add(journal, text);
  reader.pump();
  assert.deepEqual(link.seqs, [1, 2, 3]);
  for (let index = 0; index < 10; index += 1) add(journal, text);
  reader.pump();
  assert.equal(link.told.length, 3, "nothing is given to a full connection");
  link.drain();
  const { droppedSeq } = journal;
  const gap = link.told[3]?.params;
  assert.deepEqual({ from: gap?.["fromSeq"], to: gap?.["toSeq"] }, { from: 4, to: droppedSeq });
  assert.ok(Number(gap?.["droppedBytes"]) >= 400_000 * (droppedSeq - 3));
  assert.deepEqual(
    link.seqs.slice(4),
    Array.from({ length: 13 - droppedSeq }, (_, index) => droppedSeq + 1 + index),
  );
});

test("in whatever order they write, read and join, every reader sees a gapless tale", async () => {
  const move = fc.constantFrom("write", "stick", "drain", "join", "turn");
  await fc.assert(
    fc.asyncProperty(fc.array(move, { maxLength: 60, size: "max" }), async (moves) => {
      const journal = createJournal(4_000_000);
      const links: ScriptedLink[] = [];
      const readers: Subscription[] = [];
      const firsts: number[] = [];
      for (const each of moves) {
        if (each === "write") add(journal, "x".repeat(300_000));
        else if (each === "turn") await turn();
        else if (each === "join") {
          const link = new ScriptedLink();
          links.push(link);
          firsts.push(journal.droppedSeq);
          readers.push(follow(journal, link));
        } else {
          for (const link of links) {
            if (each === "stick") link.isStuck = true;
            else link.drain();
          }
        }
        for (const reader of readers) reader.pump();
      }
      await turn();
      for (const link of links) link.drain();
      for (const reader of readers) reader.pump();
      for (const [index, link] of links.entries()) {
        let seen = firsts[index] ?? 0;
        for (const { method, params } of link.told) {
          assert.equal(method === "output" ? params.seq : params["fromSeq"], seen + 1);
          seen = method === "output" ? params.seq : Number(params["toSeq"]);
        }
        assert.equal(seen, journal.lastSeq);
      }
    }),
    { numRuns: 100 },
  );
});

const createTrace = (): Trace => ({
  executionId: "a",
  executionCount: 1,
  finished: false,
  streamBytes: 0,
  droppedBytes: 0,
});

/** Time that moves when it is told to. */
class HandClock implements Clock {
  #now = 1_000;
  #timers: { at: number; callback: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  after(ms: number, callback: () => void): () => void {
    const timer = { at: this.#now + ms, callback };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  advance(ms: number): void {
    this.#now += ms;
    const due = this.#timers.filter(({ at }) => at <= this.#now);
    this.#timers = this.#timers.filter(({ at }) => at > this.#now);
    for (const { callback } of due) callback();
  }
}

const createCoalescer = () => {
  const clock = new HandClock();
  const emitted: string[] = [];
  const coalescer = new Coalescer(
    clock,
    ({ stream, text }) => emitted.push(`${stream} ${text.length > 20 ? text.length : text}`),
    () => {},
  );
  const trace = createTrace();
  const write = (text: string, part: Partial<Run> = {}): void =>
    coalescer.write({ trace, late: false, stream: "stdout", text, ...part });
  return { clock, emitted, coalescer, write };
};

test("the first text goes out at once, the next are joined for their interval", () => {
  const { clock, emitted, write } = createCoalescer();
  write("a");
  assert.deepEqual(emitted, ["stdout a"]);
  for (const text of ["b", "c"]) write(text);
  clock.advance(15);
  assert.deepEqual(emitted, ["stdout a"]);
  clock.advance(1);
  assert.deepEqual(emitted, ["stdout a", "stdout bc"]);
  write("d");
  clock.advance(16);
  assert.deepEqual(emitted, ["stdout a", "stdout bc", "stdout d"]);
  clock.advance(16);
  write("e");
  assert.equal(emitted.at(-1), "stdout e");
});

test("a run ends with its stream, its cell and its time, and nothing is reordered", () => {
  const { emitted, coalescer, write } = createCoalescer();
  write("a");
  write("b");
  write("c", { stream: "stderr" });
  write("d", { trace: createTrace(), stream: "stderr" });
  write("e", { late: true });
  coalescer.flush();
  assert.deepEqual(emitted, ["stdout a", "stdout b", "stderr c", "stderr d", "stdout e"]);
});

test("no more than 64 KiB are joined", () => {
  const { emitted, write } = createCoalescer();
  write("a");
  const half = "x".repeat(32 * 1024);
  for (const text of [half, half, half, `${half}x`]) write(text);
  assert.deepEqual(emitted, ["stdout a", "stdout 65536", "stdout 32768"]);
});

/** Flow with readers of which a test says how far behind they are. */
const createFlow = () => {
  let now = 0;
  const clock = { tick: (ms: number) => (now += ms) };
  const readers = new Map<object, Subscription>();
  const flow = new Flow(
    readers,
    () => {},
    () => now,
  );
  const join = () => {
    const journal = createJournal(100_000_000);
    const link = new ScriptedLink();
    const reader = follow(journal, link);
    readers.set(link, reader);
    return { journal, link, reader };
  };
  return { flow, join, clock };
};

test("a kernel waits for a reader more than 2 MiB behind, until it is under half", async () => {
  const { flow, join } = createFlow();
  const { journal, link, reader } = join();
  await turn();
  link.isStuck = true;
  const lag = (): void => {
    add(journal, "x".repeat(600_000));
    reader.pump();
    flow.check();
  };
  for (let index = 0; index < 5; index += 1) lag();
  assert.equal(flow.paused, false, "1.8 MB are given, 1.2 MB wait");
  for (let index = 0; index < 2; index += 1) lag();
  assert.equal(flow.paused, true);
  link.sip();
  flow.check();
  assert.equal(flow.paused, true, "1.2 MB wait: more than half");
  link.drain();
  flow.check();
  assert.equal(flow.paused, false);
  flow.close();
});

test("a reader that stands still holds back others no longer than ten seconds", async (context) => {
  context.mock.timers.enable({ apis: ["setInterval"] });
  const { flow, join, clock } = createFlow();
  const stuck = join();
  const swift = join();
  await turn();
  stuck.link.isStuck = true;
  for (let index = 0; index < 8; index += 1) add(stuck.journal, "x".repeat(600_000));
  stuck.reader.pump();
  flow.check();
  assert.equal(flow.paused, true);
  for (let second = 0; second < 12; second += 1) {
    clock.tick(1_000);
    context.mock.timers.tick(1_000);
  }
  assert.equal(flow.paused, false);
  swift.reader.end();
  flow.close();
});

test("a reader that is alone and stands still holds the cell back as long", async (context) => {
  context.mock.timers.enable({ apis: ["setInterval"] });
  const { flow, join, clock } = createFlow();
  const { journal, link, reader } = join();
  await turn();
  link.isStuck = true;
  for (let index = 0; index < 8; index += 1) add(journal, "x".repeat(600_000));
  reader.pump();
  flow.check();
  for (let second = 0; second < 60; second += 1) {
    clock.tick(1_000);
    context.mock.timers.tick(1_000);
    assert.equal(flow.paused, true);
  }
  link.drain();
  flow.check();
  assert.equal(flow.paused, false);
  flow.close();
});
