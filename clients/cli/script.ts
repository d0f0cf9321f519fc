// A script as `awaitd run` reads it: text in, cells out.
import { divide } from "../../protocol/dividers.ts";

export interface ScriptCell {
  /** `FILE#n`, counted from 1: how output names the cell. */
  cellId: string;
  /** What stands behind its `// %%`. */
  title: string;
  /** Of the file, where its text begins; counted from 1. */
  line: number;
  code: string;
}

export interface Script {
  /** As the user wrote it on the command line. */
  name: string;
  cells: ScriptCell[];
}

const byteOrderMark = "\uFEFF";

export function readScript(name: string, text: string): Script {
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

const countLines = (text: string): number => text.split("\n").length - 1;

function titleBefore(source: string, start: number): string {
  const before = source.slice(source.lastIndexOf("\n", start - 2) + 1, start);
  return /^[ \t]*\/\/ ?%%(.*)/.exec(before)?.[1]?.trim() ?? "";
}

/** What a report calls the cell. */
export const nameCell = ({ cellId, title }: ScriptCell): string =>
  title === "" ? cellId : `${cellId} ${title}`;
