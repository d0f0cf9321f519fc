// The end of the screen that is drawn again and again: bars, the prompt, what stands below it.
// Everything else is printed above and then the terminal's own. It moves by rows, relative to where
// its cursor is: what the terminal has scrolled away it need not know.
import type { Drawing, Place, Row } from "./layout.ts";

export interface Screen {
  write(text: string): unknown;
  columns: number;
  rows: number;
}

// Drawn as one: https://gist.github.com/christianparpart/d8a62cc1ab659194337d73e399004036
const begin = "\x1b[?2026h\x1b[?25l";
const end = "\x1b[?2026l";
const showCursor = "\x1b[?25h";

export class Region {
  readonly #screen: Screen;
  #drawn: Row[] = [];
  #at: Place = { row: 0, column: 0 };
  /** The line that was printed last has no end. */
  #isInLine = false;

  constructor(screen: Screen) {
    this.#screen = screen;
  }

  get isInLine(): boolean {
    return this.#isInLine;
  }

  get columns(): number {
    return this.#screen.columns;
  }

  get screenRows(): number {
    return this.#screen.rows;
  }

  /** Nothing is drawn while a line of output has no end. */
  draw(drawing: Drawing): void {
    if (this.#isInLine) return;
    const { rows, cursor } = this.#crop(drawing);
    if (rows.length === 0) return this.erase();
    let text = `${begin}${this.#toTop()}`;
    for (const [index, row] of rows.entries()) {
      if (index > 0) text += "\r\n";
      if (row.text !== this.#drawn[index]?.text) text += `\x1b[K${row.text}`;
    }
    if (this.#drawn.length > rows.length) text += "\r\n\x1b[J\x1b[A";
    const last = rows.length - 1;
    const at = cursor ?? { row: last, column: 0 };
    text += up(last - at.row) + toColumn(at.column);
    this.#screen.write(`${text}${cursor ? showCursor : ""}${end}`);
    this.#drawn = rows;
    this.#at = at;
  }

  erase(): void {
    if (this.#drawn.length === 0) return;
    this.#screen.write(this.#toTop() + eraseFrom(this.#drawn.length));
    this.#forget();
  }

  /** Prints in the region's place, which is to be drawn again after it. */
  print(text: string): void {
    if (text === "") return;
    const rows = this.#drawn.length;
    const gone = rows === 0 ? "" : `${begin}${this.#toTop()}${eraseFrom(rows)}${end}`;
    this.#forget();
    // In raw mode a terminal does not go back to the first column by itself.
    this.#screen.write(gone + text.replace(/\r?\n/g, "\r\n"));
    this.#isInLine = !text.endsWith("\n");
  }

  endLine(): void {
    if (this.#isInLine) this.print("\n");
  }

  /** Takes back so many rows right above, if they are still to be seen. */
  takeBack(rows: number): boolean {
    if (rows === 0 || rows >= this.#screen.rows) return false;
    this.endLine();
    this.erase();
    this.#screen.write(`${up(rows)}\r${eraseFrom(rows + 1)}`);
    return true;
  }

  /** Takes back the line that has no end, which takes so many rows. */
  takeBackLine(rows: number): void {
    this.#screen.write(`${up(rows - 1)}\r${eraseFrom(rows)}`);
    this.#isInLine = false;
  }

  /** The terminal has another width: what was drawn lies there in other rows. */
  onResize(): void {
    const { columns } = this.#screen;
    const above = this.#drawn.slice(0, this.#at.row);
    const row = above.reduce((sum, { width }) => sum + Math.max(1, Math.ceil(width / columns)), 0);
    this.#at = { row: row + Math.floor(this.#at.column / columns), column: 0 };
    this.#screen.write(this.#toTop() + eraseFrom(this.#drawn.length + 1));
    this.#forget();
  }

  clearScreen(): void {
    this.#screen.write("\x1b[2J\x1b[H");
    this.#forget();
  }

  #forget(): void {
    this.#drawn = [];
    this.#at = { row: 0, column: 0 };
  }

  #toTop(): string {
    return `${up(this.#at.row)}\r`;
  }

  /** Of what is higher than the screen, the rows around the cursor. */
  #crop({ rows, cursor }: Drawing): Drawing {
    const most = Math.max(1, this.#screen.rows - 1);
    if (rows.length <= most) return { rows, cursor };
    const row = cursor?.row ?? rows.length - 1;
    const start = Math.min(Math.max(0, row - Math.floor(most / 2)), rows.length - most);
    return {
      rows: rows.slice(start, start + most),
      cursor: cursor && { row: row - start, column: cursor.column },
    };
  }
}

/**
 * Erases so many rows, or all below if there are more. Not from the first one on: in the corner of
 * the screen tmux takes that for clearing it, and moves what is gone into its history.
 */
const eraseFrom = (rows: number): string => (rows > 1 ? "\x1b[K\r\n\x1b[J\x1b[A\r" : "\x1b[K");

const up = (rows: number): string => (rows > 0 ? `\x1b[${rows}A` : "");
const toColumn = (column: number): string => (column > 0 ? `\r\x1b[${column}C` : "\r");
