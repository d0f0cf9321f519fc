// A client for tests: sends anything, also what no client should; receives message by message.
import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import { encodeFrames, FrameDecoder } from "../../src/rpc/frame.ts";

export interface WireMessage {
  jsonrpc: "2.0";
  id?: number | string | null;
  method?: string;
  params?: Record<string, unknown>;
  result?: unknown;
  error?: { code: number; message: string; data?: unknown };
}

interface Waiting {
  matches: (message: WireMessage) => boolean;
  resolve: (message: WireMessage) => void;
  reject: (error: Error) => void;
}

export class Peer {
  /** All that came, in order. */
  readonly received: WireMessage[] = [];
  /** Resolves when the daemon's side has closed. */
  readonly ended: Promise<void>;
  readonly #sendText: (text: string) => void;
  #waiting: Waiting[] = [];
  #hasEnded = false;
  #read = 0;
  #lastId = 0;

  constructor(sendText: (text: string) => void, ended: Promise<void>) {
    this.#sendText = sendText;
    this.ended = this.#failAllAfter(ended);
  }

  /** Called by whatever carries this peer's messages. */
  deliver(text: string): void {
    const message = JSON.parse(text) as WireMessage;
    this.received.push(message);
    const index = this.#waiting.findIndex(({ matches }) => matches(message));
    if (index >= 0) this.#waiting.splice(index, 1)[0]!.resolve(message);
  }

  /** A message's text as it is, whatever is in it. */
  sendText(text: string): void {
    this.#sendText(text);
  }

  send(message: object): void {
    this.#sendText(JSON.stringify(message));
  }

  notify(method: string, params?: object): void {
    this.send({ jsonrpc: "2.0", method, ...(params && { params }) });
  }

  /** Resolves with the answer, be it a result or an error. */
  request(
    method: string,
    params?: object,
    id: number | string = ++this.#lastId,
  ): Promise<WireMessage> {
    const answer = this.when((message) => message.id === id && message.method === undefined);
    this.send({ jsonrpc: "2.0", id, method, ...(params && { params }) });
    return answer;
  }

  /** The next message that `next` has not handed out before, from the first on. */
  next(): Promise<WireMessage> {
    const at = this.#read++;
    const message = this.received[at];
    return message ? Promise.resolve(message) : this.when(() => this.received.length === at + 1);
  }

  /** The next message to come that matches. */
  when(matches: (message: WireMessage) => boolean): Promise<WireMessage> {
    const { promise, resolve, reject } = Promise.withResolvers<WireMessage>();
    if (this.#hasEnded) reject(new Error("the connection has ended"));
    else this.#waiting.push({ matches, resolve, reject });
    return promise;
  }

  async #failAllAfter(ended: Promise<void>): Promise<void> {
    await ended;
    this.#hasEnded = true;
    for (const { reject } of this.#waiting) reject(new Error("the connection ended"));
    this.#waiting = [];
  }
}

/** A peer on any byte stream with Content-Length frames. */
export const createStreamPeer = (stream: Duplex): Peer => {
  const decoder = new FrameDecoder(Number.MAX_SAFE_INTEGER);
  const { promise, resolve } = Promise.withResolvers<void>();
  const peer = new Peer((text) => void stream.write(encodeFrames([text])), promise);
  stream.on("data", (chunk: Buffer) => {
    for (const event of decoder.push(chunk)) {
      if (event.type === "broken") throw new Error(`the daemon sent no frame: ${event.reason}`);
      peer.deliver(event.body.toString());
    }
  });
  stream.on("error", () => stream.destroy());
  stream.once("end", resolve).once("close", resolve);
  return peer;
};

/** A peer on a WebSocket, open or about to be. */
export const createWebSocketPeer = (socket: WebSocket): Peer => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const peer = new Peer((text) => socket.send(text), promise);
  socket.on("message", (data: Buffer) => peer.deliver(data.toString()));
  socket.once("close", () => resolve());
  return peer;
};
