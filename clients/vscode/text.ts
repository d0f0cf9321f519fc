// A notebook as the daemon's language server sees it: one text with `// %%` between the cells.
// What a place in a cell is in that text, and back. Cells of prose are not in it.

export interface Position {
  line: number;
  character: number;
}

export interface Range {
  start: Position;
  end: Position;
}

export interface CellText {
  /** The cell's own uri. */
  uri: string;
  source: string;
}

const divider = "// %%\n";

export class NotebookText {
  readonly text: string;
  /** The cells, with the line of the text that each begins at and how many it has. */
  readonly #cells = new Map<string, { line: number; count: number }>();

  constructor(cells: readonly CellText[]) {
    let text = "";
    let line = 0;
    for (const { uri, source } of cells) {
      const code = source.replaceAll(/\r\n?/g, "\n");
      const count = code.split("\n").length;
      this.#cells.set(uri, { line: line + 1, count });
      text += `${divider}${code}\n`;
      line += 1 + count;
    }
    this.text = text;
  }

  toText(uri: string, { line, character }: Position): Position | undefined {
    const cell = this.#cells.get(uri);
    return cell && { line: cell.line + line, character };
  }

  toCell(uri: string, { start, end }: Range): Range | undefined {
    const cell = this.#cells.get(uri);
    if (!cell || start.line < cell.line || start.line >= cell.line + cell.count) return undefined;
    const place = ({ line, character }: Position): Position => {
      const last = cell.count - 1;
      const own = line - cell.line;
      // The end of a cell's last line may be said as the beginning of the divider below it.
      return own > last
        ? { line: last, character: Number.MAX_SAFE_INTEGER }
        : { line: own, character };
    };
    return { start: place(start), end: place(end) };
  }

  /** Each cell's own; cells without any have an empty list, so that old ones are taken back. */
  sort<Kind extends { range: Range }>(found: readonly Kind[]): Map<string, Kind[]> {
    const sorted = new Map<string, Kind[]>();
    for (const uri of this.#cells.keys()) {
      const own = found.flatMap((each) => {
        const range = this.toCell(uri, each.range);
        return range ? [{ ...each, range }] : [];
      });
      sorted.set(uri, own);
    }
    return sorted;
  }
}
