// Many small writes of a cell become few notifications. The first goes out at once; what follows
// within the interval is joined, as long as it is one run of one stream of one cell. Nothing
// changes its order: a run ends when something else is to be told, and the owner flushes before it
// tells it.
import type { Trace } from "./model.ts";

export interface Run {
  trace: Trace;
  late: boolean;
  stream: "stdout" | "stderr";
  text: string;
}

export interface Clock {
  now(): number;
  /** Calls back once after `ms`; the answer calls it off. */
  after(ms: number, callback: () => void): () => void;
}

const intervalMs = 16;
const maxLength = 64 * 1024;

export class Coalescer {
  readonly #emit: (run: Run) => void;
  readonly #onTimer: () => void;
  readonly #clock: Clock;
  #pending: Run | undefined;
  #emittedAt = Number.NEGATIVE_INFINITY;
  #callOff: (() => void) | undefined;

  /**
   * `onTimer` is called after a run was emitted because its time had come, not by a call of the
   * owner.
   */
  constructor(clock: Clock, emit: (run: Run) => void, onTimer: () => void) {
    this.#clock = clock;
    this.#emit = emit;
    this.#onTimer = onTimer;
  }

  write(run: Run): void {
    const pending = this.#pending;
    if (pending && isSameRun(pending, run)) {
      if (pending.text.length + run.text.length <= maxLength) {
        pending.text += run.text;
        if (pending.text.length === maxLength) this.flush();
        return;
      }
    }
    this.flush();
    const now = this.#clock.now();
    const waited = now - this.#emittedAt;
    if (waited >= intervalMs || run.text.length >= maxLength) {
      this.#send(run, now);
      return;
    }
    this.#pending = { ...run };
    this.#callOff ??= this.#clock.after(intervalMs - waited, () => {
      this.#callOff = undefined;
      this.flush();
      this.#onTimer();
    });
  }

  /** Emits what waits. */
  flush(): void {
    const pending = this.#pending;
    if (!pending) return;
    this.#pending = undefined;
    this.#send(pending, this.#clock.now());
  }

  close(): void {
    this.flush();
    this.#callOff?.();
    this.#callOff = undefined;
  }

  #send(run: Run, now: number): void {
    this.#emittedAt = now;
    this.#callOff?.();
    this.#callOff = undefined;
    this.#emit(run);
  }
}

const isSameRun = (one: Run, other: Run): boolean =>
  one.trace === other.trace && one.stream === other.stream && one.late === other.late;
