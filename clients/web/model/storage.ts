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
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  read(sessionId: string): CellDraft[] {
    const text = this.#store.getItem(prefix + sessionId);
    return text === null ? [] : (JSON.parse(text) as CellDraft[]);
  }

  /** Where there is no room for it, the cells are in this page alone. */
  write(sessionId: string, cells: readonly CellDraft[]): boolean {
    try {
      this.#store.setItem(prefix + sessionId, JSON.stringify(cells));
      return true;
    } catch (error) {
      if (error instanceof Error && error.name === "QuotaExceededError") return false;
      throw error;
    }
  }

  /** Forgets the cells of sessions that are no more. */
  keep(sessionIds: ReadonlySet<string>): void {
    const keys = Array.from({ length: this.#store.length }, (_, index) => this.#store.key(index));
    for (const key of keys) {
      if (key?.startsWith(prefix) && !sessionIds.has(key.slice(prefix.length))) {
        this.#store.removeItem(key);
      }
    }
  }
}
