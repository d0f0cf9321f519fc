import assert from "node:assert/strict";
import { spawn, type ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { request as httpRequest } from "node:http";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Duplex, type Readable, type Writable } from "node:stream";
import { after, before, describe, it } from "node:test";
import { WebSocket, type ClientOptions } from "ws";
import { Connection } from "../src/rpc/connection.ts";
import type { Wire } from "../src/rpc/wire.ts";
import { listen } from "../src/transport/listen.ts";
import { dialPipe, dialSocket } from "../src/transport/pipe.ts";
import type { Listener } from "../src/transport/transport.ts";
import { createHeartbeat } from "../src/transport/websocket-peer.ts";
import type { Handshake, WebSocketOptions } from "../src/transport/websocket.ts";
import { certificate } from "./support/certificate.ts";
import { createEcho, type Echo } from "./support/echo.ts";
import { connectMemory } from "./support/memory.ts";
import { createStreamPeer, createWebSocketPeer, type Peer } from "./support/peer.ts";

const mebibyte = 1024 * 1024;
const report = (): void => {};
const admitted = { admitted: true, authorized: true } as const;

const optionsOf = ({ accept }: Echo): WebSocketOptions => ({
  accept,
  report,
  admit: () => admitted,
});

const assertServes = async (peer: Peer): Promise<void> => {
  await peer.request("initialize", {});
  assert.equal((await peer.request("execute", { code: "echo yes" })).result, "yes");
};

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

  end(): void {}
}

