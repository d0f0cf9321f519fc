// The lines that a stream has written, as a terminal would show them: a carriage return goes back
// to the beginning of the line, so that a progress bar is one line. Each line stands by itself:
// what of colours holds at its beginning is repeated there. Where lines above are changed (cursor
// up), no place is kept: such sequences do nothing.
import { applyEscape, escapes, plainStyle, readSpans, writeSpans, writeStyle } from "./ansi.ts";
import type { Span, Style } from "./ansi.ts";

// oxlint-disable no-control-regex -- control characters are what they look for
const special = /[\x1b\r\b]/;
/** What more than adds to a line. */
const moving = /[\r\b]|\x1b(?!\[[\d;:]*m)/;
/** What only its end tells the meaning of. */
const torn = /(?:\r|\x1b(?:\[[\d;:<=>?]{0,64}|\][^\x07\x1b]{0,4096}\x1b?)?)$/;
const pieces = /\n|[^\n]+/g;
/** A longer line is only added to: it is no progress bar, and to draw in it would take long. */
const mostDrawn = 100_000;
// oxlint-enable no-control-regex

const lineWeight = 32;

/** Of a line that is not over: one character and how it looks. */
type Place = Span;

export class Lines {
  /** The last one is what is being written: empty after an end of line. */
  readonly lines: string[] = [""];
  /** How many are no longer kept, those before `lines[0]`. */
  first = 0;
  /** UTF-16 units of all of them, an end of line counted. */
  length = 0;
  /** About what they cost, in UTF-16 units: short lines cost more than their characters. */
  get weight(): number {
    return this.length + this.lines.length * lineWeight;
  }
  /** What holds for the next character. */
  #style: Style = plainStyle;
  /** Where the next character goes in the last line, if not to its end. */
  #column: number | undefined;
  #torn = "";
  /** What the last line began with. */
  #begin = "";

  append(added: string): void {
    const text = this.#takeTorn(added);
    const isPlain = this.#style === plainStyle && this.#column === undefined;
    if (isPlain && !special.test(text)) this.#addPlain(text);
    else for (const [piece] of text.matchAll(pieces)) this.#write(piece);
  }

  /** How many lines there are to see. */
  get count(): number {
    return this.lines.length - (this.lines.at(-1) === this.#begin ? 1 : 0);
  }

  toString(): string {
    return this.lines.join("\n");
  }

  /** Forgets the oldest lines until it weighs so much less, or all but what is being written. */
  drop(excess: number): { lines: number; length: number } {
    let lines = 0;
    let length = 0;
    while (length + lines * lineWeight < excess && lines < this.lines.length - 1)
      length += this.lines[lines++]!.length + 1;
    this.lines.splice(0, lines);
    this.first += lines;
    const over = Math.min(excess - length - lines * lineWeight, this.lines[0]!.length);
    if (over > 0) {
      this.lines[0] = this.lines[0]!.slice(over);
      length += over;
    }
    this.length -= length;
    return { lines, length };
  }

  #takeTorn(added: string): string {
    const text = (this.#torn + added).replaceAll("\r\n", "\n");
    const tail = torn.exec(text)?.[0] ?? "";
    this.#torn = tail;
    return tail === "" ? text : text.slice(0, -tail.length);
  }

  #addPlain(text: string): void {
    this.length += text.length;
    const [head = "", ...rest] = text.split("\n");
    this.lines[this.lines.length - 1] += head;
    for (const line of rest) this.lines.push(line);
    if (rest.length > 0) this.#begin = "";
  }

  #write(piece: string): void {
    if (piece === "\n") {
      this.#column = undefined;
      const begin = writeStyle(this.#style);
      this.length += 1 + begin.length;
      this.lines.push(begin);
      this.#begin = begin;
    } else if (this.#column === undefined && !moving.test(piece)) {
      this.#add(piece);
    } else if (this.lines.at(-1)!.length < mostDrawn) this.#draw(piece);
    else this.#add(piece.replaceAll(/[\r\b]/g, ""));
  }

  #add(piece: string): void {
    for (const found of piece.matchAll(escapes)) this.#style = applyEscape(this.#style, found);
    if (writeStyle(this.#style) === "") this.#style = plainStyle;
    this.length += piece.length;
    this.lines[this.lines.length - 1] += piece;
  }

  /** Puts text where the cursor stands: character by character, on what is there. */
  #draw(piece: string): void {
    const before = this.lines.at(-1)!;
    const places = readSpans(before).spans.flatMap(split);
    const pen = { places, at: this.#column ?? places.length, style: this.#style };
    let from = 0;
    for (const found of piece.matchAll(escapes)) {
      put(pen, piece.slice(from, found.index));
      from = found.index + found[0].length;
      move(pen, found);
    }
    put(pen, piece.slice(from));
    this.#style = writeStyle(pen.style) === "" ? plainStyle : pen.style;
    this.#column = pen.at === pen.places.length ? undefined : pen.at;
    const line = writeSpans(pen.places, this.#style);
    this.length += line.length - before.length;
    this.lines[this.lines.length - 1] = line;
  }
}

interface Pen {
  places: Place[];
  at: number;
  style: Style;
}

/** A mark that combines belongs to the character before it. */
const characters = /[^\p{M}\u200d][\p{M}\u200d]*|[\p{M}\u200d]+/gsu;

const split = ({ text, style }: Span): Place[] =>
  Array.from(text.matchAll(characters), ([character]) => ({ text: character, style }));

function put(pen: Pen, text: string): void {
  for (const place of split({ text, style: pen.style })) {
    if (place.text === "\r") pen.at = 0;
    else if (place.text === "\b") pen.at = Math.max(0, pen.at - 1);
    else {
      fill(pen, pen.at);
      pen.places[pen.at++] = place;
    }
  }
}

const mostColumns = 10_000;

/** The sequences that stay in the line: to a column, so many on or back, erasing. */
function move(pen: Pen, found: RegExpMatchArray): void {
  const [, params = "", final] = found;
  const count = Math.min(Math.max(parseInt(params, 10) || 1, 1), mostColumns);
  if (final === "G") pen.at = count - 1;
  else if (final === "C") pen.at += count;
  else if (final === "D") pen.at = Math.max(0, pen.at - count);
  else if (final === "K") erase(pen, params);
  else pen.style = applyEscape(pen.style, found);
}

function erase(pen: Pen, params: string): void {
  if (params === "1" || params === "2")
    for (let at = 0; at < Math.min(pen.at + 1, pen.places.length); at++)
      pen.places[at] = { text: " ", style: plainStyle };
  if (params !== "1") pen.places.length = Math.min(pen.places.length, pen.at);
  if (params === "2") pen.places.length = 0;
}

function fill({ places }: Pen, end: number): void {
  while (places.length < end) places.push({ text: " ", style: plainStyle });
}
