// Requests and their answers over a channel: ids, cancellation, the end. It knows the names and
// shapes of the method table and not what they mean. Notifications and answers are handed over in
// the order of arrival.
import type { MethodName, Params, Result } from "../../protocol/methods.ts";
import type { NotificationName, NotificationParams } from "../../protocol/outputs.ts";
import type { Channel, Message } from "./channel.ts";
import { Inquiries } from "./inquiries.ts";

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

export type Listener<Name extends NotificationName> = (params: NotificationParams<Name>) => void;

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

interface RequestOptions {
  /** Sends `$/cancelRequest`; the promise then still waits for the answer. */
  signal?: AbortSignal;
}

export class RpcClient {
  readonly channel: Channel;
  /** Resolves when the connection has ended, with the reason when nobody asked for it. */
  readonly closed: Promise<Error | undefined>;
  /** What the daemon asks of this client. */
  readonly inquiries: Inquiries;
  readonly #resolveClosed: (error: Error | undefined) => void;
  readonly #waiting = new Map<number, Waiting>();
  readonly #listeners = new Map<string, Set<(params: never) => void>>();
  readonly #observers = new Set<(method: string, params: unknown) => void>();
  #lost: ConnectionLost | undefined;
  #lastId = 0;

  constructor(channel: Channel) {
    this.channel = channel;
    this.inquiries = new Inquiries((message) => channel.send(message));
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
    { signal }: RequestOptions = {},
  ): Promise<Result<Name>> {
    if (this.#lost !== undefined) return Promise.reject(this.#lost);
    const id = ++this.#lastId;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    this.#waiting.set(id, { resolve, reject });
    this.channel.send({ jsonrpc: "2.0", id, method, params: params ?? {} });
    const answer = promise as Promise<Result<Name>>;
    return signal === undefined ? answer : this.#cancellable(answer, signal, id);
  }

  notify(method: string, params: object = {}): void {
    this.channel.send({ jsonrpc: "2.0", method, params });
  }

  /** Returns what takes the listener away again. */
  on<Name extends NotificationName>(method: Name, listener: Listener<Name>): () => void {
    const set = this.#listeners.get(method) ?? new Set();
    this.#listeners.set(method, set.add(listener));
    return () => void set.delete(listener);
  }

  /** Every notification of the daemon, as it came. */
  onNotification(listener: (method: string, params: unknown) => void): () => void {
    this.#observers.add(listener);
    return () => void this.#observers.delete(listener);
  }

  #onMessage(message: Message): void {
    const { method, id, params, error } = message;
    if (method !== undefined && id !== undefined) return void this.inquiries.take(message);
    if (method === "$/cancelRequest") return this.inquiries.cancel(params);
    if (method !== undefined) {
      for (const observer of this.#observers) observer(method, params);
      for (const listener of this.#listeners.get(method) ?? []) listener(params as never);
      return;
    }
    const entry = this.#waiting.get(id as number);
    if (entry === undefined) return this.#onStray(message);
    this.#waiting.delete(id as number);
    if (error === undefined) entry.resolve(message.result);
    else entry.reject(new RequestError(error.code, error.message, error.data));
  }

  /** An answer to nothing: one side has lost count, so nothing that follows is to be trusted. */
  #onStray({ id, error }: Message): void {
    const reason = error?.message ?? "it answers no request";
    this.#onClose(
      new Error(`The daemon sent an answer with the id ${JSON.stringify(id)}: ${reason}`),
    );
    this.channel.close();
  }

  #onClose(error?: Error): void {
    if (this.#lost !== undefined) return;
    this.#lost = new ConnectionLost(error);
    this.inquiries.close();
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
