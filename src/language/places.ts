// Offsets in a cell's code ⇄ lines and characters of its document.

export interface Position {
  line: number;
  character: number;
}

export interface Range {
  start: Position;
  end: Position;
}

/** Before the first line of a cell stands one with its imports. */
export const linesBefore = 1;

/** What a language server takes for the end of a line. */
const lineBreak = /\r\n|\n|\r/g;

export function toPosition(code: string, offset: number): Position {
  let line = linesBefore;
  let start = 0;
  for (const { index, 0: found } of code.matchAll(lineBreak)) {
    if (index + found.length > offset) break;
    line += 1;
    start = index + found.length;
  }
  return { line, character: offset - start };
}

/** None where the place is not in the code. */
export function toOffset(code: string, { line, character }: Position): number | undefined {
  let start = 0;
  let left = line - linesBefore;
  if (left < 0) return undefined;
  for (const { index, 0: found } of code.matchAll(lineBreak)) {
    if (left === 0) break;
    left -= 1;
    start = index + found.length;
  }
  const offset = start + character;
  return left > 0 || offset > code.length ? undefined : offset;
}
