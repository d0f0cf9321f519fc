// Values that are kept for clients to come back to: a client is given a name, a `ref`, and asks
// with that for more of the value than it was shown. A value is let go when its time is over, or
// when too many others were held after it; but what the session itself still has somewhere (`Out`,
// a variable) is found for much longer, since that costs nothing.
// The control thread reads this, by the inspector, whatever the main thread does.

interface Held {
  readonly ref: string;
  /** Undefined where only the session's own references keep the value alive. */
  value: { is: unknown } | undefined;
  weak: WeakRef<object> | undefined;
  heldAt: number;
}

export interface ReferenceBounds {
  /** Values that are kept alive, … */
  kept: number;
  /** … and for how long after they were held or read last, in ms. */
  ttlMs: number;
  /** Names that are known, of values alive or not. */
  known: number;
}

const defaultBounds: ReferenceBounds = { kept: 100, ttlMs: 10 * 60_000, known: 10_000 };
/** User code may have changed it by the time that a value is read. */
const { deref } = WeakRef.prototype;
const { apply } = Reflect;

export class References {
  readonly #bounds: ReferenceBounds;
  /** In the order in which they were held or read. */
  readonly #held = new Map<string, Held>();
  /** Of these, those whose value is kept alive. */
  readonly #kept = new Set<Held>();
  /** A client may come with a name that another kernel, since gone, has given. */
  readonly #prefix = `${Math.trunc(performance.timeOrigin).toString(36)}.${process.pid}`;
  #last = 0;
  /** It is going to look what has come to its end. */
  #looks = false;

  constructor(bounds: Partial<ReferenceBounds> = {}) {
    this.#bounds = { ...defaultBounds, ...bounds };
  }

  /** Returns the value's ref. Each call makes a new one. */
  hold(value: unknown): string {
    this.#last += 1;
    const ref = `${this.#prefix}.${this.#last}`;
    const isObject = (typeof value === "object" && value !== null) || typeof value === "function";
    const weak = isObject ? new WeakRef(value) : undefined;
    this.#touch({ ref, value: { is: value }, weak, heldAt: 0 });
    return ref;
  }

  /** In a box; undefined where the ref is not known, or no more. */
  read(ref: string): { value: unknown } | undefined {
    const held = this.#held.get(ref);
    if (!held) return undefined;
    const { weak } = held;
    const value: unknown = held.value || !weak ? held.value?.is : apply(deref, weak, []);
    if (value === undefined && !held.value) {
      this.#held.delete(ref);
      return undefined;
    }
    held.value = { is: value };
    this.#touch(held);
    return { value };
  }

  /** Nobody is going to ask for it. */
  release(ref: string): void {
    const held = this.#held.get(ref);
    if (!held) return;
    this.#held.delete(ref);
    this.#kept.delete(held);
  }

  #touch(held: Held): void {
    held.heldAt = performance.now();
    this.#held.delete(held.ref);
    this.#held.set(held.ref, held);
    this.#kept.delete(held);
    this.#kept.add(held);
    this.#forget();
  }

  #forget(): void {
    const { kept, ttlMs, known } = this.#bounds;
    const now = performance.now();
    for (const held of this.#kept) {
      if (this.#kept.size <= kept && now - held.heldAt < ttlMs) break;
      held.value = undefined;
      this.#kept.delete(held);
      if (!held.weak) this.#held.delete(held.ref);
    }
    for (const ref of this.#held.keys()) {
      if (this.#held.size <= known) break;
      this.release(ref);
    }
    if (this.#kept.size > 0 && !this.#looks) this.#lookLater();
  }

  #lookLater(): void {
    this.#looks = true;
    const look = (): void => {
      this.#looks = false;
      this.#forget();
    };
    setTimeout(look, this.#bounds.ttlMs).unref();
  }
}
