// How the cell that is typed is drawn: its prompts, its colours, what is below it.
import type { EditorState } from "@codemirror/state";
import { Draft } from "../editing/draft.ts";
import { highlightCell } from "../editing/highlight.ts";
import { Rows, widthOf, type Drawing, type Piece, type Place } from "../terminal/layout.ts";
import type { Palette } from "../terminal/palette.ts";

/** What stands before the first line. */
export type Label = Piece[];

export const widthOfLabel = (label: Label): number =>
  label.reduce((sum, { text }) => sum + widthOf(text), 0);

/** As `In [3]: `, with what is other than usual: the runner. */
export function labelOf(count: number, said = ""): Label {
  const after = said === "" ? "]: " : `] (${said}): `;
  return [
    { text: "In [", style: "in" },
    { text: String(count), style: "inNumber" },
    { text: after, style: "in" },
  ];
}

/** As `   ...: `, as wide as the first one. */
export function labelFurther(label: Label): Label {
  const mark = "...: ";
  return [{ text: mark.padStart(widthOfLabel(label)), style: "dim" }];
}

export function drawCell(
  draft: Draft,
  label: Label,
  columns: number,
  palette: Palette,
): Required<Drawing> {
  const rows = new Rows(columns, palette);
  const { line: cursorLine, cursor } = draft;
  const lines = highlightCell(draft.state, cursor);
  const further = labelFurther(label);
  let place: Place = { row: 0, column: 0 };
  let offset = 0;
  for (const [index, pieces] of lines.entries()) {
    for (const piece of index === 0 ? label : further) rows.add(piece);
    const isCursors = offset === cursorLine.start;
    for (const { text, style } of pieces) {
      const at = cursor - offset;
      if (isCursors && at >= 0 && at < text.length) {
        rows.add({ text: text.slice(0, at), style });
        place = rows.place;
      }
      rows.add({ text: isCursors && at > 0 && at < text.length ? text.slice(at) : text, style });
      offset += text.length;
    }
    if (isCursors && offset === cursor) {
      place = rows.place;
      if (place.row > rows.rows.length) rows.end();
    }
    rows.end();
    offset++;
  }
  return { rows: rows.rows, cursor: place };
}

/** The cell as it stays on the screen: wrapped by the terminal, so that it can be copied. */
export function writeCell(draft: Draft, label: Label, palette: Palette): string {
  return writeState(draft.state, label, palette);
}

/** A cell that was typed elsewhere. */
export function writeForeign(code: string, label: Label, palette: Palette): string {
  const draft = new Draft();
  draft.reset(code.trimEnd());
  return writeCell(draft, label, palette);
}

function writeState(state: EditorState, label: Label, palette: Palette): string {
  const further = labelFurther(label);
  const write = ({ text, style }: Piece): string =>
    style === undefined ? text : palette.paint(style, text);
  return highlightCell(state)
    .map((pieces, index) => [...(index === 0 ? label : further), ...pieces].map(write).join(""))
    .join("\n");
}
