// A script as `awaitd run` reads it: text in, cells out.
import { divide } from "../../protocol/dividers.ts";

export interface ScriptCell {
  /** `FILE#n`, counted from 1: how output names the cell. */
  cellId: string;
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
  const cells = divide(source)
    .map(({ start, end }) => source.slice(start, end))
    .filter((code) => code.trim() !== "")
    .map((code, index) => ({ cellId: `${name}#${index + 1}`, code }));
  return { name, cells };
}
