// What a cell may hold beyond TypeScript, line by line: `%name …`, `%%name …` over a whole cell,
// `!command`, `thing?`, and an assignment from the first and the third. Each becomes a call on the
// line where it stands; which magics there are, and what they do, others know. What JavaScript can
// mean, it means: `!flag` negates, `a⏎% b` is a remainder.
import type { AnyNode } from "acorn";
import { createDiagnostic, type Diagnostic } from "./diagnostics.ts";
import { createEdits, type Edits } from "./edits.ts";
import { LineStarts, type LineStart } from "./line-starts.ts";
import { scopeName } from "./names.ts";
import { createLines, createPositionMap, type PositionMap } from "./positions.ts";
import { isMentioned, isShellLine } from "./shell-line.ts";

/** What the compiler asks about magics; `%name`, `%%name`, `!`, `!!`, `?` and `??`. */
export interface MagicTable {
  /** `waits`: what it returns is awaited, and holds its value in a box. */
  find(name: string): { waits: boolean } | undefined;
  /** Words for the end of a message about a name that is no magic's. */
  suggest(name: string): string;
  /** Is there a variable of this name, in the session or for every program? */
  hasVariable(name: string): boolean;
}

/** Is it what the magic of a cell waits for? */
export const isMagicWait = (node: AnyNode): boolean => {
  if (node.type !== "AwaitExpression" || node.argument.type !== "CallExpression") return false;
  const { callee } = node.argument;
  if (callee.type !== "MemberExpression" || callee.object.type !== "Identifier") return false;
  const { object, property } = callee;
  return object.name === scopeName && property.type === "Identifier" && property.name === "magic";
};

export interface Expanded {
  text: string;
  /** None where the text is the source. */
  map?: PositionMap;
  diagnostic?: Diagnostic;
}

/** Cheap, and true of hardly any other cell. */
export const mayHoldMagics = (source: string): boolean =>
  /^[ \t]*[%!?]|\S\?[ \t]*\r?$|=[ \t]*[%!]/m.test(source);

/** `%%name`, and not a question about it. */
export const cellHead = /^(?:[ \t]*\r?\n)*%%(?=[^\s%])(?![\w-]+\?\??\s*$)/;

/** Is it one magic from its first line to its last? */
export const holdsCell = (source: string): boolean => cellHead.test(source);

export function expandMagics(source: string, table: MagicTable): Expanded {
  const cell = cellHead.exec(source);
  if (cell) return expandCell(source, cell[0].length, table);
  const edits = createEdits(source);
  let isFound = false;
  for (const call of findLines(source, table)) {
    if ("message" in call) return { text: source, diagnostic: call };
    replaceLine(source, call, edits, table);
    isFound = true;
  }
  if (!isFound) return { text: source };
  const { code, map } = edits.apply();
  return { text: code, map };
}

/** The lines of a cell that are calls, in their order; the last may be one that is refused. */
export function* findLines(source: string, table: MagicTable): Generator<LineCall | Diagnostic> {
  const starts = new LineStarts(source);
  let end = 0;
  for (const { index, 0: blank } of source.matchAll(candidates)) {
    const start = index + blank.length;
    const around = start < end ? undefined : starts.reach(start);
    const call = around && readLine(source, start, around, table);
    if (call === undefined) continue;
    yield call;
    if ("message" in call) return;
    ({ end } = call);
    starts.skip(end);
  }
}

const candidates = /^[ \t]*(?=[%!?]|[^\r\n]*(?:\?[ \t]*\r?$|=[ \t]*[%!]))/gm;

/** `%%name line⏎body` */
function expandCell(source: string, nameStart: number, table: MagicTable): Expanded {
  const name = `%%${readName(source, nameStart)}`;
  const at = nameStart - 2;
  const known = table.find(name);
  if (known === undefined) return { text: source, diagnostic: refuse(source, at, name, table) };
  const lineEnd = findLineEnd(source, at);
  const bodyStart = lineEnd + (source.startsWith("\r\n", lineEnd) ? 2 : 1);
  const line = source.slice(at + name.length, lineEnd).trim();
  const call = createCall(source, { name, line, at, body: source.slice(bodyStart) });
  const text = source.slice(0, at) + (known.waits ? `(await ${call}).value` : call);
  const kept = [
    { generated: 0, original: 0, length: at },
    { generated: at, original: at, length: 1 },
  ];
  return { text, map: createPositionMap(source, text, kept) };
}

interface Call {
  /** `%name`, `%%name`, `!`, `!!`, `?` or `??`. */
  name: string;
  line: string;
  /** Where it begins. */
  at: number;
  body?: string;
}

export interface LineCall extends Call {
  end: number;
  isAssigned: boolean;
}

