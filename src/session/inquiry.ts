// The one question that a session puts to a client: asked, taken back, or kept for a client that
// may come back. It does what `inputs.ts` has decided.
import type { Inquirer, InquiryReply } from "../../protocol/inquiries.ts";
import type { Answer } from "./journal.ts";
import type { SessionAction, SessionEvent, Ticket } from "./model.ts";

type Action = Extract<SessionAction, { type: "inquire" | "expectReturn" | "takeBack" }>;
type Inquire = Extract<SessionAction, { type: "inquire" }>;
type Answered = Extract<SessionEvent, { type: "answered" }>;

/** What the session has for it. */
export interface Surroundings {
  readonly sessionId: string;
  findAsker(ticket: Ticket): object | undefined;
  /** Delivers after all that was told before. */
  answer(answers: readonly Answer[]): void;
  take(event: Answered): void;
}

export class Inquiry {
  readonly #session: Surroundings;
  #wanted = new AbortController();
  #patience: NodeJS.Timeout | undefined;

  constructor(session: Surroundings) {
    this.#session = session;
  }

  perform(action: Action): void {
    clearTimeout(this.#patience);
    this.#wanted.abort();
    if (action.type === "inquire") this.#inquire(action);
    else if (action.type === "expectReturn") {
      const { incarnation, id, ms } = action;
      const reason = "the client that could be asked has left";
      const about = { type: "answered", incarnation, id, value: null, reason } as const;
      this.#patience = setTimeout(() => this.#session.take(about), ms);
    }
  }

  #inquire({ incarnation, id, ticket, params }: Inquire): void {
    const asker = this.#session.findAsker(ticket);
    if (!isInquirer(asker)) return;
    const { signal } = (this.#wanted = new AbortController());
    const asked = { sessionId: this.#session.sessionId, ...params };
    const deliver = (): void => {
      if (signal.aborted) return;
      void asker.inquire("input/request", asked, signal).then((reply) => {
        const answer = read(reply);
        if (!answer || signal.aborted) return;
        this.#session.take({ type: "answered", incarnation, id, ...answer });
      });
    };
    this.#session.answer([{ asker, deliver }]);
  }
}

const isInquirer = (asker: object | undefined): asker is Inquirer =>
  asker !== undefined && "inquire" in asker;

/** A client that has gone answers nothing: of that the session is told by itself. */
const read = (reply: InquiryReply): Pick<Answered, "value" | "reason"> | undefined => {
  if (reply.type === "gone") return undefined;
  if (reply.type === "error") return refuse(`the client did not answer: ${reply.message}`);
  const value = (reply.result as { value?: unknown } | null)?.value;
  if (value === null || typeof value === "string") return { value };
  return refuse("the client's answer has no `value` that is a string or null");
};

const refuse = (reason: string) => ({ value: null, reason });
