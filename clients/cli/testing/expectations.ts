// What a cell says of itself: comments `//=> …` behind code, or on lines of their own below. Text
// in, text out; whether an expectation is met, `matching.ts` knows, and where code ends before it,
// the daemon.

export type ExpectationKind = "value" | "throws" | "prints";

export interface Expectation {
  kind: ExpectationKind;
  /** What is expected, in lines; empty where nothing is said yet. */
  text: string;
  /** Its lines, in the cell's, counted from 0: the first one and the one behind the last. */
  from: number;
  to: number;
  /** Where in its first line it begins. */
  column: number;
  /** As its author writes it: `//=>` or `// =>`. */
  sign: string;
}

const mark = /(^|\s)(\/\/ ?=>)/g;
const word = /^ ?(throws|prints)(?![\w(.])/;
const indentOf = (line: string): string => /^\s*/.exec(line)![0];

/** Where expectations may begin in the line, if that is no text of a string. */
export const findMarks = (line: string): number[] =>
  [...line.matchAll(mark)].map(({ index, 1: blank = "" }) => index + blank.length);

/** Is the mark all that stands on its line? */
export const isAlone = (line: string, column: number): boolean =>
  line.slice(0, column).trim() === "";

/** Reads what begins at this place, with the lines of comment that go on with it. */
export function readExpectation(
  lines: readonly string[],
  from: number,
  column: number,
): Expectation {
  const line = lines[from]!;
  const [sign] = /^\/\/ ?=>/.exec(line.slice(column))!;
  const said = line.slice(column + sign.length);
  const kind = (word.exec(said)?.[1] ?? "value") as ExpectationKind;
  const first = said.replace(word, "").replace(/^ /, "");
  const least = sign.length - 1;
  const widest = first.trim() === "" ? least : sign.length - 2 + said.indexOf(first);
  const rest: string[] = [];
  let to = from + 1;
  for (; to < lines.length; to++) {
    const more = readMore(lines[to]!, least, widest);
    if (more === undefined) break;
    rest.push(more);
  }
  const text = (first.trim() === "" ? rest : [first, ...rest]).join("\n");
  return { kind, text: trimLines(text), from, to, column, sign };
}

/** A comment goes on with an expectation where its text is indented as far, or is empty. */
function readMore(line: string, least: number, widest: number): string | undefined {
  const text = /^\s*\/\/(.*)$/.exec(line)?.[1];
  if (text === undefined) return undefined;
  if (text.trim() === "") return "";
  const blanks = indentOf(text).length;
  return blanks < least ? undefined : text.slice(Math.min(blanks, widest));
}

/** Blanks at the end of a line, and empty lines at the end, are nothing that one can see. */
export const trimLines = (text: string): string =>
  text
    .replaceAll(/[ \t]+$/gm, "")
    .replace(/^\n+/, "")
    .trimEnd();

const widestLine = 100;

/** Lines of a cell that are to be others. */
export interface Edit {
  from: number;
  to: number;
  lines: readonly string[];
}

/** Has another text expected. What doesn't fit behind the code stands below it. */
export function editExpectation(
  lines: readonly string[],
  { from, to, column, sign }: Expectation,
  kind: ExpectationKind,
  text: string,
): Edit {
  const before = lines[from]!.slice(0, column);
  return { from, to, lines: writeExpectation(before, sign, kind, text) };
}

export function applyEdits(lines: readonly string[], edits: readonly Edit[]): string[] {
  const changed = [...lines];
  for (const edit of edits.toSorted((a, b) => b.from - a.from))
    changed.splice(edit.from, edit.to - edit.from, ...edit.lines);
  return changed;
}

function writeExpectation(
  before: string,
  sign: string,
  kind: ExpectationKind,
  text: string,
): string[] {
  const start = kind === "value" ? sign : `${sign} ${kind}`;
  const [first = "", ...rest] = text.split("\n");
  const more = `//${" ".repeat(sign.length - 1)}`;
  if (rest.length === 0) {
    const line = `${before}${first === "" ? start : `${start} ${first}`}`;
    if (before.trim() === "" || line.length <= widestLine) return [line];
    return [before.trimEnd(), `${indentOf(before)}${start} ${first}`];
  }
  const indent = indentOf(before);
  const head = before.trim() === "" ? [] : [before.trimEnd()];
  // Where the first line is indented, only lines below each other show how far.
  const isValue = kind === "value" && !/^\s/.test(first);
  const said = isValue
    ? [`${start} ${first}`, ...rest.map(fill)]
    : [start, ...[first, ...rest].map(fill)];
  function fill(line: string): string {
    return line === "" ? "//" : `${more}${line}`;
  }
  return [...head, ...said.map((line) => `${indent}${line}`)];
}
