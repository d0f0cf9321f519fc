// What outlives a reload of the page, and the daemon: the cells that were written and perhaps not
// run. What was run, the daemon tells again.
import type { CellDraft } from "./cell.ts";

/** The part of the standard's interface that is used here. */
export interface Store {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
  key(index: number): string | null;
  readonly length: number;
}

interface Entry {
  savedMs: number;
  cells: CellDraft[];
}

const prefix = "awaitd.cells.";
/** Of how many sessions the cells are kept; those that were written last. */
const most = 30;

export class Drafts {
  /** This tab's own, which it finds again after a reload; a new tab begins with the shared ones. */
  readonly #own: Store;
  readonly #shared: Store;
  readonly #now: () => number;

  constructor(own: Store, shared: Store, now: () => number = Date.now) {
    this.#own = own;
    this.#shared = shared;
    this.#now = now;
  }

  read(sessionId: string): CellDraft[] {
    const key = prefix + sessionId;
    const text = this.#own.getItem(key) ?? this.#shared.getItem(key);
    return text === null ? [] : (JSON.parse(text) as Entry).cells;
  }

  /** Where there is no room for it, the cells are in this page alone. */
  write(sessionId: string, cells: readonly CellDraft[]): boolean {
    const text = JSON.stringify({ savedMs: this.#now(), cells });
    try {
      for (const store of [this.#own, this.#shared]) {
        store.setItem(prefix + sessionId, text);
        trim(store);
      }
      return true;
    } catch (error) {
      if (error instanceof Error && error.name === "QuotaExceededError") return false;
      throw error;
    }
  }
}

function trim(store: Store): void {
  const keys = Array.from({ length: store.length }, (_, index) => store.key(index) ?? "");
  const own = keys.filter((key) => key.startsWith(prefix));
  if (own.length <= most) return;
  const age = (key: string): number => (JSON.parse(store.getItem(key)!) as Entry).savedMs;
  const [oldest] = own.toSorted((one, other) => age(one) - age(other));
  store.removeItem(oldest!);
}
