// Where something is declared: in a cell, or in a file.
import { fileURLToPath } from "node:url";
import type { TypedCell } from "./notebook.ts";
import { linesBefore, type Range } from "./places.ts";

/** Lines and columns from 1 on. */
export interface Definition {
  /** A cell that was run, or the one that is being typed. */
  cell?: TypedCell | "typed";
  file?: string;
  line: number;
  column: number;
}

/** As the server tells it. */
export interface Location {
  uri: string;
  range: Range;
}

export function readDefinitions(
  found: Location | Location[] | null,
  findCell: (uri: string) => TypedCell | "typed" | undefined,
): Definition[] {
  const all = found === null ? [] : Array.isArray(found) ? found : [found];
  return all.flatMap(({ uri, range: { start } }): Definition[] => {
    const column = start.character + 1;
    const cell = findCell(uri);
    if (cell) return [{ cell, line: start.line - linesBefore + 1, column }];
    // What has no file stands within TypeScript itself: its library.
    if (!uri.startsWith("file:")) return [];
    return [{ file: fileURLToPath(uri), line: start.line + 1, column }];
  });
}
