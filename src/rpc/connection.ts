// One connected client: the guard in front of `vscode-jsonrpc`'s connection, and the outbox
// behind it. Owns the order of what is sent (the order of the calls, answers and notifications
// alike) and how much may wait in either direction. Knows no transport: a `Wire` carries whole
// messages. Nothing here throws because a peer has gone.
import {
  createMessageConnection,
  Event,
  type DataCallback,
  type Message,
  type MessageConnection,
  type MessageReader,
  type MessageWriter,
} from "vscode-jsonrpc/node";
import { errorCodes, RpcError } from "../../protocol/errors.ts";
import type { InquiryReply } from "../../protocol/inquiries.ts";
import { RequestCancellation } from "./cancellation.ts";
import { Dispatcher, isNotice, type Report } from "./dispatch.ts";
import { Guard, type IncomingNotification, type IncomingRequest, type RequestId } from "./guard.ts";
import { Inquiries } from "./inquiries.ts";
import type { Accept, ClientLink, Origin } from "./link.ts";
import { lowWaterBytes, Outbox } from "./outbox.ts";
import type { CloseReason, Wire } from "./wire.ts";

export interface ConnectionOptions {
  origin: Origin;
  accept: Accept;
  report: Report;
  /** How long a client that has not shown a token may take to `initialize` with one. */
  strangerMs?: number | undefined;
}

const defaultStrangerMs = 30_000;

/** A client that does not read its answers is not read from, either. */
const highWaterBytes = 64 * 1024 * 1024;
/** Messages that wait for their turn; `vscode-jsonrpc` hands out one each turn of the loop. */
const maxPending = 1024;
const lowPending = 128;

export class Connection implements ClientLink {
  readonly #wire: Wire;
  readonly #report: Report;
  readonly #outbox: Outbox;
  readonly #guard = new Guard();
  readonly #inquiries = new Inquiries((message) => this.#send(message));
  readonly #closed = new AbortController();
  readonly #rpc: MessageConnection;
  #deliver: DataCallback = () => {};
  #pending = 0;
  #paused = false;
  #inputEnded = false;
  #closing = false;
  #wireClosed = false;

  constructor(wire: Wire, options: ConnectionOptions) {
    const { origin, accept, report, strangerMs = defaultStrangerMs } = options;
    this.#wire = wire;
    this.#report = report;
    this.#outbox = new Outbox(wire);
    const dispatcher = new Dispatcher(accept(this, origin), report);
    this.#rpc = this.#createRpc(dispatcher);
    if (!origin.authorized) this.#expectInitialize(dispatcher, strangerMs);
  }

  get closed(): AbortSignal {
    return this.#closed.signal;
  }

  get backlogBytes(): number {
    return this.#outbox.backlogBytes;
  }