describe("a connection's way out", () => {
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

  it("calls those who wait for a drain when the client vanishes, and throws at nobody", async () => {
    const echo = createEcho();
    const path = join(folder, "vanish.sock");
    const listener = await listen(`unix:${path}`, optionsOf(echo));
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

const startStdio = (): ChildProcessByStdio<Writable, Readable, null> => {
  const path = new URL("./support/echo.ts", import.meta.url).pathname;
  return spawn(process.execPath, [path], { stdio: ["pipe", "pipe", "ignore"] });
};

describe("stdio", () => {
  const start = () => {
    const child = startStdio();
    const duplex = Duplex.from({ readable: child.stdout, writable: child.stdin });
    return { child, peer: createStreamPeer(duplex), exited: once(child, "exit") };
  };

  const endings: [name: string, methods: string[], code: number][] = [
    ["the end of input without a word", ["initialize"], 3],
    ["exit with the end of input behind it", ["initialize", "exit"], 1],
    ["shutdown, exit", ["initialize", "shutdown", "exit"], 0],
  ];
  for (const [name, methods, code] of endings) {
    it(`ends at ${name}`, async () => {
      const { child, peer, exited } = start();
      for (const method of methods) {
        if (method === "exit") peer.notify(method);
        else await peer.request(method, {});
      }
      child.stdin.end();
      assert.deepEqual(await exited, [code, null]);
    });
  }

  it("ends when nobody reads its output any more", async () => {
    const child = startStdio();
    const peer = createStreamPeer(Duplex.from({ readable: child.stdout, writable: child.stdin }));
    await peer.request("initialize", {});
    const exited = once(child, "exit");
    child.stdin.on("error", () => {});
    child.stdout.destroy();
    peer.request("execute", { code: "echo" }).catch(() => {});
    assert.deepEqual(await exited, [3, null]);
  });
});

describe("--pipe and --socket", () => {
  const hear = async (target: string | number, dial: () => Promise<AbortSignal>): Promise<void> => {
    const server = createServer().listen(target);
    await once(server, "listening");
    const [closed, [socket]] = await Promise.all([dial(), once(server, "connection")]);
    const peer = createStreamPeer(socket as Socket);
    await assertServes(peer);
    (socket as Socket).end();
    await untilAborted(closed);
    server.close();
    await once(server, "close");
  };

  it("dial the client's pipe", async () => {
    const path = join(folder, "client.sock");
    await hear(path, () => dialPipe(path, optionsOf(createEcho())));
  });

  it("dial the client's port", async () => {
    const probe = createServer().listen(0, "127.0.0.1");
    await once(probe, "listening");
    const { port } = probe.address() as AddressInfo;
    probe.close();
    await once(probe, "close");
    await assert.rejects(
      dialSocket(port, optionsOf(createEcho())),
      /nobody listens at 127\.0\.0\.1:\d+: ECONNREFUSED/,
    );
    await hear(port, () => dialSocket(port, optionsOf(createEcho())));
  });

  it("say when nobody is there", async () => {
    const path = join(folder, "nobody.sock");
    await assert.rejects(
      dialPipe(path, optionsOf(createEcho())),
      /nobody listens at .*nobody\.sock: ENOENT/,
    );
  });
});

describe("unix sockets", () => {
  it("serve several clients, private to this user, and leave nothing behind", async () => {
    const path = join(folder, "daemon.sock");
    const echo = createEcho();
    const listener = await listen(`unix:${path}`, optionsOf(echo));
    assert.equal(listener.url, `unix:${path}`);
    assert.equal((await stat(path)).mode & 0o777, 0o600);
    const peers = [createStreamPeer(connect(path)), createStreamPeer(connect(path))];
    await Promise.all(peers.map(assertServes));
    assert.deepEqual(echo.origins, Array(2).fill({ transport: "unix", authorized: true }));
    await listener.close();
    await Promise.all(peers.map(({ ended }) => ended));
    await assert.rejects(stat(path), { code: "ENOENT" });
  });

  it("replace the socket of a daemon that died", async () => {
    const path = join(folder, "stale.sock");
    const program = `require("net").createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, "SIGKILL"))`;
    await once(spawn(process.execPath, ["-e", program]), "exit");
    assert.ok((await stat(path)).isSocket());
    const listener = await listen(`unix:${path}`, optionsOf(createEcho()));
    await assertServes(createStreamPeer(connect(path)));
    await listener.close();
  });

  it("take nothing from a daemon that lives, nor from a file", async () => {
    const path = join(folder, "taken.sock");
    const listener = await listen(`unix:${path}`, optionsOf(createEcho()));
    await assert.rejects(listen(`unix:${path}`, optionsOf(createEcho())), /somebody else does/);
    await assertServes(createStreamPeer(connect(path)));
    await listener.close();
    const file = join(folder, "file");
    await writeFile(file, "precious");
    await assert.rejects(
      listen(`unix:${file}`, optionsOf(createEcho())),
      /no socket is in the way/,
    );
    assert.equal((await stat(file)).size, 8);
  });

  it("say that a path is too long", async () => {
    const path = join(folder, "x".repeat(200));
    await assert.rejects(listen(`unix:${path}`, optionsOf(createEcho())), /about 100 bytes/);
  });
});

describe("listening", () => {
  const refused: [url: string, reason: RegExp][] = [
    ["http://127.0.0.1:0", /expected ws:/],
    ["127.0.0.1:0", /expected ws:/],
    ["unix:", /expected unix:PATH/],
    ["ws://127.0.0.1:0/other", /the path is \/rpc/],
    ["wss://127.0.0.1:0", /--tls-cert/],
  ];
  for (const [url, reason] of refused) {
    it(`refuses ${url}`, async () => {
      await assert.rejects(listen(url, optionsOf(createEcho())), reason);
    });
  }

  it("says when a port is taken", async () => {
    const first = await listen("ws://127.0.0.1:0", optionsOf(createEcho()));
    await assert.rejects(listen(first.url, optionsOf(createEcho())), /EADDRINUSE/);
    await first.close();
  });
});

describe("WebSockets", () => {
  let listener: Listener;
  let echo: Echo;
  let handshakes: Handshake[];
  let admission: ReturnType<WebSocketOptions["admit"]> = admitted;
  before(async () => {
    echo = createEcho();
    handshakes = [];
    const admit = (handshake: Handshake) => {
      handshakes.push(handshake);
      return admission;
    };
    listener = await listen("ws://127.0.0.1:0/rpc", { ...optionsOf(echo), admit });
  });
  after(() => listener.close());

  const open = async (
    protocols: string[] = [],
    options?: ClientOptions,
  ): Promise<{ socket: WebSocket; peer: Peer }> => {
    const socket = new WebSocket(listener.url, protocols, options);
    const peer = createWebSocketPeer(socket);
    await once(socket, "open");
    return { socket, peer };
  };

  const closeOf = async (socket: WebSocket): Promise<{ code: number; reason: string }> => {
    const [code, reason] = (await once(socket, "close")) as [number, Buffer];
    return { code, reason: reason.toString() };
  };

  const statusOf = async (url: string, protocols: string[] = []): Promise<number> => {
    const socket = new WebSocket(url, protocols);
    socket.on("error", () => {});
    const [, response] = await once(socket, "unexpected-response");
    socket.terminate();
    return response.statusCode as number;
  };

  it("speak awaitd.v1, and never repeat a token", async () => {
    const { socket, peer } = await open(["awaitd.token.secret", "awaitd.v1"], {
      headers: { Authorization: "Bearer secret", Origin: "http://a.example" },
    });
    assert.equal(socket.protocol, "awaitd.v1");
    assert.deepEqual(handshakes.at(-1), {
      host: new URL(listener.url).host,
      origin: "http://a.example",
      authorization: "Bearer secret",
      protocols: ["awaitd.token.secret", "awaitd.v1"],
    });
    assert.equal(socket.extensions, "");
    await assertServes(peer);
    socket.close();
    await peer.ended;
  });

  it("hand over whom nobody knows yet as not authorized", async () => {
    admission = { admitted: true, authorized: false };
    const { socket, peer } = await open();
    admission = admitted;
    assert.deepEqual(echo.origins.at(-1), { transport: "websocket", authorized: false });
    socket.close();
    await peer.ended;
  });

  it("refuse before the upgrade", async () => {
    for (const status of [401, 403] as const) {
      admission = { admitted: false, status, reason: "no" };
      assert.equal(await statusOf(listener.url), status);
    }
    admission = admitted;
    assert.equal(await statusOf(listener.url.replace("/rpc", "/other")), 404);
    assert.equal(await statusOf(listener.url, ["other.v1"]), 400);
  });

  it("tell a browser's visitor what this is", async () => {
    const response = httpRequest(listener.url.replace("ws:", "http:")).end();
    const [{ statusCode }] = await once(response, "response");
    assert.equal(statusCode, 426);
    response.destroy();
  });

  it("close on a binary frame, with the reason", async () => {
    const { socket, peer } = await open();
    const closed = closeOf(socket);
    socket.send(Buffer.from("{}"));
    assert.equal((await peer.next()).error?.code, -32600);
    assert.deepEqual(await closed, {
      code: 1003,
      reason: "binary frames are not spoken here, send JSON text",
    });
  });

  it("take 63 MiB", async () => {
    const { socket, peer } = await open();
    await peer.request("initialize", {});
    const text = "x".repeat(63 * mebibyte);
    const { result } = await peer.request("execute", { code: `echo ${text}` });
    assert.ok(result === text);
    socket.close();
    await peer.ended;
  });

  for (const size of [65, 90]) {
    it(`refuse ${size} MiB with the code 1009`, async () => {
      const { socket, peer } = await open();
      socket.on("error", () => {});
      const closed = closeOf(socket);
      socket.send("x".repeat(size * mebibyte));
      assert.equal((await closed).code, 1009);
      assert.equal(peer.received[0]?.error?.code, size === 65 ? 1006 : undefined);
    });
  }

  it("close what is no UTF-8 and what breaks the protocol", async () => {
    const { socket } = await open();
    const closed = closeOf(socket);
    socket.send(Buffer.from([0xff, 0xfe]), { binary: false });
    assert.equal((await closed).code, 1007);
  });

  it("hear what a client said before it left", async () => {
    const { socket, peer } = await open();
    await peer.request("initialize", {});
    await peer.request("shutdown", {});
    peer.notify("exit");
    socket.close();
    await peer.ended;
    await untilAborted(echo.links.at(-1)!.closed);
    assert.deepEqual(echo.exitCodes, [0]);
  });

  it("end when the daemon closes the link, after all was sent", async () => {
    const { socket, peer } = await open();
    const closed = closeOf(socket);
    const link = echo.links.at(-1)!;
    for (let n = 0; n < 100; n++) link.notify("output", { n } as never);
    link.close();
    assert.equal((await closed).code, 1000);
    assert.equal(peer.received.length, 100);
  });

  it("drop a peer that answers no ping, and keep one that does", async () => {
    // From the client's end, where the silence can be arranged: the heartbeat is the same on both.
    const quiet = await open();
    const lively = await open();
    const heartbeat = createHeartbeat(20);
    heartbeat.watch(quiet.socket);
    heartbeat.watch(lively.socket);
    quiet.socket.pause();
    await quiet.peer.ended;
    assert.equal(lively.socket.readyState, WebSocket.OPEN);
    heartbeat.stop();
    lively.socket.close();
    await lively.peer.ended;
  });

  it("speak TLS", async () => {
    const secure = await listen("wss://localhost:0", {
      ...optionsOf(createEcho()),
      tls: certificate,
    });
    assert.match(secure.url, /^wss:\/\/localhost:\d+\/rpc$/);
    const socket = new WebSocket(secure.url, { ca: certificate.cert });
    const peer = createWebSocketPeer(socket);
    await once(socket, "open");
    await assertServes(peer);
    await secure.close();
    await peer.ended;
  });
});

describe("big messages over a stream", () => {
  it("63 MiB come through, 65 MiB are refused and nothing hangs", async () => {
    const { peer } = connectMemory({ accept: createEcho().accept, report });
    await peer.request("initialize", {});
    const text = "x".repeat(63 * mebibyte);
    assert.ok((await peer.request("execute", { code: `echo ${text}` })).result === text);
    const refusal = peer.when(({ error }) => error !== undefined);
    peer.request("execute", { code: "x".repeat(65 * mebibyte) }).catch(() => {});
    assert.equal((await refusal).error?.code, 1006);
    await peer.ended;
  });
});
