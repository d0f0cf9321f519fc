// `ws://HOST:PORT/rpc`: one JSON-RPC message a text frame, subprotocol `awaitd.v1`. Owns the HTTP
// server, the upgrade and, with `websocket-peer.ts`, the liveness of its peers. Who may come in,
// it does not know: `admit` says, before the upgrade.
import {
  createServer,
  STATUS_CODES,
  type IncomingMessage,
  type RequestListener,
  type Server,
} from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { defaultMaxMessageBytes } from "../rpc/frame.ts";
import type { Listener, TransportOptions } from "./transport.ts";
import { createHeartbeat, servePeer } from "./websocket-peer.ts";

/** What a client shows of itself before the upgrade. */
export interface Handshake {
  host: string | undefined;
  origin: string | undefined;
  authorization: string | undefined;
  protocols: readonly string[];
  cookie: string | undefined;
  /** Where it knocked. */
  port: number;
}

export type Admission =
  { admitted: true; authorized: boolean } | { admitted: false; status: 401 | 403; reason: string };

export interface WebSocketOptions extends TransportOptions {
  admit: (handshake: Handshake) => Admission;
  tls?: { cert: string | Buffer; key: string | Buffer } | undefined;
  /** Answers what asks for no upgrade; without it, all of it is told to upgrade. */
  serveRequest?: RequestListener;
}

const subprotocol = "awaitd.v1";
const path = "/rpc";
/**
 * How much more than the limit is still received, so that it can be answered instead of cut off.
 */
const headroomBytes = 16 * 1024 * 1024;

export const listenWebSocket = async (
  host: string,
  port: number,
  options: WebSocketOptions,
): Promise<Listener> => {
  const { admit, tls, maxMessageBytes = defaultMaxMessageBytes } = options;
  const server: Server = tls ? createTlsServer(tls) : createServer();
  const acceptor = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: maxMessageBytes + headroomBytes,
    handleProtocols: (offered) => (offered.has(subprotocol) ? subprotocol : false),
  });
  const heartbeat = createHeartbeat();
  server.on("request", options.serveRequest ?? askForUpgrade);
  server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on("error", () => socket.destroy());
    const handshake = readHandshake(request);
    const admission = admit(handshake);
    if (!admission.admitted) return refuse(socket, admission.status, admission.reason);
    const target = request.url?.split("?")[0];
    if (target !== path && target !== "/") return refuse(socket, 404, `the endpoint is ${path}`);
    if (handshake.protocols.length > 0 && !handshake.protocols.includes(subprotocol)) {
      return refuse(socket, 400, `offer the subprotocol ${subprotocol}`);
    }
    acceptor.handleUpgrade(request, socket, head, (peer) => {
      heartbeat.watch(peer);
      servePeer(peer, socket, admission.authorized, { ...options, maxMessageBytes });
    });
  });
  await bind(server, host, port);
  server.on("error", (error) => options.report(error, "the WebSocket server"));
  const bound = (server.address() as AddressInfo).port;
  const shownHost = host.includes(":") ? `[${host}]` : host;
  const close = async (): Promise<void> => {
    heartbeat.stop();
    const { promise, resolve } = Promise.withResolvers<void>();
    server.close(() => resolve());
    for (const peer of acceptor.clients) peer.terminate();
    server.closeAllConnections();
    await promise;
  };
  return { url: `${tls ? "wss" : "ws"}://${shownHost}:${bound}${path}`, close };
};

export const askForUpgrade: RequestListener = (_request, response) => {
  response.writeHead(426, { "Content-Type": "text/plain", Upgrade: "websocket" });
  response.end(`awaitd speaks JSON-RPC over a WebSocket at ${path}\n`);
};

const readHandshake = ({ headers, socket }: IncomingMessage): Handshake => ({
  host: headers.host,
  origin: headers.origin,
  authorization: headers.authorization,
  cookie: headers.cookie,
  port: socket.localPort ?? 0,
  protocols: (headers["sec-websocket-protocol"] ?? "")
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== ""),
});

const refuse = (socket: Duplex, status: number, reason: string): void => {
  const body = `${reason}\n`;
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    "Connection: close",
    "Content-Type: text/plain",
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  socket.end(`${lines.join("\r\n")}\r\n\r\n${body}`, () => socket.destroy());
};

const bind = async (server: Server, host: string, port: number): Promise<void> => {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once("error", reject).once("listening", resolve);
  server.listen(port, host);
  try {
    await promise;
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    throw new Error(`cannot listen at ${host}:${port}: ${code ?? message}`, { cause });
  }
  server.off("error", reject);
};
