// What outlives a reload of the page: the cells of a session that were written and perhaps not run.
// What was run, the daemon tells again.
import type { CellDraft } from "./cell.ts";

/** The part of the standard's interface that is used here. */
export interface Store {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
  key(index: number): string | null;
  readonly length: number;
}

const prefix = "awaitd.cells.";

export class Drafts {
  /** This tab's own, which it finds again after a reload; a new tab begins with the shared ones. */
  readonly #own: Store;
  readonly #shared: Store;

  constructor(own: Store, shared: Store) {
    this.#own = own;
    this.#shared = shared;
  }

  read(sessionId: string): CellDraft[] {
    const key = prefix + sessionId;
    const text = this.#own.getItem(key) ?? this.#shared.getItem(key);
    return text === null ? [] : (JSON.parse(text) as CellDraft[]);
  }

  /** Where there is no room for it, the cells are in this page alone. */
  write(sessionId: string, cells: readonly CellDraft[]): boolean {
    try {
      const text = JSON.stringify(cells);
      for (const store of [this.#own, this.#shared]) store.setItem(prefix + sessionId, text);
      return true;
    } catch (error) {
      if (error instanceof Error && error.name === "QuotaExceededError") return false;
      throw error;
    }
  }

  /** Forgets the cells of sessions that are no more. */
  keep(sessionIds: ReadonlySet<string>): void {
    for (const store of [this.#own, this.#shared]) {
      const keys = Array.from({ length: store.length }, (_, index) => store.key(index));
      for (const key of keys) {
        if (key?.startsWith(prefix) && !sessionIds.has(key.slice(prefix.length))) {
          store.removeItem(key);
        }
      }
    }
  }
}
