// The line of a cell that a diagnostic means, with carets under its range.
import type { Diagnostic } from "./diagnostics.ts";
import { splitLines } from "./positions.ts";

/** Of a longer line only what stands around the range is shown. */
const shownBefore = 60;
const shownAfter = 60;

/** Two rows: the line, and carets below it. */
export function createExcerpt(source: string, { start, end, line, column }: Diagnostic): string {
  const lines = splitLines(source);
  let text = lines[line - 1] ?? "";
  let from = column - 1;
  let count = end - start;
  // At the end of the text: behind the last line that has any.
  if (start >= source.length && text.trim() === "") {
    text = (lines.findLast((each) => each.trim() !== "") ?? "").trimEnd();
    from = text.length;
  }
  count = Math.max(1, Math.min(count, text.length - from));
  const cut = Math.max(0, from - shownBefore);
  const last = Math.min(text.length, from + Math.min(count, shownAfter) + shownAfter);
  const head = cut > 0 ? "…" : "";
  const tail = last < text.length ? "…" : "";
  const shown = head + text.slice(cut, last) + tail;
  const marked = text.slice(from, Math.min(from + count, last));
  const blank = head.replace("…", " ") + measure(text.slice(cut, from));
  const carets = "^".repeat(Math.max(1, measure(marked).replaceAll("\t", " ").length));
  return `${shown}\n${blank}${carets}`;
}

/** Takes no column: marks, joiners, format characters. */
const narrowest = /\p{M}|\p{Cf}/u;
/** Takes two: the scripts of the East, full-width forms, emoji. */
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uff00-\uff60]|\p{Ideographic}|\p{Emoji_Presentation}/u;

/** As much blank as the text is wide; a tab stays one. */
function measure(text: string): string {
  let blank = "";
  for (const each of text) {
    if (each === "\t") blank += "\t";
    else if (!narrowest.test(each)) blank += wide.test(each) ? "  " : " ";
  }
  return blank;
}
