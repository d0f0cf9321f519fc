// Code that another compiler printed, brought onto the lines of what it was printed from, with the
// places that its source map tells.
import { decodedMappings, TraceMap } from "@jridgewell/trace-mapping";
import { createEdits } from "./edits.ts";
import { parseTokens } from "./grammar.ts";
import { createLines, type Kept } from "./positions.ts";

export interface Printed {
  code: string;
  /** A source map as JSON. */
  map: string;
  /** What the map counts as the end of a line. */
  breaks: RegExp;
}

export interface Fitted {
  text: string;
  kept: Kept[];
}

export interface Cut {
  /** The part of the printed code that is wanted. */
  start: number;
  end: number;
  /** What is put around it. */
  before: string;
  after: string;
}

/** Where the source is, in the text that the places are in. */
export interface Origin {
  source: string;
  start: number;
  /** How much of it was put before what is in that text. */
  head: number;
}

interface Place {
  generated: number;
  original: number;
  /** Lines of the source before it. */
  line: number;
}

const lineBreaks = /\r\n|[\n\r\u2028\u2029]/g;
/** A line break next to one of these may mean the end of a statement. */
const clinging = /^(?:return|throw|break|continue|yield|async|\+\+|--|=>)$/;

/** As many lines as the source has. */
export function fit(printed: Printed, cut: Cut, origin: Origin): Fitted {
  const { code } = printed;
  const places = findPlaces(printed, origin.source);
  const lines = new Map(places.map(({ generated, line }) => [generated, line]));
  const edits = createEdits(code);
  edits.replace(0, cut.start, cut.before);
  let from = cut.start;
  let line = countBreaks(origin.source.slice(0, origin.head));
  let before = "";
  for (const { start, end } of parseTokens(code)) {
    if (start < cut.start || end > cut.end) continue;
    const token = code.slice(start, end);
    const gap = code.slice(from, start);
    const clings = gap === "" || clinging.test(before) || clinging.test(token);
    const missing = clings ? 0 : Math.max(0, (lines.get(start) ?? 0) - line);
    line += missing;
    if (missing > 0 || /[\n\r\u2028\u2029]|\/\//.test(gap)) {
      edits.replace(from, start, missing > 0 ? "\n".repeat(missing) : " ");
    }
    escapeBreaks(token, start, edits);
    before = token;
    from = end;
  }
  const rest = countBreaks(origin.source) - line;
  edits.replace(from, code.length, cut.after + "\n".repeat(rest));
  const applied = edits.apply();
  return { text: applied.code, kept: findKept(places, applied, origin) };
}

const countBreaks = (text: string): number => text.match(lineBreaks)?.length ?? 0;

/** Templates hold line breaks, and, rarely, strings the odd ones. */
function escapeBreaks(token: string, start: number, edits: ReturnType<typeof createEdits>): void {
  for (const { index, 0: found } of token.matchAll(/[\n\r\u2028\u2029]/g)) {
    const escaped = `\\u${found.charCodeAt(0).toString(16).padStart(4, "0")}`;
    edits.replace(start + index, start + index + 1, escaped);
  }
}

/** The places that the map tells, as far as they go forward in both texts. */
function findPlaces({ code, map, breaks }: Printed, source: string): Place[] {
  const codeStarts = lineStarts(code, breaks);
  const sourceStarts = lineStarts(source, breaks);
  const lines = createLines(source);
  const found: Place[] = [];
  for (const [row, segments] of decodedMappings(new TraceMap(map)).entries()) {
    for (const [column, , sourceRow, sourceColumn] of segments) {
      if (sourceRow === undefined || sourceColumn === undefined) continue;
      const generated = (codeStarts[row] ?? code.length) + column;
      const original = (sourceStarts[sourceRow] ?? source.length) + sourceColumn;
      const last = found.at(-1);
      const isForward = !last || (original > last.original && generated > last.generated);
      if (isForward) found.push({ generated, original, line: lines.position(original).line - 1 });
    }
  }
  return found;
}

function lineStarts(text: string, breaks: RegExp): number[] {
  return [0, ...Array.from(text.matchAll(breaks), ({ index, 0: found }) => index + found.length)];
}

/** Each place, as far from there as both texts are the same. */
function findKept(
  places: readonly Place[],
  applied: { code: string; kept: readonly Kept[] },
  { source, start, head }: Origin,
): Kept[] {
  const found: Kept[] = [];
  let index = 0;
  for (const { generated: printedAt, original } of places) {
    while ((applied.kept[index + 1]?.original ?? Infinity) <= printedAt) index += 1;
    const piece = applied.kept[index];
    const inside = piece === undefined ? -1 : printedAt - piece.original;
    if (piece === undefined || inside < 0 || inside >= piece.length) continue;
    const generated = piece.generated + inside;
    const last = found.at(-1);
    if (last !== undefined) last.length = Math.min(last.length, generated - last.generated);
    if (original < head) continue;
    const length = sameLength(applied.code, generated, source, original);
    if (length > 0) found.push({ generated, original: start + original, length });
  }
  return found;
}

const maxSame = 256;

function sameLength(a: string, aStart: number, b: string, bStart: number): number {
  let length = 0;
  while (
    length < maxSame &&
    aStart + length < a.length &&
    a[aStart + length] === b[bStart + length]
  )
    length += 1;
  return length;
}
