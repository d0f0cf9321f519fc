// One connected client: the guard in front of `vscode-jsonrpc`'s connection, and the queue behind it.
// Owns the order of what is sent (the order of the calls, answers and notifications alike), the coalescing of
// one turn's messages into one write, and how much may wait in either direction. Knows no transport: a `Wire`
// carries whole messages. Nothing here throws because a peer has gone.
import {
  createMessageConnection,
  Event,
  type DataCallback,
  type Message,
  type MessageConnection,
  type MessageReader,
  type MessageWriter,
} from "vscode-jsonrpc/node";
import { errorCodes, type RpcError } from "../../protocol/errors.ts";
import { RequestCancellation } from "./cancellation.ts";
import { Dispatcher, type Report } from "./dispatch.ts";
import { Guard, type IncomingNotification, type IncomingRequest, type RequestId } from "./guard.ts";
import type { Accept, ClientLink, Origin } from "./link.ts";

/** Why a wire is closed: `done` by agreement, the others after an error answer. */
export type CloseReason = "done" | "broken" | "tooLarge";

/** What a transport gives: a way out for whole messages. None of it throws, whatever became of the peer. */
export interface Wire {
  send(texts: readonly string[]): void;
  /** Bytes handed to `send` that the operating system has not taken yet. */
  readonly backlogBytes: number;
  /** Stops, or goes on, handing in messages. */
  pause(): void;
  resume(): void;
  /** Closes once all is sent; `Connection.ended` is to be called then. */
  end(reason: CloseReason): void;
}

export interface ConnectionOptions {
  origin: Origin;
  accept: Accept;
  report: Report;
}

/** Below this a backlog is low. Above the streams' own high-water mark, so that a drain event always follows. */
const lowWaterBytes = 256 * 1024;
/** A client that does not read its answers is not read from, either. */
const highWaterBytes = 64 * 1024 * 1024;
/** Messages that wait for their turn; `vscode-jsonrpc` hands out one each turn of the loop. */
const maxPending = 1024;
const lowPending = 128;

const forwarded: ReadonlySet<string> = new Set(["exit", "$/cancelRequest"]);

export class Connection implements ClientLink {
  readonly #wire: Wire;
  readonly #report: Report;
  readonly #guard = new Guard();
  readonly #closed = new AbortController();
  readonly #rpc: MessageConnection;
  #deliver: DataCallback = () => {};
  #queue: string[] = [];
  #queuedBytes = 0;
  #flushScheduled = false;
  #drainCallbacks: (() => void)[] = [];
  #pending = 0;
  #paused = false;
  #inputEnded = false;
  #closing = false;

  constructor(wire: Wire, { origin, accept, report }: ConnectionOptions) {
    this.#wire = wire;
    this.#report = report;
    const dispatcher = new Dispatcher(accept(this, origin), report);
    this.#rpc = this.#createRpc(dispatcher);
  }

  get closed(): AbortSignal {
    return this.#closed.signal;
  }

  get backlogBytes(): number {
    return this.#queuedBytes + this.#wire.backlogBytes;
  }

  notify(method: string, params: unknown): void {
    this.#enqueue({ jsonrpc: "2.0", method, params }, undefined);
  }