function readLine(
  source: string,
  start: number,
  around: LineStart,
  table: MagicTable,
): LineCall | Diagnostic | undefined {
  const end = findLogicalEnd(source, start);
  const assigned = assignment.exec(source.slice(start, end));
  const isAssigned = assigned !== null;
  const at = start + (assigned?.[0].length ?? 0);
  const place = { at, end, isAssigned };
  const text = source.slice(at, end).replace(/\\\r?\n\s*/g, " ");
  const rest = source.slice(0, start) + source.slice(end);
  if (around.follows) return undefined;
  if (text.startsWith("%") && !/^%+[\w-]+\?\??\s*$/.test(text)) {
    const name = `%${readName(source, at + 1)}`;
    if (name === "%") return undefined;
    if (table.find(name)) return { ...place, name, line: text.slice(name.length).trim() };
    // `a⏎%b` is a remainder where there is a `b`.
    const bare = name.slice(1);
    const mayDivide = !around.isFresh && !isAssigned;
    if (mayDivide && (table.hasVariable(bare) || isMentioned(bare, rest))) return undefined;
    return refuse(source, at, name, table);
  }
  // In a block a name may be anything: a parameter, a variable of its own.
  if (around.depth > 0) return undefined;
  if (text.startsWith("!")) {
    if (!isShellLine(text, rest, table.hasVariable)) return undefined;
    const isDouble = text.startsWith("!!");
    const line = text.slice(isDouble ? 2 : 1).trim();
    return { ...place, name: isDouble || isAssigned ? "!!" : "!", line };
  }
  if (!isLast(source, end)) return undefined;
  const [, before, following, preceding, after] = question.exec(text) ?? [];
  const [name, line] = [before ?? after, following ?? preceding];
  return name && line ? { ...place, at: start, name, line, isAssigned: false } : undefined;
}

/** `const files = `, `[a, b] = `, `let x: string = ` */
const assignment = new RegExp(
  String.raw`^(?:(?:const|let|var)[ \t]+)?(?:[\w$]+|[[{][^=;\r\n]*[\]}])` +
    String.raw`(?:[ \t]*:[^=;\r\n]*)?[ \t]*=[ \t]*(?=[%!])`,
);

const question = /^(?:(\?\??)[ \t]*([^\s?]+)|([%*\w$][^\s?;(){}=]*)(\?\??))[ \t]*$/;

/** Nothing comes after it but other questions: a `?` of JavaScript goes on. */
const isLast = (source: string, end: number): boolean =>
  source
    .slice(end)
    .split(/\r?\n/)
    .every((line) => line.trim() === "" || /^\?|\?$/.test(line.trim()));

function replaceLine(source: string, found: LineCall, edits: Edits, table: MagicTable): void {
  const { at, end, name, isAssigned } = found;
  const call = createCall(source, found);
  const awaited = table.find(name)?.waits === true ? `(await ${call}).value` : call;
  const head = `${isAssigned ? "" : ";"}${awaited};`;
  // A call may be as long as what it stands for, and is not the same text; its breaks are.
  const kept = [{ generated: 0, original: at, length: 1 }];
  let breaks = "";
  for (const { 0: lineBreak, index } of source.slice(at, end).matchAll(/[\n\r\u2028\u2029]/g)) {
    const generated = head.length + breaks.length;
    kept.push({ generated, original: at + index, length: 1 });
    breaks += lineBreak;
  }
  edits.replace(at, end, head + breaks, kept);
}

/** Line and column say where the magic's own text stands, so that code in it keeps its places. */
function createCall(source: string, { name, line, at, body }: Call): string {
  const nameLength = name.startsWith("!") ? 1 : name.length;
  const found = body === undefined ? source.indexOf(line, at + nameLength) : -1;
  const { position } = createLines(source);
  const own = position(found === -1 ? at : found);
  const place = body === undefined ? own : { line: own.line + 1, column: 1 };
  const parts = [name, line, place.line, place.column, ...(body === undefined ? [] : [body])];
  return `${scopeName}.magic(${parts.map(quote).join(",")})`;
}

/** V8 counts the rarer line breaks within a string, too. */
const quote = (part: string | number): string =>
  JSON.stringify(part).replace(/[\u2028\u2029]/g, (found) =>
    found === "\u2028" ? "\\u2028" : "\\u2029",
  );

function refuse(source: string, start: number, name: string, table: MagicTable): Diagnostic {
  const message = `No magic is called ${name}${table.suggest(name)}`;
  return createDiagnostic(source, message, start, start + name.length);
}

function readName(source: string, start: number): string {
  name.lastIndex = start;
  return name.exec(source)?.[0] ?? "";
}

const name = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;

function findLineEnd(source: string, start: number): number {
  lineEnd.lastIndex = start;
  return lineEnd.exec(source)?.index ?? source.length;
}

const lineEnd = /\r\n|[\n\r\u2028\u2029]|$/g;

/** A magic's line that ends with a backslash goes on in the next one. */
function findLogicalEnd(source: string, start: number): number {
  let end = findLineEnd(source, start);
  const mayGoOn = /^[%!]|=[ \t]*[%!]/.test(source.slice(start, end));
  while (mayGoOn && source[end - 1] === "\\" && end < source.length)
    end = findLineEnd(source, end + (source.startsWith("\r\n", end) ? 2 : 1));
  return end;
}
