// A cell without its magics, for those who read TypeScript and JavaScript only: blanks stand in
// their place, so that all the rest, the code that a magic is given too, stays where it was.
import { cellHead, findLines, type LineCall, type MagicTable } from "./magics.ts";

/** `takesCode`: is what stands behind this magic (`%time`, `%%time`) code? */
export function blankMagics(
  source: string,
  table: MagicTable,
  takesCode: (name: string) => boolean,
): string {
  const cell = cellHead.exec(source);
  if (cell) {
    const [name = ""] = /^%%[^\s%]*/.exec(source.slice(cell[0].length - 2)) ?? [];
    const end = takesCode(name) ? source.slice(cell[0].length).search(/[\r\n]|$/) : source.length;
    return blank(source, 0, end + cell[0].length);
  }
  let text = source;
  for (const call of findLines(source, table)) {
    if ("message" in call) continue;
    const { at, end, isAssigned } = call;
    const stop = takesCode(call.name) ? findCode(source, call) : end;
    // `__` may be anything. A `;` keeps the line apart from the one before it.
    const instead = isAssigned ? "__" : ";";
    text = blank(text, at, stop);
    if (stop === end || !isAssigned)
      text = text.slice(0, at) + instead + text.slice(at + instead.length);
  }
  return text;
}

/** Behind the name and its options. */
function findCode(source: string, { at, end, name }: LineCall): number {
  const from = at + name.length;
  const [options = ""] = /^(?:\s+-\w+(?:\s+\d+)?)*/.exec(source.slice(from, end)) ?? [];
  return from + options.length;
}

const blank = (text: string, start: number, end: number): string =>
  text.slice(0, start) + text.slice(start, end).replace(/[^\s]/g, " ") + text.slice(end);