  onceDrained(callback: () => void): void {
    if (this.#closing || this.backlogBytes <= lowWaterBytes) callback();
    else this.#drainCallbacks.push(callback);
  }

  close(): void {
    this.#end("done");
  }

  /** One message came in, as JSON text or its UTF-8 bytes. */
  receive(body: Uint8Array | string): void {
    if (this.#closing || this.#inputEnded) return;
    const verdict = this.#guard.check(body);
    switch (verdict.type) {
      case "refused":
        this.#sendError(verdict.id, verdict.error);
        break;
      case "request":
        this.#take(encodeRequest(verdict.message));
        break;
      case "notification":
        if (verdict.message.method === "$/cancelRequest") {
          this.#deliver(encodeCancel(verdict.message) as Message);
        } else if (forwarded.has(verdict.message.method)) this.#take(verdict.message);
        break;
      case "response":
        this.#deliver(verdict.message as Message);
        break;
      case "ignored":
        break;
    }
    this.#regulate();
  }

  /** Nothing that follows can be read: one error answer, then the end. */
  refuse(error: RpcError, reason: CloseReason): void {
    if (this.#closing) return;
    this.#sendError(null, error);
    this.#end(reason);
  }

  /** The peer says no more. What it said before is still heard, then the connection ends. */
  inputEnded(): void {
    this.#inputEnded = true;
    if (this.#pending === 0) this.#end("done");
  }

  /** The wire's backlog has become low. */
  drained(): void {
    if (this.backlogBytes > lowWaterBytes) return;
    const callbacks = this.#drainCallbacks;
    this.#drainCallbacks = [];
    for (const callback of callbacks) callback();
    this.#regulate();
  }

  /** The wire is closed, whoever closed it. */
  ended(): void {
    if (this.#closed.signal.aborted) return;
    this.#closing = true;
    this.#queue = [];
    this.#queuedBytes = 0;
    this.#rpc.dispose();
    this.#closed.abort();
    this.drained();
  }

  #createRpc(dispatcher: Dispatcher): MessageConnection {
    const reader: MessageReader = {
      onError: Event.None,
      onClose: Event.None,
      onPartialMessage: Event.None,
      listen: (callback) => {
        this.#deliver = callback;
        return { dispose: () => {} };
      },
      dispose: () => {},
    };
    const sent = Promise.resolve();
    const writer: MessageWriter = {
      onError: Event.None,
      onClose: Event.None,
      write: (message) => {
        this.#write(message);
        return sent;
      },
      end: () => {},
      dispose: () => {},
    };
    const logger = {
      error: (text: string) => this.#report(text, "connection"),
      warn() {},
      info() {},
      log() {},
    };
    const rpc = createMessageConnection(reader, writer, logger, {
      cancellationStrategy: {
        receiver: { createCancellationTokenSource: (id) => new RequestCancellation(decodeId(id)) },
        sender: { sendCancellation: () => sent, cleanup: () => {} },
      },
    });
    rpc.onRequest((method, params, token) => {
      this.#taken();
      return dispatcher.request(method, params, token as RequestCancellation);
    });
    rpc.onNotification((method) => {
      this.#taken();
      dispatcher.notification(method);
    });
    rpc.listen();
    return rpc;
  }

  #take(message: IncomingRequest | IncomingNotification): void {
    this.#pending++;
    this.#deliver(message as Message);
  }

  #taken(): void {
    this.#pending--;
    if (this.#pending === 0 && this.#inputEnded) setImmediate(() => this.#end("done"));
    this.#regulate();
  }

  #regulate(): void {
    const full = this.#pending > maxPending || this.backlogBytes > highWaterBytes;
    const low = this.#pending <= lowPending && this.backlogBytes <= lowWaterBytes;
    if (!this.#paused && full) {
      this.#paused = true;
      this.#wire.pause();
    } else if (this.#paused && low) {
      this.#paused = false;
      this.#wire.resume();
    }
  }

  #write(message: Message): void {
    const answer = message as { id?: RequestId | null; method?: string };
    if (answer.method !== undefined || answer.id == null) return this.#enqueue(message, undefined);
    answer.id = decodeId(answer.id);
    this.#guard.answered(answer.id);
    this.#enqueue(message, answer.id);
  }

  #sendError(id: RequestId | null, { code, message, data }: RpcError): void {
    this.#enqueue({ jsonrpc: "2.0", id, error: { code, message, data } }, undefined);
  }

  #enqueue(message: object, answers: RequestId | undefined): void {
    if (this.#closing) return;
    let text: string;
    try {
      text = JSON.stringify(message);
    } catch (error) {
      this.#report(error, "a message that is no JSON");
      if (answers === undefined) return;
      const detail = `the answer is no JSON: ${(error as Error).message}`;
      const failure = { code: errorCodes.InternalError, message: detail };
      text = JSON.stringify({ jsonrpc: "2.0", id: answers, error: failure });
    }
    this.#queue.push(text);
    this.#queuedBytes += Buffer.byteLength(text);
    if (this.#flushScheduled) return;
    this.#flushScheduled = true;
    // After all microtasks of this turn: what they answer leaves in the same write.
    queueMicrotask(() => process.nextTick(() => this.#flush()));
  }

  #flush(): void {
    this.#flushScheduled = false;
    const texts = this.#queue;
    if (texts.length === 0) return;
    this.#queue = [];
    this.#queuedBytes = 0;
    this.#wire.send(texts);
    this.drained();
  }

  #end(reason: CloseReason): void {
    if (this.#closing) return;
    this.#flush();
    this.#closing = true;
    this.#wire.end(reason);
  }
}

// `vscode-jsonrpc` queues the ids 1 and "1" under one key; with a letter in front of every string they differ.
const encodeId = (id: RequestId): RequestId => (typeof id === "string" ? `s${id}` : id);
const decodeId = (id: RequestId): RequestId => (typeof id === "string" ? id.slice(1) : id);

const encodeRequest = (message: IncomingRequest): IncomingRequest => {
  message.id = encodeId(message.id);
  return message;
};

const encodeCancel = (message: IncomingNotification): IncomingNotification => {
  const params = message.params as { id: RequestId };
  return { ...message, params: { id: encodeId(params.id) } };
};
