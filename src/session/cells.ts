// The cells that were started in one kernel, the latest of them: what was typed, for whoever reads
// it without running it.
import type { LanguageId } from "../../protocol/shapes.ts";

export interface StartedCell {
  /** Of no two cells of a session the same; a later one's is greater. */
  readonly id: number;
  readonly executionCount: number;
  readonly code: string;
  readonly languageId: LanguageId;
}

/** Whoever reads them reads all: more would keep it waiting. */
const maxCells = 200;
const maxLength = 1024 * 1024;

export class CellLog {
  readonly #cells: StartedCell[] = [];
  /** Name → the last cell that may have declared it before it was taken away. */
  readonly #gone = new Map<string, number>();
  #lastId = 0;
  #length = 0;

  get all(): readonly StartedCell[] {
    return this.#cells;
  }

  get gone(): ReadonlyMap<string, number> {
    return this.#gone;
  }

  /** Names were taken away: what cells until now have declared of them counts no more. */
  takeAway(names: readonly string[]): void {
    for (const name of names) this.#gone.set(name, this.#lastId);
  }

  /** One that is longer than all that is kept is left out. */
  add(cell: Omit<StartedCell, "id">): void {
    const { code } = cell;
    if (code.trim() === "" || code.length > maxLength) return;
    this.#lastId += 1;
    this.#cells.push({ id: this.#lastId, ...cell });
    this.#length += code.length;
    while (this.#cells.length > maxCells || this.#length > maxLength)
      this.#length -= this.#cells.shift()?.code.length ?? 0;
  }

  /** Their names went with their kernel. */
  clear(): void {
    this.#cells.length = 0;
    this.#gone.clear();
    this.#length = 0;
  }
}
