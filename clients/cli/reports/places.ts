// Where in a file the places of cells are. The daemon counts lines from a cell's first one; who
// reads a report knows files.
import type { CellError, Frame } from "../../../protocol/shapes.ts";

/** A path as the user knows it, counted from 1. */
export interface Place {
  path: string;
  line: number;
  column?: number;
  /** A notebook's cell, of which the line is: the file has others. */
  cell?: string;
}

export class Places {
  readonly #cells = new Map<string, Place>();

  /** Where a cell's text begins. `column` where its lines are indented in the file. */
  add(cellId: string, start: Place): void {
    this.#cells.set(cellId, start);
  }

  /** Where a cell's error was thrown, or went through last. */
  find(error: CellError): Place | undefined {
    for (const frame of error.frames) {
      const place = this.#placeOf(frame);
      if (place) return place;
    }
    return undefined;
  }

  /** The error's stack, with files in place of `In[n]`. */
  describe(error: CellError): string {
    const starts = new Map(
      findFrames(error).map(({ executionCount, cellId }) => [
        executionCount,
        this.#cells.get(cellId ?? ""),
      ]),
    );
    const stack = error.stack || `${error.name}: ${error.message}`;
    return stack.replaceAll(/\bIn\[(\d+)\]:(\d+):(\d+)/g, (text, count, line, column) => {
      const start = starts.get(Number(count));
      return start ? nameOf(move(start, Number(line), Number(column))) : text;
    });
  }

  #placeOf({ cellId, file, line, column }: Frame): Place | undefined {
    if (file !== undefined) return { path: file, line, column };
    const start = this.#cells.get(cellId ?? "");
    return start && move(start, line, column);
  }
}

const move = ({ line, column = 1, ...rest }: Place, lines: number, columns: number): Place => ({
  ...rest,
  line: line + lines - 1,
  column: column + columns - 1,
});

export const nameOf = ({ path, line, column, cell }: Place): string =>
  [cell ?? path, line, ...(column === undefined ? [] : [column])].join(":");

/** Of the error and of what it holds: errors are nested in it as the daemon had them. */
function findFrames(error: CellError): Frame[] {
  const inner = [error.cause, ...(error.errors ?? [])].filter(isError);
  return [...error.frames, ...inner.flatMap(findFrames)];
}

const isError = (value: unknown): value is CellError =>
  typeof value === "object" && value !== null && Array.isArray((value as CellError).frames);
