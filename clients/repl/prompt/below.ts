// What opens below the cell that is typed: what may stand there, what does, earlier cells.
import { fit, widthOf, type Drawing, type Row } from "../terminal/layout.ts";
import type { Palette } from "../terminal/palette.ts";
import type { Completion } from "./completion.ts";
import type { Search } from "./search.ts";

export type Below =
  | { kind: "menu"; completion: Completion }
  | { kind: "panel"; lines: string[]; detail: 0 | 1 }
  | { kind: "search"; search: Search }
  | undefined;

interface Size {
  columns: number;
  rows: number;
}

export function drawBelow(
  below: Below,
  cell: Required<Drawing>,
  { columns, rows }: Size,
  palette: Palette,
): Required<Drawing> {
  switch (below?.kind) {
    case "menu": {
      const menu = below.completion.menu.rows(columns, rows, palette);
      return { ...cell, rows: [...cell.rows, ...menu] };
    }
    case "panel":
      return {
        ...cell,
        rows: [...cell.rows, ...drawPanel(below.lines, { columns, rows }, palette)],
      };
    case "search": {
      const found = below.search.draw(columns, rows, palette);
      const cursor = { row: cell.rows.length + found.cursor.row, column: found.cursor.column };
      return { rows: [...cell.rows, ...found.rows], cursor };
    }
    case undefined:
      return cell;
  }
}

function drawPanel(lines: readonly string[], { columns, rows }: Size, palette: Palette): Row[] {
  const most = Math.max(3, Math.floor(rows / 2));
  const shown = lines.length > most ? [...lines.slice(0, most), "…"] : lines;
  return shown.map((line) => {
    const text = fit(line.replaceAll("\t", "  "), columns - 2);
    return { text: `  ${palette.paint("dim", text)}`, width: widthOf(text) + 2 };
  });
}
