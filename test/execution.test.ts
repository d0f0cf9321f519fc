// An execution as the library's user holds it: a promise, and a loop over what is printed.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { test } from "node:test";
import type { Output } from "../protocol/outputs.ts";
import type { ExecuteResult } from "../protocol/shapes.ts";
import { createExecution } from "../clients/shared/execution.ts";
import { createBackoff } from "../clients/shared/reconnect.ts";

const about = { sessionId: "s", executionId: "e", executionCount: 1 };
let lastSeq = 0;
const line = (text: string): Output => ({
  ...about,
  seq: ++lastSeq,
  kind: "stream",
  stream: "stdout",
  text,
});
const ok: ExecuteResult = {
  executionId: "e",
  status: "ok",
  executionCount: 1,
  mode: "sync",
  runner: "native",
  durationMs: 1,
  lastSeq: 1,
};

function begin({ bufferBytes = 1000, isKept = true } = {}) {
  const { promise: result, resolve, reject } = Promise.withResolvers<ExecuteResult>();
  let left = 0;
  const onLeft = (): void => {
    left += 1;
    resolve({ ...ok, status: "interrupted" });
  };
  const setup = { executionId: "e", bufferBytes, isKept, result, onLeft };
  const { execution, take } = createExecution(setup);
  const print = (...texts: string[]): void => texts.forEach((text) => take(line(text)));
  return { execution, print, take, end: () => resolve(ok), fail: reject, left: () => left };
}

async function readAll(outputs: AsyncIterable<Output>): Promise<string[]> {
  const texts: string[] = [];
  for await (const { text, droppedBytes } of outputs) {
    texts.push(droppedBytes === undefined ? text! : `-${droppedBytes}`);
  }
  return texts;
}

test("an execution is a promise of the result", async () => {
  const { execution, end } = begin();
  end();
  assert.ok(execution instanceof Promise);
  assert.equal(execution.executionId, "e");
  assert.equal((await execution).status, "ok");
});

test("an execution is looped over until its end, and gives its result besides", async () => {
  const { execution, print, end } = begin();
  const read = readAll(execution);
  print("a", "b");
  await Promise.resolve();
  print("c");
  end();
  assert.deepEqual(await read, ["a", "b", "c"]);
  assert.equal((await execution).status, "ok");
});

test("an execution keeps what comes before the loop, and what comes before its end", async () => {
  const { execution, print, end } = begin();
  print("a", "b");
  end();
  await execution;
  assert.deepEqual(await readAll(execution), ["a", "b"]);
});

test("an execution gives its result to whoever steps by hand", async () => {
  const { execution, end } = begin();
  const steps = execution[Symbol.asyncIterator]();
  const asked = [steps.next(), steps.next()];
  end();
  for (const last of await Promise.all(asked)) assert.deepEqual(last, { done: true, value: ok });
});

test("an execution says how much of what nobody took was dropped, and where", async () => {
  const { execution, print, end } = begin({ bufferBytes: 6 });
  print("öab", "cd", "efg", "h");
  const steps = execution[Symbol.asyncIterator]();
  // The two oldest are gone; of characters the bytes are counted.
  const { value } = await steps.next();
  assert.deepEqual(
    { ...value, seq: 0 },
    { ...about, seq: 0, kind: "stream", stream: "stdout", text: "", droppedBytes: 4 },
  );
  assert.equal(((await steps.next()).value as Output).text, "cd");
  print("0123456789");
  end();
  const rest: string[] = [];
  for (let next = await steps.next(); next.done !== true; next = await steps.next()) {
    rest.push(next.value.text || `-${next.value.droppedBytes}`);
  }
  assert.deepEqual(rest, ["-4", "0123456789"]);
});

test("an execution adds up what it drops with what the daemon has dropped", async () => {
  const { execution, take, end } = begin({ bufferBytes: 3 });
  take({ ...line(""), droppedBytes: 100 });
  take(line("abcd"));
  take(line("ef"));
  end();
  assert.deepEqual(await readAll(execution), ["-104", "ef"]);
});

test("an execution weighs more than text", async () => {
  const { execution, take, end } = begin({ bufferBytes: 50 });
  take({ ...about, seq: 1, kind: "display", data: { "text/plain": "x".repeat(100) } });
  take(line("a"));
  end();
  const [dropped, last] = await readAll(execution);
  assert.ok(Number(dropped) < -100, dropped);
  assert.equal(last, "a");
});

test("an execution takes thousands that nobody has asked for yet", async () => {
  const { execution, print, end } = begin({ bufferBytes: 1e6 });
  const texts = Array.from({ length: 5000 }, (_, index) => `${index}`);
  print(...texts);
  end();
  assert.deepEqual(await readAll(execution), texts);
});

test("an execution left early is interrupted, and ended before the loop goes on", async () => {
  const { execution, print, left } = begin();
  print("a", "b");
  for await (const { text } of execution) {
    assert.equal(text, "a");
    break;
  }
  assert.equal(left(), 1);
  assert.equal((await execution).status, "interrupted");
});

test("an execution that is left after its end is interrupted no more", async () => {
  const { execution, print, end, left } = begin();
  print("a");
  end();
  await execution;
  for await (const _output of execution) break;
  assert.equal(left(), 0);
});

test("an execution is looped over once", async () => {
  const { execution, end } = begin();
  end();
  await readAll(execution);
  await assert.rejects(readAll(execution), /only once/);
});

test("an execution whose outputs went elsewhere keeps none", async () => {
  const { execution, print, end } = begin({ isKept: false });
  print("a");
  const read = readAll(execution);
  print("b");
  end();
  assert.deepEqual(await read, ["b"]);
});

// That the promise rejects, too, is then nobody's concern: the test would fail of it.
test("an execution that has no result throws in the loop, after what it printed", async () => {
  const { execution, print, fail } = begin();
  const read: string[] = [];
  const looped = (async () => {
    for await (const { text } of execution) read.push(text!);
  })();
  print("a");
  fail(new Error("lost"));
  await assert.rejects(looped, /lost/);
  assert.deepEqual(read, ["a"]);
  await new Promise((resolve) => setImmediate(resolve));
});

test("an execution that nobody waits for does not fail in silence", async () => {
  const library = new URL("../clients/shared/execution.ts", import.meta.url);
  const code = `import { createExecution } from ${JSON.stringify(library)};
    createExecution({ bufferBytes: 1, result: Promise.reject(new Error("lost")) });`;
  const program = promisify(execFile)(process.execPath, ["--input-type=module", "-e", code]);
  await assert.rejects(program, /Error: lost/);
});

const waits = (random: number): number[] => {
  const backoff = createBackoff({ firstWaitMs: 100, maxWaitMs: 1000 }, () => random);
  return [1, 2, 3, 4, 5, 50, 2000].map((attempt) => backoff.waitMs(attempt));
};
test("the waits between attempts grow up to a limit, and half of each is chance", () => {
  assert.deepEqual(waits(1), [100, 200, 400, 800, 1000, 1000, 1000]);
  assert.deepEqual(waits(0), [50, 100, 200, 400, 500, 500, 500]);
});
