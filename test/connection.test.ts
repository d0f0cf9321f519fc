import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { Connection } from "../src/rpc/connection.ts";
import type { CloseReason, Wire } from "../src/rpc/wire.ts";
import { listenUnix } from "../src/transport/pipe.ts";
import { createEcho } from "./support/echo.ts";
import { connectMemory } from "./support/memory.ts";
import { createStreamPeer } from "./support/peer.ts";
import { isThorough } from "./support/share.ts";

const mebibyte = 1024 * 1024;
const report = (): void => {};

const untilAborted = async (signal: AbortSignal): Promise<void> => {
  if (!signal.aborted) await once(signal, "abort");
};

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "awaitd-"));
});
after(() => rm(folder, { recursive: true }));

/** Keeps what is sent, and says of its backlog what the test wants. */
class RecordingWire implements Wire {
  readonly ends: CloseReason[] = [];
  readonly sends: string[][] = [];
  readonly flow: string[] = [];
  backlogBytes = 0;
  onResume = (): void => {};

  send(texts: readonly string[]): void {
    this.sends.push([...texts]);
  }

  pause(): void {
    this.flow.push("pause");
  }

  resume(): void {
    this.flow.push("resume");
    this.onResume();
  }

  onEnd = (): void => {};

  end(reason: CloseReason): void {
    this.ends.push(reason);
    this.onEnd();
  }
}

const connectRecording = () => {
  const wire = new RecordingWire();
  const echo = createEcho();
  const origin = { transport: "memory", authorized: true } as const;
  return {
    wire,
    echo,
    connection: new Connection(wire, { accept: echo.accept, origin, report }),
  };
};

describe("what a connection sends", () => {
  it("sends all messages of one turn in one write, answers among them", async () => {
    const { wire, echo, connection } = connectRecording();
    for (let n = 0; n < 50; n++) echo.links[0]!.notify("output", { n } as never);
    connection.receive("not JSON");
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(wire.sends.length, 1);
    assert.equal(wire.sends[0]!.length, 51);
    assert.match(wire.sends[0]![50]!, /-32700/);
  });

  it("tells of its backlog, and when it is low again", async () => {
    const echo = createEcho();
    const { stream } = connectMemory({ accept: echo.accept, report });
    const link = echo.links[0]!;
    let calls = 0;
    link.onceDrained(() => calls++);
    assert.equal(calls, 1, "at once when nothing waits");
    stream.pause();
    for (let n = 0; n < 8; n++) link.notify("output", { text: "é".repeat(mebibyte / 2) } as never);
    assert.ok(link.backlogBytes > 8 * mebibyte, "bytes, not characters");
    await new Promise((resolve) => setImmediate(resolve));
    assert.ok(link.backlogBytes > 6 * mebibyte);
    const { promise, resolve } = Promise.withResolvers<void>();
    link.onceDrained(() => {
      calls++;
      resolve();
    });
    assert.equal(calls, 1);
    stream.resume();
    await promise;
    assert.ok(link.backlogBytes < mebibyte);
    assert.equal(calls, 2);
  });

  it("ends every wait for a drain when the client vanishes, and throws at nobody", async () => {
    const echo = createEcho();
    const path = join(folder, "vanish.sock");
    const listener = await listenUnix(path, { accept: echo.accept, report });
    const socket = connect(path);
    await createStreamPeer(socket).request("initialize", {});
    const link = echo.links[0]!;
    socket.pause();
    link.notify("output", { text: "x".repeat(16 * mebibyte) } as never);
    const drained = Promise.withResolvers<void>();
    link.onceDrained(drained.resolve);
    socket.destroy();
    await drained.promise;
    await untilAborted(link.closed);
    link.notify("output", { text: "late" } as never);
    link.close();
    assert.equal(link.backlogBytes, 0);
    await listener.close();
  });
});

