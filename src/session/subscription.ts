import type { NotificationName, NotificationParams } from "../../protocol/outputs.ts";
import type { Entry, Journal } from "./journal.ts";

/**
 * What a session needs of a client's connection: the part of `ClientLink` that is about telling.
 */
export interface ReaderLink {
  notify<Name extends NotificationName>(
    method: Name,
    params: NotificationParams<Name>,
    isPatient?: boolean,
  ): void;
  /** Bytes that the operating system has not taken yet. */
  readonly backlogBytes: number;
  /** Calls back once, as soon as the backlog is low again. */
  onceDrained(callback: () => void): void;
}

/** What says that something has begun may leave with what it brings. */
const patientMethods: ReadonlySet<NotificationName> = new Set([
  "session/didChangeState",
  "execution/didStart",
]);

/** A connection is given more only while it holds less than this. */
const highWaterBytes = 1024 * 1024;

/**
 * One client's reading of a journal: a position, moved on as fast as its connection takes what it
 * is given. An answer that is due to this client leaves before anything that was recorded after it.
 */
export class Subscription {
  readonly link: ReaderLink;
  readonly #journal: Journal;
  readonly #sessionId: string;
  readonly #onMoved: () => void;
  #position: number;
  #deliveredSeq: number;
  #offset: number;
  #state: "resting" | "waiting" | "ended" = "waiting";

  constructor(
    sessionId: string,
    journal: Journal,
    link: ReaderLink,
    position: number,
    onMoved: () => void,
  ) {
    this.link = link;
    this.#sessionId = sessionId;
    this.#journal = journal;
    this.#position = position;
    this.#deliveredSeq = (journal.at(position)?.seq ?? journal.lastSeq + 1) - 1;
    this.#offset = journal.offsetAt(position);
    this.#onMoved = onMoved;
    // The answer to the request that made this subscription leaves first.
    this.#continueSoon();
  }

  /** Bytes of journal that this client has not been given yet. */
  get lagBytes(): number {
    return this.#journal.endOffset - this.#offset;
  }

  /** Moves with everything that this client is given: how its progress is seen. */
  get position(): number {
    return this.#position;
  }

  /** Gives the client what it has room for. */
  pump(): void {
    if (this.#state !== "resting") return;
    while (this.#position < this.#journal.endPosition) {
      if (this.link.backlogBytes >= highWaterBytes) {
        this.#state = "waiting";
        this.link.onceDrained(() => this.#continue());
        return;
      }
      if (this.#position < this.#journal.firstPosition) this.#leap();
      const entry = this.#journal.at(this.#position);
      if (!entry) return;
      this.#position += 1;
      this.#deliveredSeq = entry.seq;
      this.#offset = entry.offset + entry.bytes;
      this.#deliver(entry);
    }
  }

  /**
   * Ends the reading. Answers that were still due to this client are given without what stands
   * before.
   */
  end(): void {
    if (this.#state === "ended") return;
    this.#state = "ended";
    const from = Math.max(this.#position, this.#journal.firstPosition);
    for (let position = from; position < this.#journal.endPosition; position += 1) {
      for (const answer of this.#journal.at(position)?.answers ?? []) {
        if (answer.asker === this.link) answer.deliver();
      }
    }
  }

  #deliver(entry: Entry): void {
    let answered = false;
    for (const answer of entry.answers) {
      if (answer.asker !== this.link) continue;
      answer.deliver();
      answered = true;
    }
    if (entry.notification && !answered) {
      const { method, params } = entry.notification;
      const isPatient = patientMethods.has(method);
      this.link.notify(method, params as NotificationParams<NotificationName>, isPatient);
    }
  }

  /** Steps over what the journal has forgotten, and says so. */
  #leap(): void {
    const position = this.#journal.firstPosition;
    const offset = this.#journal.offsetAt(position);
    const toSeq = this.#journal.droppedSeq;
    if (toSeq > this.#deliveredSeq) {
      this.link.notify("output/gap", {
        sessionId: this.#sessionId,
        fromSeq: this.#deliveredSeq + 1,
        toSeq,
        droppedBytes: offset - this.#offset,
      });
      this.#deliveredSeq = toSeq;
    }
    this.#position = position;
    this.#offset = offset;
  }

  #continueSoon(): void {
    this.#state = "waiting";
    setImmediate(() => this.#continue());
  }

  #continue(): void {
    if (this.#state !== "waiting") return;
    this.#state = "resting";
    this.pump();
    this.#onMoved();
  }
}
