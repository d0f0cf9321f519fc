// A script, or a notebook, as `awaitd run` reads it: text in, cells out.
import { divide } from "../../protocol/dividers.ts";
import type { Place } from "./reports/places.ts";
import { formatOf, readDocument } from "../shared/documents/file.ts";

export interface ScriptCell {
  /** `FILE#n`, counted from 1: how output names the cell. */
  cellId: string;
  /** What stands behind its `// %%`. */
  title: string;
  /** Of the file, where its text begins; counted from 1. */
  line: number;
  /** It is a notebook's, of which the file's lines say nothing. */
  isOfNotebook?: boolean;
  code: string;
}

export interface Script {
  /** As the user wrote it on the command line. */
  name: string;
  cells: ScriptCell[];
}

const byteOrderMark = "\uFEFF";

/** Of a notebook its cells of code. Throws a `DocumentError` where it is broken. */
export function readScript(name: string, text: string): Script {
  if (formatOf(name) === "notebook") return readNotebook(name, text);
  const source = text.startsWith(byteOrderMark) ? text.slice(1) : text;
  const parts = divide(source).filter(({ start, end }) => source.slice(start, end).trim() !== "");
  let line = 1;
  let counted = 0;
  const cells = parts.map(({ start, end }, index): ScriptCell => {
    line += countLines(source.slice(counted, start));
    counted = start;
    const code = source.slice(start, end);
    return { cellId: `${name}#${index + 1}`, title: titleBefore(source, start), line, code };
  });
  return { name, cells };
}

function readNotebook(name: string, text: string): Script {
  const code = readDocument(name, text).cells.filter(({ kind }) => kind === "code");
  const cells = code.flatMap(({ source }, index): ScriptCell[] =>
    source.trim() === ""
      ? []
      : [{ cellId: `${name}#${index + 1}`, title: "", line: 1, isOfNotebook: true, code: source }],
  );
  return { name, cells };
}

const countLines = (text: string): number => text.split("\n").length - 1;

function titleBefore(source: string, start: number): string {
  const before = source.slice(source.lastIndexOf("\n", start - 2) + 1, start);
  return /^[ \t]*\/\/ ?%%(.*)/.exec(before)?.[1]?.trim() ?? "";
}

export const placeOf = (name: string, { cellId, line, isOfNotebook }: ScriptCell): Place => ({
  path: name,
  line,
  ...(isOfNotebook === true && { cell: cellId }),
});

/** What a report calls the cell. */
export const nameCell = ({ cellId, title }: ScriptCell): string =>
  title === "" ? cellId : `${cellId} ${title}`;
