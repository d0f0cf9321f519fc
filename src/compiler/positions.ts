// Offsets and positions. Lines and columns are counted from 1, columns in UTF-16 units, as V8's
// stacks have them.

export interface Position {
  line: number;
  column: number;
}

export interface PositionMap {
  toOriginal(generated: Position): Position;
  toGenerated(original: Position): Position;
}

/** A stretch of text that the rewriting left as it was. */
export interface Kept {
  generated: number;
  original: number;
  length: number;
}

const lineBreaks = /\r\n|[\n\r\u2028\u2029]/g;

export const splitLines = (text: string): string[] => text.split(lineBreaks);

export function createLines(text: string): {
  offset(at: Position): number;
  position(offset: number): Position;
} {
  const starts = [0];
  for (const match of text.matchAll(lineBreaks)) {
    starts.push(match.index + match[0].length);
  }
  return {
    offset({ line, column }) {
      const index = Math.min(Math.max(line, 1), starts.length) - 1;
      return Math.min((starts[index] ?? 0) + column - 1, text.length);
    },
    position(offset) {
      const line = lastNotAfter(starts, (start) => start, offset);
      return { line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
    },
  };
}

export function createPositionMap(
  source: string,
  code: string,
  kept: readonly Kept[],
): PositionMap {
  let lines:
    { source: ReturnType<typeof createLines>; code: ReturnType<typeof createLines> } | undefined;
  const open = () => (lines ??= { source: createLines(source), code: createLines(code) });
  return {
    toOriginal(generated) {
      const offset = open().code.offset(generated);
      const places = translate(kept, "generated", "original", offset);
      return onLine(generated.line, places.map(open().source.position));
    },
    toGenerated(original) {
      const offset = open().source.offset(original);
      const places = translate(kept, "original", "generated", offset);
      return onLine(original.line, places.map(open().code.position));
    },
  };
}

/** Hardly anything leaves its line. */
const onLine = (line: number, places: readonly Position[]): Position =>
  places.find((place) => place.line === line) ?? places[0]!;

/** What was rewritten twice: `first` is of the first rewriting, `second` of what that made. */
export function composeMaps(first: PositionMap | undefined, second: PositionMap): PositionMap {
  if (first === undefined) return second;
  return {
    toOriginal: (generated) => first.toOriginal(second.toOriginal(generated)),
    toGenerated: (original) => second.toGenerated(first.toGenerated(original)),
  };
}

/**
 * What was inserted stands for the place where it was inserted: for what comes after it there, or,
 * second, for what is before it.
 */
export function translate(
  kept: readonly Kept[],
  from: "generated" | "original",
  to: "generated" | "original",
  offset: number,
): [number, ...number[]] {
  const index = lastNotAfter(kept, (piece) => piece[from], offset);
  const piece = kept[index];
  if (piece === undefined || offset < piece[from]) return [kept[0]?.[to] ?? 0, 0];
  const inside = offset - piece[from];
  if (inside < piece.length) return [piece[to] + inside];
  const before = piece[to] + piece.length;
  const after = kept[index + 1]?.[to];
  return after === undefined ? [before] : [after, before];
}

function lastNotAfter<T>(items: readonly T[], key: (item: T) => number, value: number): number {
  let low = 0;
  let high = items.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (key(items[middle] as T) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
