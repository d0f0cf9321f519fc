// The telling side of a session: what it records, who reads it, and when the kernel must wait for
// them.
import type { NotificationName } from "../../protocol/outputs.ts";
import type { Result } from "../../protocol/methods.ts";
import type { ExecuteResult } from "../../protocol/shapes.ts";
import { Coalescer, type Run } from "./coalesce.ts";
import { Flow } from "./flow.ts";
import { Journal, type Answer } from "./journal.ts";
import { about } from "./outputs.ts";
import { Subscription, type ReaderLink } from "./subscription.ts";

const defaultJournalBytes = 16 * 1024 * 1024;

export type Attached = Pick<Result<"session/attach">, "replayedFrom" | "gap">;

export class Audience {
  readonly #sessionId: string;
  readonly #journal: Journal;
  readonly #readers = new Map<object, Subscription>();
  readonly #flow: Flow;
  readonly #coalescer: Coalescer;

  constructor(sessionId: string, journalBytes = defaultJournalBytes, onFlow: () => void) {
    this.#sessionId = sessionId;
    this.#journal = new Journal(journalBytes, ({ answers }) => deliverAll(answers));
    this.#flow = new Flow(this.#readers, onFlow);
    this.#coalescer = new Coalescer(
      systemClock,
      (run) => this.#recordRun(run),
      () => this.supply(),
    );
  }

  get lastSeq(): number {
    return this.#journal.lastSeq;
  }

  get isEmpty(): boolean {
    return this.#readers.size === 0;
  }

  get isHoldingBack(): boolean {
    return this.#flow.paused;
  }

  has(link: ReaderLink): boolean {
    return this.#readers.has(link);
  }

  /** Stream text; small pieces are joined. */
  write(run: Run): void {
    this.#coalescer.write(run);
  }

  record(method: NotificationName, params: object): void {
    this.#coalescer.flush();
    this.#journal.append(method, { sessionId: this.#sessionId, ...params });
  }

  /** Records the end of an execution, or only its answers when nobody else is to hear of it. */
  finish(
    result: ExecuteResult,
    silent: boolean,
    makeAnswers: (result: ExecuteResult) => Answer[],
  ): void {
    this.#coalescer.flush();
    const answers = this.#answerStrangers(makeAnswers(result));
    result.lastSeq = silent ? this.lastSeq : this.lastSeq + 1;
    if (silent) this.answer(answers);
    else
      this.#journal.append(
        "execution/didFinish",
        { ...result, sessionId: this.#sessionId },
        answers,
      );
  }

  /**
   * Gives answers after all that was recorded before; who does not follow the session has them at
   * once.
   */
  answer(answers: readonly Answer[]): void {
    const ordered = this.#answerStrangers(answers);
    if (ordered.length === 0) return;
    this.#coalescer.flush();
    this.#journal.appendAnswers(ordered);
  }

  attach(link: ReaderLink, sinceSeq?: number): Attached {
    this.#readers.get(link)?.end();
    this.#coalescer.flush();
    const journal = this.#journal;
    const since = Math.min(sinceSeq ?? journal.lastSeq, journal.lastSeq);
    const isLive = sinceSeq === undefined;
    const position = isLive ? journal.endPosition : journal.positionAfter(since);
    this.#readers.set(
      link,
      new Subscription(this.#sessionId, journal, link, position, () => this.#flow.check()),
    );
    this.#flow.check();
    const { droppedSeq } = journal;
    if (since >= droppedSeq) return { replayedFrom: since + 1 };
    // Where forgotten entries began is forgotten with them: the share is by number.
    const share = (droppedSeq - since) / droppedSeq;
    const droppedBytes = Math.round(journal.offsetAt(journal.firstPosition) * share);
    return {
      replayedFrom: droppedSeq + 1,
      gap: { fromSeq: since + 1, toSeq: droppedSeq, droppedBytes },
    };
  }

  detach(link: ReaderLink): void {
    const reader = this.#readers.get(link);
    if (!reader) return;
    this.#readers.delete(link);
    reader.end();
    this.#flow.check();
  }

  /** Gives every reader what it has room for. */
  supply(): void {
    for (const reader of this.#readers.values()) reader.pump();
    this.#flow.check();
  }

  /** Nothing is recorded any more; readers still get what they have not read. */
  close(): void {
    this.#coalescer.close();
    this.#flow.close();
    this.supply();
  }

  #recordRun({ trace, late, stream, text }: Run): void {
    const params = { sessionId: this.#sessionId, ...about(trace, late), kind: "stream" };
    this.#journal.append("output", { ...params, stream, text });
  }

  #answerStrangers(answers: readonly Answer[]): Answer[] {
    const isReader = ({ asker }: Answer): boolean => this.#readers.has(asker);
    deliverAll(answers.filter((answer) => !isReader(answer)));
    return answers.filter(isReader);
  }
}

const deliverAll = (answers: readonly Answer[]): void => {
  for (const answer of answers) answer.deliver();
};

const systemClock = {
  now: () => performance.now(),
  after: (ms: number, callback: () => void) => {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};
