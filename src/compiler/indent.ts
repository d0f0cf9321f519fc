// How far the next line of an unfinished text is moved in: one level deeper than the line that
// opened a bracket or asks for more, as deep as the line before otherwise; in the unit that the
// text itself shows.
import { readTokens, type Token } from "./tokens.ts";

interface Line {
  blanks: string;
  first: Token | undefined;
  last: Token | undefined;
  /** The line of the innermost bracket that is open where this one begins. */
  opener: number;
}

export function findIndent(text: string): string {
  const { tokens, open } = readTokens(text);
  if (open === "template" || open === "string") return ""; // blanks would be part of it
  const starts = findLineStarts(text);
  if (open === "comment") return blanksOf(text, starts.at(-2) ?? 0);
  const { lines, stack } = readLines(text, starts, tokens);
  const at = lines.findLastIndex(({ first }) => first !== undefined);
  const last = lines[at];
  if (!last) return "";
  const unit = findUnit(lines);
  const opener = stack.at(-1)?.line ?? -1;
  if (opener === at) return last.blanks + unit;
  const isHead = asksForMore(last) || isHeader(tokens);
  // The line that began what the last one goes on with.
  let begin = at;
  while (begin > opener + 1 && goesOn(lines, begin)) begin -= 1;
  const { blanks } = lines[begin] ?? last;
  const base = last.opener === opener ? blanks : outer(lines, opener, unit);
  return isHead ? base + unit : base;
}

/** Does this line go on with what the one before it began? */
function goesOn(lines: Line[], at: number): boolean {
  const line = lines[at];
  const before = lines[at - 1];
  if (!line || !before) return false;
  if (line.first === undefined || before.opener !== line.opener) return true;
  const isCase = before.first?.label === "case" || before.first?.label === "default";
  return asksForMore(before) && !(isCase && before.last?.label === ":");
}

/** It ends with an operator or the like, or with a comma that no bracket holds. */
function asksForMore({ last, opener }: Line): boolean {
  return last?.asks === true || (last?.label === "," && opener < 0);
}

/** Where the lines inside the bracket begin that this line opens. */
function outer(lines: Line[], opener: number, unit: string): string {
  const inside = lines.find(({ first, opener: own }) => first !== undefined && own === opener);
  if (inside && opener >= 0) return inside.blanks;
  return opener < 0 ? "" : (lines[opener]?.blanks ?? "") + unit;
}

function readLines(
  text: string,
  starts: number[],
  tokens: Token[],
): { lines: Line[]; stack: { line: number }[] } {
  const stack: { line: number }[] = [];
  const lines: Line[] = [];
  let next = 0;
  for (const [line, start] of starts.entries()) {
    const end = starts[line + 1] ?? text.length + 1;
    const opener = stack.at(-1)?.line ?? -1;
    const first = tokens[next];
    for (let token = first; token && token.start < end; token = tokens[++next]) {
      if (/^(?:[([{]|\$\{)$/.test(token.label)) stack.push({ line });
      else if (/^[)\]}]$/.test(token.label)) stack.pop();
    }
    const isEmpty = first === undefined || first.start >= end;
    lines.push({
      blanks: blanksOf(text, start),
      first: isEmpty ? undefined : first,
      last: isEmpty ? undefined : tokens[next - 1],
      opener,
    });
  }
  return { lines, stack };
}

/** `if (x)`, `for (…)`, `while (…)`: a statement is to follow. */
function isHeader(tokens: Token[]): boolean {
  let depth = 0;
  for (let at = tokens.length - 1; at >= 0; at -= 1) {
    const label = tokens[at]?.label ?? "";
    if (label === ")") depth += 1;
    else if (label === "(") depth -= 1;
    if (depth > 0) continue;
    if (label !== "(") return false;
    const isAwait = tokens[at - 2]?.label === "for" && tokens[at - 1]?.label === "name";
    return isAwait || ["if", "for", "while", "with"].includes(tokens[at - 1]?.label ?? "");
  }
  return false;
}

function findUnit(lines: Line[]): string {
  const steps = lines.filter(({ first, blanks }) => first && blanks !== "");
  if (steps.some(({ blanks }) => blanks.startsWith("\t"))) return "\t";
  const narrowest = Math.min(...steps.map(({ blanks }) => blanks.length), 8);
  return steps.length > 0 && narrowest > 1 ? " ".repeat(narrowest) : "  ";
}

function findLineStarts(text: string): number[] {
  return [0, ...Array.from(text.matchAll(/\r\n|[\n\r\u2028\u2029]/g), lineEnd)];
}

const lineEnd = (match: RegExpExecArray): number => match.index + match[0].length;

function blanksOf(text: string, start: number): string {
  blanks.lastIndex = start;
  return blanks.exec(text)?.[0] ?? "";
}

const blanks = /[ \t]*/y;
