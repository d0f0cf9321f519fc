// A client without a process or a socket: two ends of one stream in memory, through the same frames, guard
// and connection as every other transport. `Peer` is also what the other transports' tests speak with.
import { duplexPair, type Duplex } from "node:stream";
import { encodeFrames, FrameDecoder } from "../../src/rpc/frame.ts";
import { serveFramed } from "../../src/transport/framed.ts";
import type { TransportOptions } from "../../src/transport/transport.ts";

export interface WireMessage {
  jsonrpc: "2.0";
  id?: number | string | null;
  method?: string;
  params?: Record<string, unknown>;
  result?: any;
  error?: { code: number; message: string; data?: any };
}

/** The client's end: sends anything, also what no client should; receives message by message. */
export class Peer {
  /** All that came, in order. */
  readonly received: WireMessage[] = [];
  /** Resolves when the daemon's side has closed. */
  readonly ended: Promise<void>;
  readonly #write: (bytes: string | Buffer) => void;
  readonly #waiting: {
    matches: (message: WireMessage) => boolean;
    resolve: (message: WireMessage) => void;
  }[] = [];
  #read = 0;
  #nextId = 1;
  #fail: ((error: Error) => void)[] = [];

  constructor(write: (bytes: string | Buffer) => void, ended: Promise<void>) {
    this.#write = write;
    this.ended = ended.then(() => {
      for (const fail of this.#fail) fail(new Error("the connection ended"));
    });
  }

  /** Called by whatever carries this peer's messages. */
  deliver(message: WireMessage): void {
    this.received.push(message);
    const index = this.#waiting.findIndex(({ matches }) => matches(message));
    if (index >= 0) this.#waiting.splice(index, 1)[0]!.resolve(message);
  }

  /** Bytes as they are, framed by nobody. */
  sendRaw(bytes: string | Buffer): void {
    this.#write(bytes);
  }

  send(message: object): void {
    this.#write(encodeFrames([JSON.stringify(message)]));
  }

  notify(method: string, params?: object): void {
    this.send({ jsonrpc: "2.0", method, ...(params && { params }) });
  }

  /** Resolves with the answer, be it a result or an error. */
  request(
    method: string,
    params?: object,
    id: number | string = this.#nextId++,
  ): Promise<WireMessage> {
    const answer = this.when((message) => message.id === id && message.method === undefined);
    this.send({ jsonrpc: "2.0", id, method, ...(params && { params }) });
    return answer;
  }

  /** The next message that has not been taken by `next` before, from the first on. */
  next(): Promise<WireMessage> {
    const at = this.#read++;
    const message = this.received[at];
    return message ? Promise.resolve(message) : this.when(() => this.received.length === at + 1);
  }

  /** The next message to come that matches. */
  when(matches: (message: WireMessage) => boolean): Promise<WireMessage> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ matches, resolve });
      this.#fail.push(reject);
    });
  }
}

/** A peer on any byte stream. */
export const createStreamPeer = (stream: Duplex): Peer => {
  const decoder = new FrameDecoder(Number.MAX_SAFE_INTEGER);
  const { promise, resolve } = Promise.withResolvers<void>();
  const peer = new Peer((bytes) => void stream.write(bytes), promise);
  stream.on("data", (chunk: Buffer) => {
    for (const event of decoder.push(chunk)) {
      if (event.type === "broken") throw new Error(`the daemon sent no frame: ${event.reason}`);
      peer.deliver(JSON.parse(event.body.toString()) as WireMessage);
    }
  });
  stream.on("error", () => stream.destroy());
  stream.once("end", resolve);
  stream.once("close", resolve);
  return peer;
};

export interface MemoryClient {
  peer: Peer;
  /** The client's end of the stream: `destroy()` it to vanish. */
  stream: Duplex;
  /** Aborted when the daemon's side has ended. */
  closed: AbortSignal;
}

export const connectMemory = (options: TransportOptions): MemoryClient => {
  const [near, far] = duplexPair();
  const peer = createStreamPeer(near);
  const closed = serveFramed(far, far, { transport: "memory", authorized: true }, options);
  return { peer, stream: near, closed };
};
