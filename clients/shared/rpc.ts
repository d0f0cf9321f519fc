// Requests and their answers over a channel: ids, cancellation, the end. It knows the names and shapes of the
// method table and not what they mean. Notifications and answers are handed over in the order of arrival.
import type { MethodName, Params, Result } from "../../protocol/methods.ts";
import type { NotificationName, NotificationParams } from "../../protocol/outputs.ts";
import type { Channel, Message } from "./channel.ts";

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

export interface RpcClient {
  /** `signal` sends `$/cancelRequest`; the promise then still waits for the answer. */
  request<Name extends MethodName>(
    method: Name,
    params?: Params<Name>,
    options?: { signal?: AbortSignal },
  ): Promise<Result<Name>>;
  notify(method: string, params?: object): void;
  /** Returns what takes the listener away again. */
  on<Name extends NotificationName>(method: Name, listener: Listener<Name>): () => void;
  /** Every message of the daemon that is no answer, as it came. */
  onNotification(listener: (method: string, params: unknown) => void): () => void;
  /** Resolves when the connection has ended, with the reason when nobody asked for it. */
  readonly closed: Promise<Error | undefined>;
  readonly channel: Channel;
}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

export function createRpcClient(channel: Channel): RpcClient {
  const waiting = new Map<number, Waiting>();
  const listeners = new Map<string, Set<(params: never) => void>>();
  const observers = new Set<(method: string, params: unknown) => void>();
  const { promise: closed, resolve: resolveClosed } = Promise.withResolvers<Error | undefined>();
  let lost: ConnectionLost | undefined;
  let lastId = 0;

  function onMessage(message: Message): void {
    if (message.method !== undefined) {
      for (const observer of observers) observer(message.method, message.params);
      for (const listener of listeners.get(message.method) ?? []) listener(message.params as never);
      return;
    }
    const entry = waiting.get(message.id as number);
    // An error about something that had no id is nobody's answer: the connection is not to be trusted.
    if (entry === undefined) return onStray(message);
    waiting.delete(message.id as number);
    const { error } = message;
    if (error === undefined) entry.resolve(message.result);
    else entry.reject(new RequestError(error.code, error.message, error.data));
  }

  function onStray(message: Message): void {
    onClose(
      new Error(message.error?.message ?? `An answer to no request: ${JSON.stringify(message.id)}`),
    );
    channel.close();
  }

  function onClose(error?: Error): void {
    if (lost !== undefined) return;
    lost = new ConnectionLost(error);
    for (const entry of waiting.values()) entry.reject(lost);
    waiting.clear();
    resolveClosed(error);
  }

  function request(
    method: string,
    params: object = {},
    options: { signal?: AbortSignal } = {},
  ): Promise<unknown> {
    if (lost !== undefined) return Promise.reject(lost);
    const id = ++lastId;
    channel.send({ jsonrpc: "2.0", id, method, params });
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    waiting.set(id, { resolve, reject });
    return options.signal === undefined ? promise : cancellable(promise, options.signal, id);
  }

  function cancellable(
    answer: Promise<unknown>,
    signal: AbortSignal,
    id: number,
  ): Promise<unknown> {
    const cancel = (): void =>
      channel.send({ jsonrpc: "2.0", method: "$/cancelRequest", params: { id } });
    if (signal.aborted) cancel();
    signal.addEventListener("abort", cancel, { once: true });
    return answer.finally(() => signal.removeEventListener("abort", cancel));
  }

  channel.open({ onMessage, onClose });
  return {
    request: request as RpcClient["request"],
    notify: (method, params = {}) => channel.send({ jsonrpc: "2.0", method, params }),
    on: (method, listener) => {
      const set = listeners.get(method) ?? new Set();
      listeners.set(method, set.add(listener));
      return () => void set.delete(listener);
    },
    onNotification: (listener) => {
      observers.add(listener);
      return () => void observers.delete(listener);
    },
    closed,
    channel,
  };
}
