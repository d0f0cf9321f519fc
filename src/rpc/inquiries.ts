// Requests that go the other way: what the daemon asks of this client. It owns their ids, which
// have nothing to do with the client's, and knows of each whether its answer is still waited for.
import type { InquiryReply } from "../../protocol/inquiries.ts";
import type { IncomingResponse } from "./guard.ts";

export class Inquiries {
  readonly #send: (message: object) => void;
  readonly #waiting = new Map<number, (reply: InquiryReply) => void>();
  #lastId = 0;
  #isClosed = false;

  constructor(send: (message: object) => void) {
    this.#send = send;
  }

  /** Never rejects. `$/cancelRequest` tells the client that an answer is not wanted any more. */
  ask(method: string, params: object, signal: AbortSignal): Promise<InquiryReply> {
    const { promise, resolve } = Promise.withResolvers<InquiryReply>();
    if (this.#isClosed || signal.aborted) {
      resolve({ type: "gone" });
      return promise;
    }
    const id = ++this.#lastId;
    const takeBack = (): void => {
      if (!this.#settle(id, { type: "gone" })) return;
      this.#send({ jsonrpc: "2.0", method: "$/cancelRequest", params: { id } });
    };
    signal.addEventListener("abort", takeBack, { once: true });
    this.#waiting.set(id, (reply) => {
      signal.removeEventListener("abort", takeBack);
      resolve(reply);
    });
    this.#send({ jsonrpc: "2.0", id, method, params });
    return promise;
  }

  /** An answer came; one that nobody waits for any more was on its way already. */
  take({ id, result, error }: IncomingResponse): void {
    if (typeof id !== "number") return;
    this.#settle(id, error === undefined ? { type: "result", result } : readError(error));
  }

  /** Nothing can be asked any more. */
  close(): void {
    this.#isClosed = true;
    for (const id of this.#waiting.keys()) this.#settle(id, { type: "gone" });
  }

  #settle(id: number, reply: InquiryReply): boolean {
    const resolve = this.#waiting.get(id);
    this.#waiting.delete(id);
    resolve?.(reply);
    return resolve !== undefined;
  }
}

const readError = (error: unknown): InquiryReply => {
  const message = (error as { message?: unknown } | null)?.message;
  return { type: "error", message: typeof message === "string" ? message : "no reason was given" };
};