describe("what a connection reads", () => {
  it("stops reading a client that does not read, until it does", () => {
    const { wire, connection } = connectRecording();
    wire.backlogBytes = 65 * mebibyte;
    connection.receive("not JSON");
    connection.receive("not JSON");
    assert.deepEqual(wire.flow, ["pause"]);
    wire.backlogBytes = mebibyte;
    connection.drained();
    assert.deepEqual(wire.flow, ["pause"]);
    wire.backlogBytes = 0;
    connection.drained();
    assert.deepEqual(wire.flow, ["pause", "resume"]);
  });

  it("stops reading a client that asks faster than its requests are taken up", async () => {
    const { wire, connection } = connectRecording();
    const resumed = Promise.withResolvers<void>();
    wire.onResume = resumed.resolve;
    for (let id = 1; id <= 1100; id++) {
      connection.receive(JSON.stringify({ jsonrpc: "2.0", id, method: "session/info" }));
    }
    assert.deepEqual(wire.flow, ["pause"]);
    await resumed.promise;
    assert.deepEqual(wire.flow, ["pause", "resume"]);
  });

  it("answers everything, in order, to a client that asks all before it reads", async () => {
    const { peer, stream } = connectMemory({ accept: createEcho().accept, report });
    await peer.request("initialize", {});
    stream.pause();
    const asked = Array.from({ length: 3000 }, (_, n) => `${n} ${"x".repeat(500)}`);
    const answers = asked.map((text) => peer.request("execute", { code: `echo ${text}` }));
    await new Promise((resolve) => setImmediate(resolve));
    stream.resume();
    assert.deepEqual(
      (await Promise.all(answers)).map(({ result }) => result),
      asked,
    );
  });
});

describe("a client that nobody knows", () => {
  const connectStranger = () => {
    const wire = new RecordingWire();
    const ended = Promise.withResolvers<void>();
    wire.onEnd = ended.resolve;
    const origin = { transport: "websocket", authorized: false } as const;
    const { accept } = createEcho();
    const connection = new Connection(wire, { accept, origin, report, strangerMs: 20 });
    const initialize = (params: object): void =>
      connection.receive(JSON.stringify({ jsonrpc: "2.0", id: 1, method: "initialize", params }));
    return { wire, ended: ended.promise, initialize };
  };

  it("is sent away when it does not initialize with the token", async () => {
    const { wire, ended, initialize } = connectStranger();
    initialize({ token: "wrong" });
    await ended;
    assert.deepEqual(wire.ends, ["unauthorized"]);
    assert.match(wire.sends.flat().at(-1)!, /1008/);
  });

  it("stays when it does", async () => {
    const known = connectStranger();
    known.initialize({ token: "right" });
    // Connected later: when its time is up, so was the other's.
    await connectStranger().ended;
    assert.deepEqual(known.wire.ends, []);
  });
});

describe("broken frames", () => {
  const cases: [name: string, bytes: string, code: number][] = [
    ["no number", "Content-Length: x\r\n\r\n{}", -32700],
    ["a negative length", "Content-Length: -1\r\n\r\n{}", -32700],
    ["an exponent", "Content-Length: 1e3\r\n\r\n{}", -32700],
    ["more than the limit", `Content-Length: ${65 * mebibyte}\r\n\r\n{}`, 1006],
    ["bare JSON", '{"jsonrpc":"2.0"}', -32700],
    ["a header without end", "A: ".padEnd(5000, "x"), -32700],
  ];
  for (const [name, bytes, code] of cases) {
    it(`${name}: one error, then the end`, async () => {
      const { peer, stream, closed } = connectMemory({ accept: createEcho().accept, report });
      stream.write(bytes);
      const { id, error } = await peer.next();
      assert.deepEqual([id, error?.code], [null, code]);
      await peer.ended;
      await untilAborted(closed);
      assert.equal(peer.received.length, 1);
    });
  }
});

describe("big messages over a stream", () => {
  // In test/slow the limit is the one that holds unless told.
  const limitMiB = isThorough ? 64 : 4;
  const maxMessageBytes = isThorough ? undefined : limitMiB * mebibyte;

  it("come through up to the limit, are refused over it, and nothing hangs", async () => {
    const { peer } = connectMemory({ accept: createEcho().accept, report, maxMessageBytes });
    await peer.request("initialize", {});
    const text = "x".repeat((limitMiB - 1) * mebibyte);
    assert.ok((await peer.request("execute", { code: `echo ${text}` })).result === text);
    const refusal = peer.when(({ error }) => error !== undefined);
    peer.request("execute", { code: "x".repeat((limitMiB + 1) * mebibyte) }).catch(() => {});
    assert.equal((await refusal).error?.code, 1006);
    await peer.ended;
  });
});
