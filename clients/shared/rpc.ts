// Requests and their answers over a channel: ids, cancellation, the end. It knows the names and
// shapes of the method table and not what they mean. Notifications and answers are handed over in
// the order of arrival.
import type { MethodName, Params, Result } from "../../protocol/methods.ts";
import type { Channel, Message } from "./channel.ts";
import { Answerers, Inquiries } from "./inquiries.ts";
import { Listeners } from "./listeners.ts";

/** An error answer. `code` is one of `protocol/errors.ts`. */
export class RequestError extends Error {
  readonly code: number;
  readonly data: unknown;

  constructor(code: number, message: string, data: unknown) {
    super(message);
    this.name = "RequestError";
    this.code = code;
    this.data = data;
  }
}

/** The connection ended before the answer came. */
export class ConnectionLost extends Error {
  constructor(cause?: Error) {
    super(cause?.message ?? "The connection to the daemon has ended.", { cause });
    this.name = "ConnectionLost";
  }
}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

export interface RequestOptions {
  /** Sends `$/cancelRequest`; the promise then still waits for the answer. */
  signal?: AbortSignal;
}

interface Observing<Name extends MethodName> extends RequestOptions {
  /** Has the result at its place among the notifications: those behind it have not been told. */
  onResult?: (result: Result<Name>) => void;
}

/** Who is told and asked; may outlive a connection. */
export interface House {
  readonly listeners: Listeners;
  readonly answerers: Answerers;
}

export class RpcClient {
  readonly channel: Channel;
  readonly listeners: Listeners;
  readonly answerers: Answerers;
  /** Resolves when the connection has ended, with the reason when nobody asked for it. */
  readonly closed: Promise<Error | undefined>;
  readonly #inquiries: Inquiries;
  readonly #resolveClosed: (error: Error | undefined) => void;
  readonly #waiting = new Map<number, Waiting>();
  #lost: ConnectionLost | undefined;
  #lastId = 0;
  #heard = 0;

  constructor(
    channel: Channel,
    { listeners, answerers }: House = { listeners: new Listeners(), answerers: new Answerers() },
  ) {
    this.channel = channel;
    this.listeners = listeners;
    this.answerers = answerers;
    this.#inquiries = new Inquiries(answerers, (message) => channel.send(message));
    const { promise, resolve } = Promise.withResolvers<Error | undefined>();
    this.closed = promise;
    this.#resolveClosed = resolve;
    channel.open({
      onMessage: (message) => this.#onMessage(message),
      onClose: (error) => this.#onClose(error),
    });
  }

  request<Name extends MethodName>(
    method: Name,
    params?: Params<Name>,
    { signal, onResult }: Observing<Name> = {},
  ): Promise<Result<Name>> {
    if (this.#lost !== undefined) return Promise.reject(this.#lost);
    const id = ++this.#lastId;
    const { promise: answer, resolve, reject } = Promise.withResolvers<Result<Name>>();
    const settle = (value: unknown): void => {
      onResult?.(value as Result<Name>);
      resolve(value as Result<Name>);
    };
    this.#waiting.set(id, { resolve: settle, reject });
    this.channel.send({ jsonrpc: "2.0", id, method, params: params ?? {} });
    return signal === undefined ? answer : this.#cancellable(answer, signal, id);
  }

  notify(method: string, params: object = {}): void {
    this.channel.send({ jsonrpc: "2.0", method, params });
  }

  /** How many messages have come. */
  get heard(): number {
    return this.#heard;
  }

  /** Ends the connection without a word: it is of no use any more. */
  drop(error?: Error): void {
    this.#onClose(error);
    this.channel.close();
  }

  #onMessage(message: Message): void {
    this.#heard += 1;
    const { method, id, params, error } = message;
    if (method !== undefined && id !== undefined) return void this.#inquiries.take(message);
    if (method === "$/cancelRequest") return this.#inquiries.cancel(params);
    if (method !== undefined) return this.listeners.tell(method, params);
    const entry = this.#waiting.get(id as number);
    if (entry === undefined) return this.#onStray(message);
    this.#waiting.delete(id as number);
    if (error === undefined) entry.resolve(message.result);
    else entry.reject(new RequestError(error.code, error.message, error.data));
  }

  /** An answer to nothing: one side has lost count, so nothing that follows is to be trusted. */
  #onStray({ id, error }: Message): void {
    const reason = error?.message ?? "it answers no request";
    this.drop(new Error(`The daemon sent an answer with the id ${JSON.stringify(id)}: ${reason}`));
  }

  #onClose(error?: Error): void {
    if (this.#lost !== undefined) return;
    this.#lost = new ConnectionLost(error);
    this.#inquiries.close();
    for (const entry of this.#waiting.values()) entry.reject(this.#lost);
    this.#waiting.clear();
    this.#resolveClosed(error);
  }

  #cancellable<Value>(answer: Promise<Value>, signal: AbortSignal, id: number): Promise<Value> {
    const cancel = (): void => this.notify("$/cancelRequest", { id });
    if (signal.aborted) cancel();
    signal.addEventListener("abort", cancel, { once: true });
    return answer.finally(() => signal.removeEventListener("abort", cancel));
  }
}
