// How text lies on a terminal: its width, and the rows that it takes. A piece of text has one
// style; a line is pieces side by side.
import stringWidth from "string-width";
import type { Palette, Style } from "./palette.ts";

export interface Piece {
  text: string;
  style?: Style;
}

/** One row as it is written, and how many columns of it are taken. */
export interface Row {
  text: string;
  width: number;
}

export interface Place {
  row: number;
  column: number;
}

export interface Drawing {
  rows: Row[];
  /** Where the cursor stands; without it, it is hidden. */
  cursor?: Place;
}

const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const tabColumns = 8;

export function widthOf(text: string): number {
  return /^[\x20-\x7e]*$/.test(text) ? text.length : stringWidth(text);
}

/** Does it begin with what a terminal obeys? */
export function isControl(text: string): boolean {
  const code = text.charCodeAt(0);
  return code < 0x20 || (code >= 0x7f && code < 0xa0);
}

/** As `^C`: what a terminal would obey is shown instead. */
const nameOfControl = (code: number): string =>
  code === 0x7f ? "^?" : code < 0x20 ? `^${String.fromCharCode(code + 0x40)}` : "\uFFFD";

/** Lays lines out in rows of so many columns. */
export class Rows {
  readonly rows: Row[] = [];
  readonly #columns: number;
  readonly #palette: Palette;
  #text = "";
  #width = 0;

  constructor(columns: number, palette: Palette) {
    this.#columns = Math.max(columns, 2);
    this.#palette = palette;
  }

  /** Where the next piece begins. */
  get place(): Place {
    return this.#width >= this.#columns
      ? { row: this.rows.length + 1, column: 0 }
      : { row: this.rows.length, column: this.#width };
  }

  add({ text, style }: Piece): void {
    const columns = this.#columns;
    if (/^[\x20-\x7e]*$/.test(text) && this.#width + text.length <= columns)
      return this.#put(text, text.length, style);
    for (const { segment } of segmenter.segment(text)) {
      const [shown, width] = this.#draw(segment);
      if (this.#width + width > columns) this.end();
      this.#put(shown, width, isControl(segment) ? "dim" : style);
    }
  }

  /** The line is over. */
  end(): void {
    this.rows.push({ text: this.#text, width: this.#width });
    this.#text = "";
    this.#width = 0;
  }

  #draw(segment: string): [text: string, width: number] {
    if (segment === "\t") {
      const width = tabColumns - (this.#width % tabColumns);
      return [" ".repeat(width), width];
    }
    if (isControl(segment)) {
      const name = nameOfControl(segment.charCodeAt(0));
      return [name, name.length];
    }
    return [segment, widthOf(segment)];
  }

  #put(text: string, width: number, style: Style | undefined): void {
    this.#text += style === undefined ? text : this.#palette.paint(style, text);
    this.#width += width;
  }
}

/** The rows that text takes which is written as it is, colours in it and all. */
export function countRows(text: string, columns: number): number {
  return text
    .split("\n")
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(widthOf(line) / columns)), 0);
}

/** Cuts what is too wide, and says so by an ellipsis. */
export function fit(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text;
  let shown = "";
  let width = 0;
  for (const { segment } of segmenter.segment(text)) {
    width += widthOf(segment);
    if (width > columns - 1) break;
    shown += segment;
  }
  return `${shown}…`;
}
