// Who wants to hear of what the daemon tells.
import type { NotificationName, NotificationParams } from "../../protocol/outputs.ts";

export type Listener<Name extends NotificationName> = (params: NotificationParams<Name>) => void;
export type Observer = (method: string, params: unknown) => void;

export class Listeners {
  readonly #byMethod = new Map<string, Set<(params: never) => void>>();
  readonly #observers = new Set<Observer>();

  /** Returns what takes the listener away again. */
  on<Name extends NotificationName>(method: Name, listener: Listener<Name>): () => void {
    const set = this.#byMethod.get(method) ?? new Set();
    this.#byMethod.set(method, set.add(listener));
    return () => void set.delete(listener);
  }

  /** Every notification of the daemon, as it came. */
  onNotification(observer: Observer): () => void {
    this.#observers.add(observer);
    return () => void this.#observers.delete(observer);
  }

  tell(method: string, params: unknown): void {
    for (const observer of this.#observers) call(() => observer(method, params));
    for (const listener of this.#byMethod.get(method) ?? []) {
      call(() => listener(params as never));
    }
  }
}

/**
 * What a listener throws is its own: it is uncaught, as it would be in any callback, and neither
 * the other listeners nor the connection notice.
 */
export function call(listener: () => void): void {
  try {
    listener();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
