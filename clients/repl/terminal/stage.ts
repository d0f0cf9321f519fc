// What the terminal shows, in two parts: what was printed, and below it what is still going on: the
// line of output that has no end yet, bars, a word on the running cell, the prompt. Whatever is
// printed while somebody types stands above what they have typed.
import { stripVTControlCharacters } from "node:util";
import { countRows, fit, Rows, widthOf, type Drawing, type Piece, type Row } from "./layout.ts";
import type { Palette } from "./palette.ts";
import type { Region } from "./region.ts";

/** What holds the cursor: the prompt, or a question. */
export type Editor = () => Required<Drawing>;

/** Of a line without an end so much is kept: what is longer is no prompt, and no bar. */
const maxLineLength = 4096;

export class Stage {
  readonly #region: Region;
  readonly #palette: Palette;
  /** What was printed behind the last end of a line, as far as it may be drawn again. */
  #line = "";
  #editor: Editor | undefined;
  /** The editor draws that line, too, and goes on behind it. */
  #goesOn = false;
  bars: readonly string[] = [];
  /** On the running cell. */
  status: Piece | undefined;
  /** On the connection, while there is none. */
  notice: Piece | undefined;

  constructor(region: Region, palette: Palette) {
    this.#region = region;
    this.#palette = palette;
  }

  /** The line of output that has no end, as it stands. */
  get line(): string {
    const line = this.#line.replace(/\r+$/, "");
    return line.slice(line.lastIndexOf("\r") + 1);
  }

  get columns(): number {
    return this.#region.columns;
  }

  get rows(): number {
    return this.#region.screenRows;
  }

  print(text: string): void {
    if (text === "") return;
    const last = text.lastIndexOf("\n") + 1;
    const line = last > 0 ? text.slice(last) : this.#line + text;
    if (!this.#editor) {
      this.#region.print(text);
      this.#line = line.slice(-maxLineLength);
    } else {
      const whole = line.length > maxLineLength ? `${this.#line}${text}\n` : "";
      this.#region.print(whole || (last > 0 ? this.#line + text.slice(0, last) : ""));
      this.#line = whole ? "" : line;
    }
    this.refresh();
  }

  /** Begins a line, if that has not been done. */
  endLine(): void {
    if (this.#line === "" && !this.#region.isInLine) return;
    this.#region.print(this.#editor ? `${this.#line}\n` : "\n");
    this.#line = "";
    this.refresh();
  }

  /** From now on somebody types; a question goes on (`goesOn`) where the output stands. */
  edit(editor: Editor, goesOn = false): void {
    if (!goesOn) this.endLine();
    else if (this.#region.isInLine) this.#region.takeBackLine(countRows(this.#line, this.columns));
    this.#editor = editor;
    this.#goesOn = goesOn;
    this.refresh();
  }

  /** The cell, or the answer, as it stays on the screen; behind it is what output goes on with. */
  commit(text: string): void {
    this.#editor = undefined;
    const line = this.#line === "" || this.#goesOn ? this.#line : `${this.#line}\n`;
    this.#line = "";
    this.#region.print(`${line}${text}\n`);
    this.refresh();
  }

  /** Takes away so many rows right above; false where they have been scrolled out of sight. */
  takeBack(rows: number): boolean {
    const isDone = this.#line === "" && this.#region.takeBack(rows);
    if (isDone) this.refresh();
    return isDone;
  }

  refresh(): void {
    const { columns } = this;
    const above: Row[] = [
      ...(this.#editor && !this.#goesOn ? this.#lineRows() : []),
      ...this.bars.map((bar) => rowOf(fit(bar, columns))),
      ...[this.notice, this.status].flatMap((piece) => (piece ? [this.#rowOf(piece)] : [])),
    ];
    if (!this.#editor) return this.#region.draw({ rows: above });
    const { rows, cursor } = this.#editor();
    this.#region.draw({
      rows: [...above, ...rows],
      cursor: { row: above.length + cursor.row, column: cursor.column },
    });
  }

  erase(): void {
    this.#region.erase();
  }

  onResize(): void {
    this.#region.onResize();
    this.refresh();
  }

  clearScreen(): void {
    this.#region.clearScreen();
    this.refresh();
  }

  #rowOf({ text, style }: Piece): Row {
    const shown = fit(text, this.columns);
    return {
      text: style === undefined ? shown : this.#palette.paint(style, shown),
      width: widthOf(shown),
    };
  }

  /** Of what overwrites itself by a carriage return, the last state. */
  #lineRows(): Row[] {
    const shown = this.line;
    if (shown === "") return [];
    if (widthOf(shown) <= this.columns && !movesCursor(shown)) return [rowOf(shown)];
    const rows = new Rows(this.columns, this.#palette);
    rows.add({ text: stripVTControlCharacters(shown) });
    rows.end();
    return rows.rows;
  }
}

/** Has it escape sequences that are no colours? */
const movesCursor = (text: string): boolean =>
  text
    .split("\x1b")
    .slice(1)
    .some((part) => !/^\[[\d;]*m/.test(part));

const rowOf = (text: string): Row => ({ text, width: widthOf(text) });
