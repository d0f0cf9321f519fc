// The client library by itself: frames in any chunking, answers to their requests, the end of a
// connection.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { duplexPair } from "node:stream";
import { describe, test } from "node:test";
import { promisify } from "node:util";
import fc from "fast-check";
import type { Message } from "../clients/shared/channel.ts";
import { Following } from "../clients/shared/following.ts";
import { createDecoder, frame } from "../clients/shared/framing.ts";
import { ConnectionLost, RequestError, RpcClient } from "../clients/shared/rpc.ts";
import { createStreamChannel } from "../clients/shared/stream.ts";

describe("framing", () => {
  test("any messages come back from any chunks", () => {
    const messages = fc.array(
      fc.record({ method: fc.string({ unit: "grapheme" }), params: fc.json() }),
    );
    fc.assert(
      fc.property(messages, fc.array(fc.integer({ min: 1, max: 50 })), (sent, sizes) => {
        const bytes = Buffer.from(sent.map(frame).join(""));
        const decoder = createDecoder();
        const received: Message[] = [];
        for (let at = 0, turn = 0; at < bytes.length; turn++) {
          const size = sizes.length === 0 ? bytes.length : sizes[turn % sizes.length]!;
          decoder.push(bytes.subarray(at, at + size), (message) => received.push(message));
          at += size;
        }
        assert.deepEqual(received, JSON.parse(JSON.stringify(sent)));
      }),
    );
  });

  test("a large message in many chunks", () => {
    const decoder = createDecoder();
    const received: Message[] = [];
    const bytes = Buffer.from(frame({ params: "x".repeat(20_000_000) }) + frame({ id: 1 }));
    for (let at = 0; at < bytes.length; at += 65_536) {
      decoder.push(bytes.subarray(at, at + 65_536), (message) => received.push(message));
    }
    assert.equal((received[0]!.params as string).length, 20_000_000);
    assert.deepEqual(received[1], { id: 1 });
  });

  const broken = ["Length: 5\r\n\r\n{}", "Content-Length: x\r\n\r\n{}", "X".repeat(5000)];
  for (const text of broken) {
    test(`no frame: ${text.slice(0, 20).trim()}`, () => {
      assert.throws(() => createDecoder().push(Buffer.from(text), () => {}), /daemon sent/);
    });
  }
});

/** A client, and the other end of its connection in the hands of the test. */
function createPair(): {
  rpc: RpcClient;
  answer(message: Message): void;
  heard: Message[];
  end(): void;
} {
  const [near, far] = duplexPair();
  const decoder = createDecoder();
  const heard: Message[] = [];
  far.on("data", (chunk: Buffer) => decoder.push(chunk, (message) => heard.push(message)));
  const rpc = new RpcClient(createStreamChannel(near, near));
  return {
    rpc,
    heard,
    answer: (message) => void far.write(frame({ jsonrpc: "2.0", ...message })),
    end: () => void far.end(),
  };
}

// In a program of its own: here, what is uncaught would be a failure of the test.
test("what a listener throws is uncaught, and keeps nothing from the others", async () => {
  const library = new URL("../clients/shared/listeners.ts", import.meta.url);
  const code = `import { Listeners } from ${JSON.stringify(library)};
    process.on("uncaughtException", ({ message }) => console.log("uncaught", message));
    const listeners = new Listeners();
    listeners.onNotification(() => { throw new Error("mine"); });
    for (const name of ["first", "second"]) {
      listeners.on("output", () => { console.log(name); throw new Error(name); });
    }
    listeners.tell("output", {});`;
  const program = promisify(execFile)(process.execPath, ["--input-type=module", "-e", code]);
  const said = ["first", "second", "uncaught mine", "uncaught first", "uncaught second", ""];
  assert.deepEqual((await program).stdout.split("\n"), said);
});

test("how far a client has come in a session", () => {
  const following = new Following();
  const at = (): unknown[] => [following.lastSeq("s"), following.lastSeq("t")];
  const told = (params: object): void => following.onNotification("", params);
  told({ sessionId: "s", seq: 3 });
  assert.deepEqual(at(), [undefined, undefined]);
  following.onResult("session/attach", {}, { session: { sessionId: "s" }, replayedFrom: 6 });
  following.onResult("session/create", {}, { sessionId: "t" });
  assert.deepEqual(at(), [5, 0]);
  told({ sessionId: "s", seq: 7 });
  assert.deepEqual(at(), [7, 0]);
  // Of the end of an execution who has the result is told nothing else.
  following.onResult("execute", { sessionId: "s" }, { lastSeq: 9 });
  following.onResult("execute", { sessionId: "t" }, { lastSeq: 2 });
  assert.deepEqual(at(), [9, 2]);
  // One that was given before says where the session was then.
  following.onResult("execute", { sessionId: "s" }, { lastSeq: 4 });
  assert.deepEqual(at(), [9, 2]);
  told({ sessionId: "s", fromSeq: 10, toSeq: 20 });
  following.onResult("session/close", { sessionId: "t" }, null);
  assert.deepEqual(at(), [20, undefined]);
  // Asked for once more from before, it is told once more.
  following.onResult("session/attach", {}, { session: { sessionId: "s" }, replayedFrom: 1 });
  assert.deepEqual(following.sessionIds, ["s"]);
  assert.deepEqual(at(), [0, undefined]);
});

