// What cells have the daemon look up, each with its answer or why there is none. Who asks waits as
// for any promise; an answer to somebody who was unwound is for nobody.
import type { KernelCommand, KernelRequest } from "../../protocol/kernel.ts";
import { createDeferred, type Deferred } from "../std/deferred.ts";
import type { Outbox } from "./outbox.ts";

export class Lookups {
  readonly #outbox: Outbox;
  readonly #waiting = new Map<number, Deferred<unknown>>();
  #lastId = 0;

  constructor(outbox: Outbox) {
    this.#outbox = outbox;
  }

  ask(request: KernelRequest): Promise<unknown> {
    const id = (this.#lastId += 1);
    const answer = createDeferred<unknown>();
    this.#waiting.set(id, answer);
    this.#outbox.event({ type: "lookUp", id, request });
    return answer.promise;
  }

  readonly settle = ({ id, value, error }: Extract<KernelCommand, { type: "lookedUp" }>): void => {
    const answer = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) answer?.resolve(value);
    else answer?.reject(new Error(error));
  };
}
