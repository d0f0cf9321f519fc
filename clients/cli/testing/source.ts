// A file as cells with expectations, and the file again when those have changed: scripts, Markdown,
// notebooks. What is no expectation stays as it is, byte for byte.
import { extname } from "node:path";
import { divide } from "../../../protocol/dividers.ts";
import type { LanguageId } from "../../../protocol/shapes.ts";
import { readDocument, writeDocument } from "../../shared/documents/file.ts";
import { applyEdits, type Edit } from "./expectations.ts";
import { findParts } from "./markdown.ts";

/** A run of lines of a file that is a cell, or several with `// %%` between them. */
export interface Part {
  /** Lines of the file, counted from 0, and the one behind the last. */
  from: number;
  to: number;
  /** Columns that are the file's, in each of its lines. */
  indent: number;
  languageId: LanguageId;
  title: string;
  /** Lines that say what it prints. */
  output?: { from: number; to: number };
}

export interface TestCell {
  cellId: string;
  name: string;
  /** Of the file, counted from 1; of a notebook's cell, of the cell. */
  line: number;
  column: number;
  isOfNotebook?: boolean;
  languageId: LanguageId;
  /** Without their ends. */
  lines: readonly string[];
  /** What it is to print, from beginning to end, and the line where that is said. */
  output?: { text: string; line: number };
}

/** What a cell is to say from now on. */
export interface CellChange {
  edits: readonly Edit[];
  output?: string;
}

export interface TestSource {
  name: string;
  cells: readonly TestCell[];
  /** The file with these changes. */
  write(changes: ReadonlyMap<TestCell, CellChange>): string;
}

export const isMarkdown = (name: string): boolean => /\.(md|markdown)$/i.test(name);
export const isNotebook = (name: string): boolean => /\.ipynb$/i.test(name);

const languageOf = (name: string): LanguageId =>
  /^\.[cm]?js$/i.test(extname(name)) ? "javascript" : "typescript";

export function readSource(name: string, text: string): TestSource {
  if (isNotebook(name)) return readNotebookSource(name, text);
  const whole = splitLines(text);
  const lines = whole.map((line) => line.replace(/\r?\n$/, "").replace(/^\uFEFF/, ""));
  const languageId = languageOf(name);
  const file = { from: 0, to: lines.length, indent: 0, title: "", languageId };
  const parts = (isMarkdown(name) ? findParts(lines) : [file]).flatMap((part) =>
    dividePart(lines, part),
  );
  const cells = parts.map((part, index) => readCell(name, index, lines, part));
  const partOf = new Map(cells.map((cell, index) => [cell, parts[index]!]));
  const end = whole[0]?.endsWith("\r\n") ? "\r\n" : "\n";
  const write: TestSource["write"] = (changes) => {
    const written = [...whole];
    // From below, so that lines above keep their numbers.
    for (const cell of cells.toReversed()) {
      const { edits = [], output } = changes.get(cell) ?? {};
      const part = partOf.get(cell)!;
      const indent = " ".repeat(part.indent);
      const put = (from: number, to: number, texts: readonly string[]): void => {
        const isAtEnd = to === whole.length && !whole.at(-1)?.endsWith("\n");
        const added = texts.map((line) => `${line === "" ? "" : indent}${line}${end}`);
        if (isAtEnd && added.length > 0) added.push(added.pop()!.slice(0, -end.length));
        written.splice(from, to - from, ...added);
      };
      if (output !== undefined && part.output)
        put(part.output.from, part.output.to, linesOf(output));
      for (const edit of edits.toSorted((a, b) => b.from - a.from))
        put(part.from + edit.from, part.from + edit.to, edit.lines);
    }
    const first = text.startsWith("\uFEFF") && !written[0]?.startsWith("\uFEFF") ? "\uFEFF" : "";
    return first + written.join("");
  };
  return { name, cells, write };
}

const splitLines = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
const linesOf = (text: string): string[] => (text === "" ? [] : text.split("\n"));

/** Its cells; what has no code is none. */
function dividePart(lines: readonly string[], part: Part): Part[] {
  const own = lines.slice(part.from, part.to);
  const text = own.map((line) => `${line}\n`).join("");
  const divided = divide(text).flatMap(({ start, end }) => {
    if (text.slice(start, end).trim() === "") return [];
    const from = part.from + text.slice(0, start).split("\n").length - 1;
    const to = part.from + text.slice(0, end).split("\n").length - 1;
    const before = start === 0 ? "" : (lines[from - 1] ?? "");
    const title = /^\s*\/\/ ?%%\s*(.*)$/.exec(before)?.[1]?.trim() || part.title;
    const { indent, languageId } = part;
    const found: Part = { from, to, indent, languageId, title };
    return [found];
  });
  const last = divided.at(-1);
  if (last && part.output) last.output = part.output;
  return divided;
}

function readCell(name: string, index: number, lines: readonly string[], part: Part): TestCell {
  const { from, to, indent, languageId, title, output } = part;
  const cellId = `${name}#${index + 1}`;
  const cut = (line: string): string =>
    line.slice(Math.min(indent, line.length - line.trimStart().length));
  return {
    cellId,
    name: title === "" ? cellId : `${cellId} ${title}`,
    line: from + 1,
    column: indent + 1,
    languageId,
    lines: lines.slice(from, to).map(cut),
    output: output && {
      text: lines.slice(output.from, output.to).map(cut).join("\n"),
      line: output.from + 1,
    },
  };
}

function readNotebookSource(name: string, text: string): TestSource {
  const document = readDocument(name, text);
  const languageId = document.languageId === "javascript" ? "javascript" : "typescript";
  const code = document.cells.filter(({ kind, source }) => kind === "code" && source.trim() !== "");
  const cells = code.map((cell, index): TestCell => {
    const cellId = `${name}#${index + 1}`;
    const place = { line: 1, column: 1, isOfNotebook: true };
    return { cellId, name: cellId, ...place, languageId, lines: cell.source.split("\n") };
  });
  const write: TestSource["write"] = (changes) => {
    const changed = document.cells.map((cell) => {
      const change = changes.get(cells[code.indexOf(cell)]!);
      if (!change) return cell;
      return { ...cell, source: applyEdits(cell.source.split("\n"), change.edits).join("\n") };
    });
    return writeDocument({ ...document, cells: changed });
  };
  return { name, cells, write };
}
