// Where something is declared: in a cell, or in a file.
import { readFile } from "node:fs/promises";
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
  /** The declaration's text; none where it can't be read, or is long. */
  source?: string;
}

/** As the server tells it. */
export interface Link {
  targetUri: string;
  targetRange: Range;
  targetSelectionRange: Range;
}

interface Context {
  find: (uri: string) => TypedCell | "typed" | undefined;
  /** The code of the cell that is being typed. */
  typed: string;
}

const maxLines = 200;

export async function readDefinitions(
  found: readonly Link[] | null,
  { find, typed }: Context,
): Promise<Definition[]> {
  const all = (found ?? []).map(
    async ({ targetUri, targetRange, targetSelectionRange }): Promise<Definition[]> => {
      const { line, character } = targetSelectionRange.start;
      const column = character + 1;
      const cell = find(targetUri);
      if (cell) {
        const code = cell === "typed" ? typed : cell.code;
        const place = { cell, line: line - linesBefore + 1, column };
        return [{ ...place, ...cut(code, targetRange, linesBefore) }];
      }
      if (!targetUri.startsWith("file:")) return [];
      const file = fileURLToPath(targetUri);
      const text = await readFile(file, "utf8").catch(() => undefined); // gone since
      const source = text === undefined ? {} : cut(text, targetRange, 0);
      return [{ file, line: line + 1, column, ...source }];
    },
  );
  return (await Promise.all(all)).flat();
}

/** `before`: lines of the document that are not in the text. */
function cut(text: string, { start, end }: Range, before: number): { source?: string } {
  const first = start.line - before;
  const last = end.line - before;
  if (first < 0 || last - first >= maxLines) return {};
  const lines = text.split(/\r\n|\n|\r/).slice(first, last + 1);
  if (last - first + 1 !== lines.length) return {};
  lines[lines.length - 1] = lines.at(-1)!.slice(0, end.character);
  lines[0] = lines[0]!.slice(start.character);
  return { source: lines.join("\n") };
}
