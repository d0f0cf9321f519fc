// The numbered record of what a session told. It owns the numbers (`seq`), is bounded in bytes and
// forgets the oldest first; it knows neither clients nor connections. Readers hold a position in it
// and pull, so that a replay, a live view and a slow reader are one and the same thing.
import type { NotificationName } from "../../protocol/outputs.ts";
import { weigh } from "./weight.ts";

/** Somebody whose request is answered once all that stands before it was delivered. */
export interface Answer {
  /** Compared only: who asked. */
  readonly asker: object;
  /** What is told after this call is told after the answer. */
  deliver(): void;
}

export interface Entry {
  /** For an entry that only answers: the `seq` of the one before it. */
  readonly seq: number;
  /** Bytes of all entries before this one, forgotten ones among them. */
  readonly offset: number;
  readonly bytes: number;
  readonly notification: { method: NotificationName; params: object } | undefined;
  readonly answers: readonly Answer[];
}

const noAnswers: readonly Answer[] = [];

export class Journal {
  readonly #maxBytes: number;
  readonly #onDrop: (entry: Entry) => void;
  #entries: Entry[] = [];
  /** Index in `#entries` of the oldest entry that is still kept. */
  #head = 0;
  /** Position of `#entries[0]`. */
  #base = 0;
  #lastSeq = 0;
  #droppedSeq = 0;
  #endOffset = 0;

  constructor(maxBytes: number, onDrop: (entry: Entry) => void) {
    this.#maxBytes = maxBytes;
    this.#onDrop = onDrop;
  }

  get lastSeq(): number {
    return this.#lastSeq;
  }

  /** The newest `seq` that is forgotten; 0 when all is still there. */
  get droppedSeq(): number {
    return this.#droppedSeq;
  }

  get firstPosition(): number {
    return this.#base + this.#head;
  }

  get endPosition(): number {
    return this.#base + this.#entries.length;
  }

  get endOffset(): number {
    return this.#endOffset;
  }

  /** Bytes before the entry at `position`. */
  offsetAt(position: number): number {
    return this.at(position)?.offset ?? this.#endOffset;
  }

  at(position: number): Entry | undefined {
    const index = position - this.#base;
    return index < this.#head ? undefined : this.#entries[index];
  }

  /** Records a notification under the next number, which is returned. */
  append(method: NotificationName, params: object, answers: readonly Answer[] = noAnswers): number {
    this.#lastSeq += 1;
    const numbered = { ...params, seq: this.#lastSeq };
    this.#push({ method, params: numbered }, weigh(numbered), answers);
    return this.#lastSeq;
  }

  /** Records that answers are due here, with nothing to tell anybody else. */
  appendAnswers(answers: readonly Answer[]): void {
    this.#push(undefined, 0, answers);
  }

  /** The position of the first entry that is newer than `seq`. */
  positionAfter(seq: number): number {
    let low = this.#head;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#entries[middle]?.seq ?? 0) > seq) high = middle;
      else low = middle + 1;
    }
    return this.#base + low;
  }

  #push(notification: Entry["notification"], bytes: number, answers: readonly Answer[]): void {
    this.#entries.push({
      seq: this.#lastSeq,
      offset: this.#endOffset,
      bytes,
      notification,
      answers,
    });
    this.#endOffset += bytes;
    this.#dropOldest();
  }

  /** The newest entry stays, whatever its size. */
  #dropOldest(): void {
    while (this.#head < this.#entries.length - 1) {
      const oldest = this.#entries[this.#head];
      if (!oldest) return;
      const kept = this.#endOffset - oldest.offset;
      if (kept <= this.#maxBytes && this.#entries.length - this.#head <= this.#maxBytes / 64) break;
      this.#droppedSeq = oldest.seq;
      this.#head += 1;
      this.#onDrop(oldest);
    }
    if (this.#head < 1_024 || this.#head * 2 < this.#entries.length) return;
    this.#entries = this.#entries.slice(this.#head);
    this.#base += this.#head;
    this.#head = 0;
  }
}