  notify(method: string, params: unknown, isPatient = false): void {
    if (!this.#closing)
      this.#outbox.push(JSON.stringify({ jsonrpc: "2.0", method, params }), isPatient);
  }

  inquire(method: string, params: object, signal: AbortSignal): Promise<InquiryReply> {
    return this.#inquiries.ask(method, params, signal);
  }

  onceDrained(callback: () => void): void {
    this.#outbox.onceDrained(callback);
  }

  close(reason: CloseReason = "done"): void {
    this.#end(reason);
  }

  /** One message came in, as JSON text or its UTF-8 bytes. */
  receive(body: Uint8Array | string): void {
    if (this.#closing || this.#inputEnded) return;
    const verdict = this.#guard.check(body);
    if (verdict.type === "refused") this.#sendError(verdict.id, verdict.error);
    else if (verdict.type === "request") this.#take(encodeRequest(verdict.message));
    else if (verdict.type === "response") this.#inquiries.take(verdict.message);
    else if (verdict.type === "notification") this.#receiveNotification(verdict.message);
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
    if (this.#pending === 0) this.#conclude();
  }

  /** The wire has sent some of its backlog. */
  drained(): void {
    this.#outbox.drained();
    this.#regulate();
  }

  /** The wire is closed, whoever closed it: nothing can be sent, what came in is still heard. */
  ended(): void {
    if (this.#wireClosed) return;
    this.#wireClosed = true;
    this.#closing = true;
    this.#inquiries.close();
    this.#outbox.close();
    this.inputEnded();
  }

  /** All that came in has been heard. */
  #conclude(): void {
    if (!this.#wireClosed) return this.#end("done");
    if (this.#closed.signal.aborted) return;
    this.#rpc.dispose();
    this.#closed.abort();
  }

  #end(reason: CloseReason): void {
    if (this.#closing) return;
    this.#closing = true;
    this.#inquiries.close();
    this.#outbox.flushAll();
    this.#outbox.close();
    this.#wire.end(reason);
  }

  #expectInitialize(dispatcher: Dispatcher, strangerMs: number): void {
    const timer = setTimeout(() => {
      if (dispatcher.initialized) return;
      this.refuse(new RpcError("Unauthorized", "no token was shown in time"), "unauthorized");
    }, strangerMs);
    timer.unref();
    this.closed.addEventListener("abort", () => clearTimeout(timer), { once: true });
  }

  #createRpc(dispatcher: Dispatcher): MessageConnection {
    const { reader, writer } = this.#createEnds();
    const logger = {
      error: (text: string) => this.#report(text, "connection"),
      warn() {},
      info() {},
      log() {},
    };
    const rpc = createMessageConnection(reader, writer, logger, {
      cancellationStrategy: {
        receiver: {
          createCancellationTokenSource: (id) => this.#createCancellation(decodeId(id)),
        },
        sender: { sendCancellation: () => Promise.resolve(), cleanup: () => {} },
      },
    });
    rpc.onRequest((method, params, token) => {
      this.#taken();
      return dispatcher.request(method, params, token as RequestCancellation);
    });
    rpc.onNotification((method, params) => {
      this.#taken();
      void dispatcher.notification(method, params as object | undefined);
    });
    rpc.listen();
    return rpc;
  }

  #createCancellation(id: RequestId): RequestCancellation {
    return new RequestCancellation(id, (own) => this.#outbox.reserve(own));
  }

  /** What `vscode-jsonrpc` takes for its transport. */
  #createEnds(): { reader: MessageReader; writer: MessageWriter } {
    const events = { onError: Event.None, onClose: Event.None, dispose: () => {} };
    const reader: MessageReader = {
      ...events,
      onPartialMessage: Event.None,
      listen: (callback) => {
        this.#deliver = callback;
        return { dispose: () => {} };
      },
    };
    const sent = Promise.resolve();
    const writer: MessageWriter = {
      ...events,
      write: (message) => {
        this.#write(message);
        return sent;
      },
      end: () => {},
    };
    return { reader, writer };
  }

  #receiveNotification(message: IncomingNotification): void {
    if (message.method === "exit" || isNotice(message.method)) this.#take(message);
    if (message.method === "$/cancelRequest") this.#deliver(encodeCancel(message));
  }

  #take(message: IncomingRequest | IncomingNotification): void {
    this.#pending++;
    this.#deliver(message);
  }

  #taken(): void {
    this.#pending--;
    if (this.#pending === 0 && this.#inputEnded) setImmediate(() => this.#conclude());
    this.#regulate();
  }

  #regulate(): void {
    if (this.#closing) return;
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

  /** An answer of a handler, from `vscode-jsonrpc`. */
  #write(message: Message): void {
    if (this.#closing) return;
    const answer = message as { id?: RequestId | null; method?: string };
    if (answer.method !== undefined || answer.id === undefined || answer.id === null)
      return this.#send(message);
    answer.id = decodeId(answer.id);
    this.#guard.answered(answer.id);
    this.#send(message, answer.id);
  }

  #sendError(id: RequestId | null, { code, message, data }: RpcError): void {
    this.#send({ jsonrpc: "2.0", id, error: { code, message, data } });
  }

  #send(message: object, answers?: RequestId): void {
    try {
      this.#put(JSON.stringify(message), answers);
    } catch (error) {
      // A result that is no JSON is a bug of its handler, and the request still needs an answer.
      this.#report(error, "a message that is no JSON");
      if (answers === undefined) return;
      const detail = `the answer is no JSON: ${(error as Error).message}`;
      const failure = { code: errorCodes.InternalError, message: detail };
      this.#put(JSON.stringify({ jsonrpc: "2.0", id: answers, error: failure }), answers);
    }
  }

  #put(text: string, answers: RequestId | undefined): void {
    if (answers === undefined) this.#outbox.push(text);
    else this.#outbox.fill(answers, text);
  }
}

// `vscode-jsonrpc` queues the ids 1 and "1" under one key; with a letter in front of every string
// they differ.
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
