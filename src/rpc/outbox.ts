// What is on its way out: texts of one turn of the loop leave in one write, in the order in which
// they came. Says how much the operating system has not taken yet, and when that is little again.
// An answer can have its place before it is written; what comes after it waits for it.
import type { Wire } from "./wire.ts";

/**
 * Below this a backlog is low. Above the streams' own high-water mark, so that a drain event
 * always follows.
 */
export const lowWaterBytes = 256 * 1024;
/** How long what is patient may wait for something to leave with. */
const patienceMs = 1;

export class Outbox {
  readonly #wire: Wire;
  /** Undefined where a reserved text is still to come. */
  #texts: (string | undefined)[] = [];
  /** Reserved places, counted from the first text ever. */
  readonly #places = new Map<string | number, number>();
  #sentTexts = 0;
  #bytes = 0;
  #scheduled = false;
  #patient: NodeJS.Timeout | undefined;
  #closed = false;
  #callbacks: (() => void)[] = [];

  constructor(wire: Wire) {
    this.#wire = wire;
  }

  get backlogBytes(): number {
    return this.#bytes + this.#wire.backlogBytes;
  }

  push(text: string, isPatient = false): void {
    if (this.#closed) return;
    this.#texts.push(text);
    this.#bytes += Buffer.byteLength(text);
    if (!isPatient) this.#schedule();
    else this.#patient ??= setTimeout(() => this.flush(), patienceMs);
  }

  /** What `fill` brings under this name has its place here. */
  reserve(name: string | number): void {
    if (this.#closed) return;
    this.#places.set(name, this.#sentTexts + this.#texts.length);
    this.#texts.push(undefined);
  }

  /** Puts a text where its place was reserved, else at the end. */
  fill(name: string | number, text: string): void {
    const place = this.#places.get(name);
    if (place === undefined || this.#closed) return this.push(text);
    this.#places.delete(name);
    this.#texts[place - this.#sentTexts] = text;
    this.#bytes += Buffer.byteLength(text);
    this.#schedule();
  }

  /** Sends what has nothing before it that is still to come. */
  flush(): void {
    this.#scheduled = false;
    clearTimeout(this.#patient);
    this.#patient = undefined;
    const open = this.#places.size === 0 ? -1 : this.#texts.indexOf(undefined);
    this.#send(open === -1 ? this.#texts.length : open);
  }

  /** Sends all that is there; for what was reserved nothing will come any more. */
  flushAll(): void {
    this.#places.clear();
    this.#texts = this.#texts.filter((text) => text !== undefined);
    this.flush();
  }

  /**
   * Calls back once, as soon as the backlog is low: at once when it is, or when nothing can leave
   * any more.
   */
  onceDrained(callback: () => void): void {
    if (this.#closed || this.backlogBytes <= lowWaterBytes) callback();
    else this.#callbacks.push(callback);
  }

  /** The wire has taken something. */
  drained(): void {
    if (!this.#closed && this.backlogBytes > lowWaterBytes) return;
    const callbacks = this.#callbacks;
    this.#callbacks = [];
    for (const callback of callbacks) callback();
  }

  /** Takes nothing more; what was flushed is the wire's to send. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#patient);
    this.#texts = [];
    this.#places.clear();
    this.#bytes = 0;
    this.drained();
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    // After all microtasks of this turn: what they answer leaves in the same write.
    queueMicrotask(() => process.nextTick(() => this.flush()));
  }

  #send(count: number): void {
    if (count === 0) return;
    const texts = this.#texts.splice(0, count) as string[];
    this.#sentTexts += count;
    for (const text of texts) this.#bytes -= Buffer.byteLength(text);
    if (this.#texts.length === 0) this.#bytes = 0;
    this.#wire.send(texts);
    this.drained();
  }
}
