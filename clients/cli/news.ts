// What the daemon tells, from its first word on: a session's startup may have printed, or failed,
// before the answer that names the session was looked at.
import type { Output } from "../../protocol/outputs.ts";

type Listener = (method: string, params: unknown) => void;

export class News {
  /** Sessions in which something failed that is no cell of the script. */
  readonly failed = new Set<string>();
  readonly #early: Parameters<Listener>[] = [];
  #listener: Listener = (method, params) => void this.#early.push([method, params]);

  readonly onNotification = (method: string, params: unknown): void => {
    if (method === "output") this.#note(params as Output);
    this.#listener(method, params);
  };

  #note({ sessionId, kind }: Output): void {
    if (kind === "error") this.failed.add(sessionId);
  }

  /** Tells what came so far, and then all that comes. */
  follow(listener: Listener): void {
    this.#listener = listener;
    for (const [method, params] of this.#early.splice(0)) listener(method, params);
  }
}
