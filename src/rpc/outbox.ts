// What is on its way out: texts of one turn of the loop leave in one write, in the order in which
// they came. Says how much the operating system has not taken yet, and when that is little again.
import type { Wire } from "./wire.ts";

/**
 * Below this a backlog is low. Above the streams' own high-water mark, so that a drain event
 * always follows.
 */
export const lowWaterBytes = 256 * 1024;

export class Outbox {
  readonly #wire: Wire;
  #texts: string[] = [];
  #bytes = 0;
  #scheduled = false;
  #closed = false;
  #callbacks: (() => void)[] = [];

  constructor(wire: Wire) {
    this.#wire = wire;
  }

  get backlogBytes(): number {
    return this.#bytes + this.#wire.backlogBytes;
  }

  push(text: string): void {
    if (this.#closed) return;
    this.#texts.push(text);
    this.#bytes += Buffer.byteLength(text);
    if (this.#scheduled) return;
    this.#scheduled = true;
    // After all microtasks of this turn: what they answer leaves in the same write.
    queueMicrotask(() => process.nextTick(() => this.flush()));
  }

  flush(): void {
    this.#scheduled = false;
    const texts = this.#texts;
    if (texts.length === 0) return;
    this.#texts = [];
    this.#bytes = 0;
    this.#wire.send(texts);
    this.drained();
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
    this.#texts = [];
    this.#bytes = 0;
    this.drained();
  }
}