describe("requests", () => {
  test("answers find their requests, in any order", async () => {
    const { rpc, answer } = createPair();
    const first = rpc.request("session/list");
    const second = rpc.request("session/info");
    answer({ id: 2, result: { name: "second" } });
    answer({ id: 1, result: { sessions: [] } });
    assert.deepEqual(await second, { name: "second" });
    assert.deepEqual(await first, { sessions: [] });
  });

  test("an error answer", async () => {
    const { rpc, answer } = createPair();
    const asked = rpc.request("session/info");
    answer({ id: 1, error: { code: 1001, message: "no such session", data: { id: "x" } } });
    await assert.rejects(asked, new RequestError(1001, "no such session", { id: "x" }));
  });

  test("an abort asks to cancel, and the answer still counts", async () => {
    const { rpc, answer, heard } = createPair();
    const controller = new AbortController();
    const asked = rpc.request("execute", { code: "1" }, { signal: controller.signal });
    controller.abort();
    answer({ id: 1, result: { status: "interrupted" } });
    assert.partialDeepStrictEqual(await asked, { status: "interrupted" });
    assert.partialDeepStrictEqual(heard[1], { method: "$/cancelRequest", params: { id: 1 } });
  });

  test("notifications come before the answer that follows them", async () => {
    const { rpc, answer } = createPair();
    const order: string[] = [];
    const take = rpc.listeners.on("session/didChangeState", ({ state }) => order.push(state));
    const asked = rpc.request("session/list").then(() => order.push("answer"));
    answer({ method: "session/didChangeState", params: { state: "busy" } });
    answer({ method: "session/didChangeState", params: { state: "idle" } });
    answer({ id: 1, result: { sessions: [] } });
    await asked;
    take();
    const last = rpc.request("session/list");
    answer({ method: "session/didChangeState", params: { state: "dead" } });
    answer({ id: 2, result: { sessions: [] } });
    await last;
    assert.deepEqual(order, ["busy", "idle", "answer"]);
  });

  test("the end of the connection ends all that wait, and all that come", async () => {
    const { rpc, end } = createPair();
    const waiting = rpc.request("session/list");
    end();
    await assert.rejects(waiting, ConnectionLost);
    await assert.rejects(rpc.request("session/list"), ConnectionLost);
    assert.equal(await rpc.closed, undefined);
  });

  test("an answer to nothing ends it", async () => {
    const { rpc, answer } = createPair();
    const waiting = rpc.request("session/list");
    answer({ id: null, error: { code: -32700, message: "broken JSON" } });
    await assert.rejects(waiting, /broken JSON/);
    assert.match((await rpc.closed)?.message ?? "", /broken JSON/);
  });
});

describe("what the daemon asks", () => {
  const params = { sessionId: "s", executionId: "e", prompt: "?", password: false };
  const ask = (id: number): Message => ({ id, method: "input/request", params });
  const heardSoon = async (heard: Message[]): Promise<Message> => {
    while (heard.length === 0) await new Promise((resolve) => setImmediate(resolve));
    return heard.shift()!;
  };

  test("is answered with what the handler says, or why it can't", async () => {
    const { rpc, answer, heard } = createPair();
    answer(ask(7));
    assert.partialDeepStrictEqual(await heardSoon(heard), { id: 7, error: { code: -32601 } });
    rpc.answerers.set("input/request", ({ prompt }) => ({ value: `${prompt}!` }));
    answer(ask(8));
    assert.partialDeepStrictEqual(await heardSoon(heard), { id: 8, result: { value: "?!" } });
    rpc.answerers.set("input/request", () => {
      throw new Error("nobody is here");
    });
    answer(ask(9));
    const error = { code: -32603, message: "nobody is here" };
    assert.partialDeepStrictEqual(await heardSoon(heard), { id: 9, error });
  });

  test("can be taken back, and is when the connection ends", async () => {
    const { rpc, answer, heard, end } = createPair();
    const signals: AbortSignal[] = [];
    rpc.answerers.set("input/request", (_asked, signal) => {
      signals.push(signal);
      return new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason as Error));
      });
    });
    answer(ask(1));
    answer(ask(2));
    answer({ method: "$/cancelRequest", params: { id: 1 } });
    assert.partialDeepStrictEqual(await heardSoon(heard), { id: 1, error: { code: -32800 } });
    end();
    await rpc.closed;
    assert.deepEqual(
      signals.map(({ aborted }) => aborted),
      [true, true],
    );
  });
});
