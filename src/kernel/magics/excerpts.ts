// A stack with the lines of source that its rows are about, as IPython's tracebacks have them.
import { readFileSync } from "node:fs";

export interface Excerpts {
  /** The texts of cells by their numbers. */
  codes: Readonly<Record<number, string>>;
  /** What is told below the lines: of the names in the one that is meant. */
  explain?: (line: string) => readonly string[];
}

const linesAround = 2;

/** Rows of Node's and of packages stay as they are. */
export function writeExcerpts(stack: string, excerpts: Excerpts): string {
  const rows = stack.split("\n");
  // A refused cell's line stands below its place already.
  return rows
    .map((row, index) => (rows[index + 1] === "" ? row : row + writeExcerpt(row, excerpts)))
    .join("\n");
}

function writeExcerpt(row: string, { codes, explain }: Excerpts): string {
  const match = /^(\s+)at (?:.*\()?(?:In\[(\d+)\]|(.+)):(\d+):(\d+)\)?(?: \{)?$/.exec(row);
  if (!match) return "";
  const [, blank = "", count, file, number, column] = match;
  const text = count === undefined ? readSource(file!) : codes[Number(count)];
  const lines = text?.split(/\r?\n/) ?? [];
  const at = Number(number);
  const meant = lines[at - 1];
  if (meant === undefined) return "";
  const first = Math.max(1, at - linesAround);
  const last = Math.min(lines.length, at + linesAround);
  const width = Math.max(String(last).length + "--> ".length, 6);
  const shown: string[] = [];
  for (let line = first; line <= last; line += 1) {
    const label =
      line === at ? `${"-".repeat(width - String(line).length - 2)}> ${line}` : `${line}`;
    shown.push(`${label.padStart(width)} ${lines[line - 1]}`);
    if (line === at) shown.push(`${" ".repeat(width)} ${copyBlank(meant, Number(column))}^`);
  }
  const told = explain?.(meant) ?? [];
  return [...shown, ...told].map((each) => `\n${blank}  ${each.trimEnd()}`).join("");
}

/** As wide as what stands before the column. */
const copyBlank = (line: string, column: number): string =>
  line.slice(0, column - 1).replace(/[^\t]/g, " ");

function readSource(file: string): string | undefined {
  if (file.startsWith("node:") || /[\\/]node_modules[\\/]/.test(file)) return undefined;
  try {
    return readFileSync(file.startsWith("file:") ? new URL(file) : file, "utf8");
  } catch {
    return undefined; // one that was made by a program, or is gone
  }
}
