// A script as `awaitd run` reads it: text in, cells out. Lines `// %%` (as Jupytext and editors
// have them) divide it; without one it is a single cell.

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

const divider = /^[ \t]*\/\/ ?%%.*(?:\r?\n|$)/m;
const byteOrderMark = "\uFEFF";

export function readScript(name: string, text: string): Script {
  const source = text.startsWith(byteOrderMark) ? text.slice(1) : text;
  const cells = source
    .split(divider)
    .filter((code) => code.trim() !== "")
    .map((code, index) => ({ cellId: `${name}#${index + 1}`, code }));
  return { name, cells };
}
