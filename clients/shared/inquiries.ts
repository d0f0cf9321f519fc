// What the daemon asks of this client, and who answers it here.
import { errorCodes } from "../../protocol/errors.ts";
import type { InquiryName, InquiryParams } from "../../protocol/inquiries.ts";
import type { Message } from "./channel.ts";

/** The answer to a cell's question: a line without its end, or null at the end of input. */
export type InputHandler = (
  asked: InquiryParams<"input/request">,
  /** Aborted when no answer is wanted any more: the cell has ended, or was interrupted. */
  signal: AbortSignal,
) => string | null | Promise<string | null>;

type Answerer = (params: object, signal: AbortSignal) => unknown;

/** Who answers what. */
export class Answerers {
  readonly #byMethod = new Map<string, Answerer>();

  /** What `answer` returns is the result; what it throws is the reason why there is none. */
  set<Name extends InquiryName>(
    method: Name,
    answer: (params: InquiryParams<Name>, signal: AbortSignal) => unknown,
  ): void {
    this.#byMethod.set(method, answer as Answerer);
  }

  get(method: string): Answerer | undefined {
    return this.#byMethod.get(method);
  }
}

/** What is asked over one connection. */
export class Inquiries {
  readonly #send: (message: Message) => void;
  readonly #answerers: Answerers;
  readonly #open = new Map<Message["id"], AbortController>();

  constructor(answerers: Answerers, send: (message: Message) => void) {
    this.#answerers = answerers;
    this.#send = send;
  }

  async take({ id, method = "", params }: Message): Promise<void> {
    const answer = this.#answerers.get(method);
    const refuse = (code: number, message: string): void =>
      this.#send({ jsonrpc: "2.0", id, error: { code, message } });
    if (!answer) return refuse(errorCodes.MethodNotFound, `nothing here answers ${method}`);
    const controller = new AbortController();
    this.#open.set(id, controller);
    try {
      const result = await answer(params as object, controller.signal);
      this.#send({ jsonrpc: "2.0", id, result });
    } catch (error) {
      const { RequestCancelled, InternalError } = errorCodes;
      const code = controller.signal.aborted ? RequestCancelled : InternalError;
      refuse(code, error instanceof Error ? error.message : String(error));
    } finally {
      this.#open.delete(id);
    }
  }

  /** `$/cancelRequest`. */
  cancel(params: unknown): void {
    this.#open.get((params as { id?: Message["id"] }).id)?.abort();
  }

  /** The connection has ended. */
  close(): void {
    for (const controller of this.#open.values()) controller.abort();
  }
}
