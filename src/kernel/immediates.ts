// `setImmediate` that survives a termination. Node takes an immediate off its queue in a `finally`
// block (lib/internal/timers.js, processImmediate), which V8 does not run when it unwinds: the
// queue then begins with an immediate that is marked as done, over which Node stumbles for ever.
// Here each immediate is known while it runs, so that one that was unwound can be put in order
// again.
import { syncBuiltinESMExports } from "node:module";
import timers from "node:timers";
import { promisify } from "node:util";

/** The fields of Node's Immediate that its queue is made of. */
interface Queued {
  _destroyed: boolean;
  _onImmediate: (() => void) | null;
  _argv: unknown[] | undefined;
  _idleNext: Queued | null;
  _idlePrev: Queued | null;
}

type SetImmediate = (
  callback: (...args: unknown[]) => void,
  ...args: unknown[]
) => NodeJS.Immediate;

const nothing = (): void => {};

export class Immediates {
  readonly #original: SetImmediate = timers.setImmediate;
  #running: Queued | undefined;
  /** The one that began last: the head of the queue, should Node stumble over it. */
  #latest: Queued | undefined;

  /** What the kernel itself uses: a cell may replace the global of this name. */
  readonly set: SetImmediate = (callback, ...args) => {
    if (typeof callback !== "function") return this.#original(callback);
    const immediate = this.#original(() => {
      this.#running = this.#latest = immediate as unknown as Queued;
      try {
        callback(...args);
      } finally {
        this.#running = undefined;
      }
    });
    return immediate;
  };

  /** Replaces the global, and what `node:timers` exports. */
  install(): void {
    const setImmediate = Object.defineProperties(this.set, {
      name: { value: "setImmediate" },
      [promisify.custom]: { value: Reflect.get(this.#original, promisify.custom) },
    });
    Object.assign(timers, { setImmediate });
    syncBuiltinESMExports();
    Object.assign(globalThis, { setImmediate });
  }

  uninstall(): void {
    const setImmediate = this.#original;
    if (timers.setImmediate === this.set) Object.assign(timers, { setImmediate });
    syncBuiltinESMExports();
    if (Reflect.get(globalThis, "setImmediate") === this.set) {
      Object.assign(globalThis, { setImmediate });
    }
  }

  /**
   * Asked where no immediate can be running. Was one unwound? If so Node's queue is put in order:
   * the immediate runs once more, with nothing to do, and is taken off as any other.
   */
  repair(): boolean {
    if (!this.#running) return false;
    this.#putBack(this.#running);
    return true;
  }

  /**
   * Asked with what nobody caught. Was it Node, stumbling over an immediate? Then one was unwound
   * as it ended, or as it was run once more.
   */
  repairStumble(thrown: unknown): boolean {
    if (this.repair()) return true;
    const isStumble = thrown instanceof TypeError && thrown.message.includes("'_idleNext'");
    if (!isStumble || !this.#latest) return false;
    this.#putBack(this.#latest);
    return true;
  }

  #putBack(unwound: Queued): void {
    unwound._destroyed = false;
    unwound._onImmediate = nothing;
    unwound._argv = undefined;
    this.#running = undefined;
    // Running it again counts it a second time. An immediate that is counted and then taken out of
    // the middle of the queue by hand keeps the count true.
    const [before, spare, after] = [nothing, nothing, nothing].map(
      (each) => this.#original(each) as unknown as Queued,
    ) as [Queued, Queued, Queued];
    (spare as unknown as NodeJS.Immediate).unref();
    spare._destroyed = true;
    before._idleNext = after;
    after._idlePrev = before;
  }
}
