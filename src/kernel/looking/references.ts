// Values that clients may come back for: a client is given a name, a `ref`, and asks with that for
// more of the value than it was shown. A value is let go when its time is over, or when too much
// else was held after it; but what the session itself still has somewhere (`Out`, a variable) is
// found for much longer, since that costs nothing.
import { bytesOf } from "./kinds.ts";
import { isObject, type Natives } from "./natives.ts";

/** The client that may come with the ref; any client of the session, where it is undefined. */
export type Owner = string | undefined;

export interface HoldOptions {
  owner?: Owner;
  /** It is not kept alive: what the session lets go is gone. Text is always kept. */
  weakly?: boolean;
}

interface Held {
  readonly ref: string;
  readonly owner: Owner;
  readonly isWeak: boolean;
  /** Undefined where only the session's own references keep the value alive. */
  value: { is: unknown } | undefined;
  readonly weak: WeakRef<object> | undefined;
  readonly bytes: number;
  usedAt: number;
}

export interface ReferenceBounds {
  /** Values that are kept alive, … */
  kept: number;
  /** … of about so many bytes altogether, where there are several, … */
  keptBytes: number;
  /** … and for how long after they were held or read last, in ms. */
  ttlMs: number;
  /** Names that are known, of values alive or not. */
  known: number;
}

type Surroundings = Pick<Natives, "kernelId" | "later">;

const defaultBounds: ReferenceBounds = {
  kept: 100,
  keptBytes: 256 * 1024 * 1024,
  ttlMs: 10 * 60_000,
  known: 10_000,
};

export class References {
  readonly #bounds: ReferenceBounds;
  readonly #natives: Surroundings;
  /** In the order in which they were held or read. */
  readonly #held = new Map<string, Held>();
  /** Of these, those whose value is kept alive. */
  readonly #kept = new Set<Held>();
  /** A client that looks at the same thing again has the same ref. */
  readonly #owned = new WeakMap<object, Map<Owner, string>>();
  readonly #ownedTexts = new Map<string, Map<Owner, string>>();
  #keptBytes = 0;
  #last = 0;
  /** It is going to look what has come to its end. */
  #looks = false;

  constructor(natives: Surroundings, bounds: Partial<ReferenceBounds> = {}) {
    this.#natives = natives;
    this.#bounds = { ...defaultBounds, ...bounds };
  }

  /** Returns the value's ref. */
  hold(value: unknown, { owner, weakly = false }: HoldOptions = {}): string {
    const weak = isObject(value) ? new WeakRef(value) : undefined;
    const isWeak = weakly && weak !== undefined;
    const known = weakly ? this.#findOwned(value, owner) : undefined;
    if (known) {
      this.#touch(known);
      return known.ref;
    }
    this.#last += 1;
    // A client may come with a name that another kernel, since gone, has given.
    const ref = `${this.#natives.kernelId}.${this.#last}`;
    const bytes = isWeak ? 0 : weigh(value);
    const held: Held = { ref, owner, isWeak, value: undefined, weak, bytes, usedAt: 0 };
    if (weakly) this.#note(value, held);
    if (!isWeak) held.value = { is: value };
    this.#touch(held);
    return ref;
  }

  /** In a box; undefined where the ref is not known, or no more, or is another client's. */
  read(ref: string, owner?: Owner): { value: unknown } | undefined {
    const held = this.#held.get(ref);
    if (!held || (held.owner !== undefined && held.owner !== owner)) return undefined;
    const value: unknown = held.value ? held.value.is : held.weak?.deref();
    if (value === undefined && !held.value) {
      this.release(ref);
      return undefined;
    }
    if (!held.isWeak && !held.value) held.value = { is: value };
    this.#touch(held);
    return { value };
  }

  /** Nobody is going to ask for it. */
  release(ref: string): void {
    const held = this.#held.get(ref);
    if (!held) return;
    this.#held.delete(ref);
    this.#letGo(held);
  }

  #findOwned(value: unknown, owner: Owner): Held | undefined {
    const refs = isObject(value) ? this.#owned.get(value) : this.#ownedTexts.get(value as string);
    const ref = refs?.get(owner);
    return ref === undefined ? undefined : this.#held.get(ref);
  }

  #note(value: unknown, { owner, ref }: Held): void {
    const refs = isObject(value) ? this.#owned.get(value) : this.#ownedTexts.get(value as string);
    const noted = (refs ?? new Map<Owner, string>()).set(owner, ref);
    if (isObject(value)) this.#owned.set(value, noted);
    else this.#ownedTexts.set(value as string, noted);
  }

  #touch(held: Held): void {
    held.usedAt = Date.now();
    this.#held.delete(held.ref);
    this.#held.set(held.ref, held);
    this.#letGo(held, held.value);
    if (held.value) {
      this.#kept.add(held);
      this.#keptBytes += held.bytes;
    }
    this.#forget(held);
  }

  /** Its value, unless it is to be kept. */
  #letGo(held: Held, value?: Held["value"]): void {
    if (this.#kept.delete(held)) this.#keptBytes -= held.bytes;
    if (held.value && !value) this.#ownedTexts.delete(held.value.is as string);
    held.value = value;
  }

  #forget(latest?: Held): void {
    const { kept, keptBytes, ttlMs, known } = this.#bounds;
    const now = Date.now();
    for (const held of this.#kept) {
      const isMuch = this.#kept.size > kept || this.#keptBytes > keptBytes;
      if (held === latest || (!isMuch && now - held.usedAt < ttlMs)) break;
      this.#letGo(held);
      if (!held.weak) this.#held.delete(held.ref);
    }
    for (const held of this.#held.values()) {
      const isOver = held.isWeak && now - held.usedAt >= ttlMs;
      if (this.#held.size <= known && !isOver) break;
      this.release(held.ref);
    }
    if (this.#kept.size > 0 && !this.#looks) this.#lookLater();
  }

  #lookLater(): void {
    this.#looks = true;
    this.#natives.later(() => {
      this.#looks = false;
      this.#forget();
    }, this.#bounds.ttlMs);
  }
}

/** About how many bytes it keeps alive by itself. */
function weigh(value: unknown): number {
  if (typeof value === "string") return 2 * value.length;
  if (Array.isArray(value)) return 8 * value.length;
  return bytesOf(value) ?? 1000;
}
