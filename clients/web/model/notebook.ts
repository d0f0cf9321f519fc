// The cells of a session in their order, which of them is the current one, and what an editor does
// with them: add, move, delete and bring back, split, merge. It knows neither the session nor the
// page. There is always a cell.
import { signal, type Signal } from "@preact/signals";
import { createCell, type Cell, type CellDraft, type CellKind } from "./cell.ts";

/** How many deleted cells can be brought back. */
const mostRemoved = 100;

export class Notebook {
  readonly cells: Signal<Cell[]>;
  /** The id of the cell that keys and buttons mean. */
  readonly currentId: Signal<string>;
  readonly #removed: { cell: Cell; index: number }[] = [];

  constructor(drafts: readonly CellDraft[] = []) {
    const cells = (drafts.length === 0 ? [{}] : drafts).map(createCell);
    this.cells = signal(cells);
    this.currentId = signal(cells[0]!.id);
  }

  get current(): Cell {
    return this.find(this.currentId.value) ?? this.cells.value[0]!;
  }

  find(id: string): Cell | undefined {
    return this.cells.value.find((cell) => cell.id === id);
  }

  indexOf(cell: Cell): number {
    return this.cells.value.indexOf(cell);
  }

  /** The cell `by` places further on, or none. */
  neighbour(cell: Cell, by: number): Cell | undefined {
    return this.cells.value[this.indexOf(cell) + by];
  }

  select(cell: Cell): void {
    this.currentId.value = cell.id;
  }

  insert(index: number, draft: CellDraft = {}): Cell {
    const cell = createCell(draft);
    this.cells.value = this.cells.value.toSpliced(index, 0, cell);
    return cell;
  }

  add(draft: CellDraft = {}): Cell {
    return this.insert(this.cells.value.length, draft);
  }

  /** All cells give way to others, as those of a file. */
  replace(drafts: readonly CellDraft[]): void {
    this.#removed.length = 0;
    this.cells.value = (drafts.length === 0 ? [{}] : drafts).map(createCell);
    this.select(this.cells.value[0]!);
  }

  remove(cell: Cell): void {
    const index = this.indexOf(cell);
    if (index === -1) return;
    this.#removed.push({ cell, index });
    if (this.#removed.length > mostRemoved) this.#removed.shift();
    const rest = this.cells.value.toSpliced(index, 1);
    this.cells.value = rest.length === 0 ? [createCell()] : rest;
    if (this.currentId.value === cell.id) {
      this.select(this.cells.value[Math.min(index, this.cells.value.length - 1)]!);
    }
  }

  /** Brings the cell back that was deleted last. */
  restore(): Cell | undefined {
    const last = this.#removed.pop();
    if (!last) return undefined;
    const index = Math.min(last.index, this.cells.value.length);
    this.cells.value = this.cells.value.toSpliced(index, 0, last.cell);
    this.select(last.cell);
    return last.cell;
  }

  move(cell: Cell, by: number): void {
    const from = this.indexOf(cell);
    const to = from + by;
    if (from === -1 || to < 0 || to >= this.cells.value.length) return;
    this.cells.value = this.cells.value.toSpliced(from, 1).toSpliced(to, 0, cell);
  }

  /** What stands behind the offset becomes a cell of its own, which is returned. */
  split(cell: Cell, offset: number): Cell {
    const code = cell.code.value;
    cell.code.value = code.slice(0, offset).replace(/\n$/, "");
    const rest = code.slice(offset).replace(/^\n/, "");
    return this.insert(this.indexOf(cell) + 1, { kind: cell.kind.value, code: rest });
  }

  /** Takes the next cell into this one. */
  merge(cell: Cell): void {
    const next = this.neighbour(cell, 1);
    if (!next) return;
    cell.code.value = `${cell.code.value}\n${next.code.value}`;
    this.remove(next);
    this.select(cell);
  }

  setKind(cell: Cell, kind: CellKind): void {
    cell.kind.value = kind;
    cell.isWriting.value = kind === "markdown";
  }
}
