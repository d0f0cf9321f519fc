// One WebSocket client once it is in: its frames, its end, its heartbeat.
import type { Duplex } from "node:stream";
import type { RawData, WebSocket } from "ws";
import { RpcError } from "../../protocol/errors.ts";
import { Connection } from "../rpc/connection.ts";
import type { CloseReason, Wire } from "../rpc/wire.ts";
import { closeGraceMs, type TransportOptions } from "./transport.ts";

const pingIntervalMs = 30_000;

const closeCodes: Record<CloseReason, [code: number, text: string]> = {
  done: [1000, ""],
  broken: [1002, "not a message"],
  tooLarge: [1009, "the message is too large"],
  unauthorized: [1008, "the token is missing or wrong"],
  binary: [1003, "binary frames are not spoken here, send JSON text"],
};

class WebSocketWire implements Wire {
  /** Set right after construction: a connection needs its wire and the wire reports to it. */
  onClosed: () => void = () => {};
  readonly #peer: WebSocket;
  readonly #socket: Duplex;

  constructor(peer: WebSocket, socket: Duplex) {
    this.#peer = peer;
    this.#socket = socket;
  }

  get backlogBytes(): number {
    return this.#peer.readyState === this.#peer.OPEN ? this.#peer.bufferedAmount : 0;
  }

  send(texts: readonly string[]): void {
    if (this.#peer.readyState !== this.#peer.OPEN) return;
    this.#socket.cork();
    for (const text of texts) this.#peer.send(text);
    this.#socket.uncork();
  }

  pause(): void {
    this.#peer.pause();
  }

  resume(): void {
    this.#peer.resume();
  }

  end(reason: CloseReason): void {
    if (this.#peer.readyState === this.#peer.CLOSED) return this.onClosed();
    this.#peer.resume();
    this.#peer.close(...closeCodes[reason]);
    const timer = setTimeout(() => this.#peer.terminate(), closeGraceMs);
    this.#peer.once("close", () => clearTimeout(timer));
  }
}

export const servePeer = (
  peer: WebSocket,
  socket: Duplex,
  authorized: boolean,
  options: TransportOptions & { maxMessageBytes: number },
): void => {
  const { accept, report, maxMessageBytes } = options;
  const wire = new WebSocketWire(peer, socket);
  const origin = { transport: "websocket", authorized } as const;
  const connection = new Connection(wire, { origin, accept, report });
  wire.onClosed = () => connection.ended();
  peer.on("message", (data: RawData, binary: boolean) => {
    const body = data as Buffer;
    if (binary) {
      connection.refuse(new RpcError("InvalidRequest", closeCodes.binary[1]), "binary");
    } else if (body.length > maxMessageBytes) {
      const text = `a message of ${body.length} bytes is over the limit of ${maxMessageBytes}`;
      connection.refuse(new RpcError("LimitExceeded", text, { maxMessageBytes }), "tooLarge");
    } else connection.receive(body);
  });
  // What ws finds wrong with a frame, it has answered with a close code of its own: "close"
  // follows.
  peer.on("error", () => {});
  peer.once("close", () => connection.ended());
  socket.on("drain", () => connection.drained());
};

export interface Heartbeat {
  watch(peer: WebSocket): void;
  stop(): void;
}

/** Pings every peer; one that answers nothing and sends nothing for a whole interval is dropped. */
export const createHeartbeat = (intervalMs = pingIntervalMs): Heartbeat => {
  const silent = new Map<WebSocket, boolean>();
  const timer = setInterval(() => {
    for (const [peer, wasSilent] of silent) {
      silent.set(peer, true);
      if (wasSilent) peer.terminate();
      else peer.ping();
    }
  }, intervalMs);
  timer.unref();
  const watch = (peer: WebSocket): void => {
    const onSign = (): void => void silent.set(peer, false);
    onSign();
    peer.on("pong", onSign).on("message", onSign);
    peer.once("close", () => silent.delete(peer));
  };
  return { watch, stop: () => clearInterval(timer) };
};
