// One request that can be cancelled: at once what `vscode-jsonrpc` cancels and what a handler is
// told. Made for every request, so the signal itself is only made when someone asks for it.
import {
  Event,
  type AbstractCancellationTokenSource,
  type CancellationToken,
} from "vscode-jsonrpc/node";
import type { RequestId } from "./guard.ts";
import type { RequestContext } from "./link.ts";

export class RequestCancellation
  implements RequestContext, AbstractCancellationTokenSource, CancellationToken
{
  readonly id: RequestId;
  readonly onCancellationRequested = Event.None;
  #requested = false;
  #controller: AbortController | undefined;
  #callback: (() => void) | undefined;

  readonly #reserve: (id: RequestId) => void;

  constructor(id: RequestId, reserve: (id: RequestId) => void) {
    this.id = id;
    this.#reserve = reserve;
  }

  answerNext(): void {
    this.#reserve(this.id);
  }

  get token(): CancellationToken {
    return this;
  }

  get isCancellationRequested(): boolean {
    return this.#requested;
  }

  get cancelled(): AbortSignal {
    if (!this.#controller) {
      this.#controller = new AbortController();
      if (this.#requested) this.#controller.abort();
    }
    return this.#controller.signal;
  }

  onCancelled(callback: () => void): void {
    if (this.#requested) callback();
    else this.#callback = callback;
  }

  cancel(): void {
    if (this.#requested) return;
    this.#requested = true;
    // First the refusal, then the handler: one that ends at once is not to outrun it.
    this.#callback?.();
    this.#controller?.abort();
  }

  dispose(): void {
    this.#callback = undefined;
  }
}
