// Requests that wait for their answer: who asked, and how they are to have it. A request is known
// by its number to what decides about it.
import type { RpcError } from "../../protocol/errors.ts";
import { createDeferred, type Deferred } from "../std/deferred.ts";
import type { Answer } from "./journal.ts";
import type { Ticket } from "./model.ts";

/** The request that an execution came by. */
export interface ExecuteRequest {
  onCancelled(callback: () => void): void;
  /** What is told from now on is told after the answer. */
  answerNext(): void;
}

interface Asked {
  deferred: Deferred<unknown>;
  asker: object;
  request: ExecuteRequest | undefined;
}

export class Tickets {
  readonly #asked = new Map<Ticket, Asked>();
  #last = 0;

  /** The one that is given away next. */
  get next(): Ticket {
    return this.#last + 1;
  }

  take<T>(asker: object, request?: ExecuteRequest): { ticket: Ticket; answer: Promise<T> } {
    this.#last += 1;
    const deferred = createDeferred<unknown>();
    this.#asked.set(this.#last, { deferred, asker, request });
    return { ticket: this.#last, answer: deferred.promise as Promise<T> };
  }

  findAsker(ticket: Ticket): object | undefined {
    return this.#asked.get(ticket)?.asker;
  }

  listOf(asker: object): Ticket[] {
    return [...this.#asked].filter(([, each]) => each.asker === asker).map(([ticket]) => ticket);
  }

  refuse(ticket: Ticket, error: RpcError): void {
    this.#settle(ticket)?.deferred.reject(error);
  }

  /** None for one that was answered before. */
  makeAnswer(ticket: Ticket, value: unknown): Answer[] {
    const asked = this.#settle(ticket);
    if (!asked) return [];
    let waiting: Asked | undefined = asked;
    // The journal gives what it forgets to whoever has not had it; it keeps nobody who has.
    const deliver = (): void => {
      if (!waiting) return;
      const { request, deferred } = waiting;
      waiting = undefined;
      request?.answerNext();
      deferred.resolve(value);
    };
    return [{ asker: asked.asker, deliver }];
  }

  #settle(ticket: Ticket): Asked | undefined {
    const asked = this.#asked.get(ticket);
    this.#asked.delete(ticket);
    return asked;
  }
}
