import type { Subscription } from "./subscription.ts";

const pauseAboveBytes = 2 * 1024 * 1024;
const stallMs = 10_000;
const checkMs = 1_000;

interface Seen {
  position: number;
  backlogBytes: number;
  at: number;
}

/**
 * Holds a kernel back while a client that reads it is far behind. A client that has taken nothing
 * for ten seconds holds back no others; when all attached clients stand still, the cell does too,
 * as at a full pipe.
 */
export class Flow {
  readonly #readers: ReadonlyMap<unknown, Subscription>;
  readonly #onChange: () => void;
  readonly #now: () => number;
  #seen = new Map<Subscription, Seen>();
  #timer: NodeJS.Timeout | undefined;
  #paused = false;

  constructor(
    readers: ReadonlyMap<unknown, Subscription>,
    onChange: () => void,
    now: () => number = () => performance.now(),
  ) {
    this.#readers = readers;
    this.#onChange = onChange;
    this.#now = now;
  }

  /** Is the kernel to wait? */
  get paused(): boolean {
    return this.#paused;
  }

  /** To be called when the journal has grown, or a reader has moved, come or gone. */
  check(): void {
    const limit = this.#paused ? pauseAboveBytes / 2 : pauseAboveBytes;
    const isBehind = this.#isAnyBehind(limit);
    if (isBehind !== this.#paused) {
      this.#paused = isBehind;
      this.#onChange();
    }
    if (this.#isAnyLagging(limit)) {
      this.#timer ??= setInterval(() => this.#watch(), checkMs).unref();
    } else if (this.#timer) {
      this.close();
    }
  }

  close(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#seen.clear();
  }

  #isAnyLagging(limit: number): boolean {
    for (const reader of this.#readers.values()) if (reader.lagBytes > limit) return true;
    return false;
  }

  #isAnyBehind(limit: number): boolean {
    let stalled = 0;
    let behind = false;
    for (const reader of this.#readers.values()) {
      if (this.#isStalled(reader)) stalled += 1;
      else if (reader.lagBytes > limit) behind = true;
    }
    if (behind) return true;
    return stalled > 0 && stalled === this.#readers.size;
  }

  #isStalled(reader: Subscription): boolean {
    const seen = this.#seen.get(reader);
    return seen !== undefined && this.#now() - seen.at >= stallMs && !hasMoved(reader, seen);
  }

  #watch(): void {
    for (const reader of this.#seen.keys()) {
      if (this.#readers.get(reader.link) !== reader) this.#seen.delete(reader);
    }
    for (const reader of this.#readers.values()) {
      const seen = this.#seen.get(reader);
      const caughtUp = reader.lagBytes === 0;
      if (seen && !caughtUp && !hasMoved(reader, seen)) continue;
      const { position } = reader;
      const { backlogBytes } = reader.link;
      this.#seen.set(reader, { position, backlogBytes, at: this.#now() });
    }
    this.check();
  }
}

const hasMoved = (reader: Subscription, seen: Seen): boolean =>
  reader.position !== seen.position || reader.link.backlogBytes !== seen.backlogBytes;
