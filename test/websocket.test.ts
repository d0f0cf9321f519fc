import assert from "node:assert/strict";
import { once } from "node:events";
import { request as httpRequest } from "node:http";
import { after, before, describe, it } from "node:test";
import { WebSocket, type ClientOptions } from "ws";
import { listen } from "../src/transport/listen.ts";
import type { Listener } from "../src/transport/transport.ts";
import { createHeartbeat } from "../src/transport/websocket-peer.ts";
import type { Handshake, WebSocketOptions } from "../src/transport/websocket.ts";
import { certificate } from "./support/certificate.ts";
import { createEcho, type Echo } from "./support/echo.ts";
import { createWebSocketPeer, type Peer } from "./support/peer.ts";
import { isThorough } from "./support/share.ts";

const mebibyte = 1024 * 1024;
/** In test/slow the one that holds unless told. */
const limitMiB = isThorough ? 64 : 4;
const report = (): void => {};
const admitted = { admitted: true, authorized: true } as const;

const optionsOf = ({ accept }: Echo): WebSocketOptions => ({
  accept,
  report,
  admit: () => admitted,
  ...(!isThorough && { maxMessageBytes: limitMiB * mebibyte }),
});

const assertServes = async (peer: Peer): Promise<void> => {
  await peer.request("initialize", {});
  assert.equal((await peer.request("execute", { code: "echo yes" })).result, "yes");
};

const untilAborted = async (signal: AbortSignal): Promise<void> => {
  if (!signal.aborted) await once(signal, "abort");
};

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

describe("WebSocket upgrades", () => {
  it("speak awaitd.v1, and never repeat a token", async () => {
    const { socket, peer } = await open(["awaitd.token.secret", "awaitd.v1"], {
      headers: { Authorization: "Bearer secret", Origin: "http://a.example", Cookie: "a=1" },
    });
    assert.equal(socket.protocol, "awaitd.v1");
    assert.deepEqual(handshakes.at(-1), {
      host: new URL(listener.url).host,
      origin: "http://a.example",
      authorization: "Bearer secret",
      protocols: ["awaitd.token.secret", "awaitd.v1"],
      cookie: "a=1",
      port: Number(new URL(listener.url).port),
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
});

describe("WebSocket frames", () => {
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

  it(`take ${limitMiB - 1} MiB`, async () => {
    const { socket, peer } = await open();
    await peer.request("initialize", {});
    const text = "x".repeat((limitMiB - 1) * mebibyte);
    const { result } = await peer.request("execute", { code: `echo ${text}` });
    assert.ok(result === text);
    socket.close();
    await peer.ended;
  });

  for (const [size, code] of [
    [limitMiB + 1, 1006],
    [limitMiB + 26, undefined],
  ] as const) {
    it(`refuse ${size} MiB with the code 1009`, async () => {
      const { socket, peer } = await open();
      socket.on("error", () => {});
      const closed = closeOf(socket);
      socket.send("x".repeat(size * mebibyte));
      assert.equal((await closed).code, 1009);
      assert.equal(peer.received[0]?.error?.code, code);
    });
  }

  it("close what is no UTF-8 and what breaks the protocol", async () => {
    const { socket } = await open();
    const closed = closeOf(socket);
    socket.send(Buffer.from([0xff, 0xfe]), { binary: false });
    assert.equal((await closed).code, 1007);
  });
});

describe("WebSocket endings", () => {
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
    const heartbeat = createHeartbeat(400);
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
