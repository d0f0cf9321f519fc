// Diagnostics are data: a message in V8's words where the parser's differ, and the range it means.
import { createLines } from "./positions.ts";

export interface Diagnostic {
  name: "SyntaxError";
  message: string;
  /** Offsets in UTF-16 units. */
  start: number;
  end: number;
  /** Counted from 1. */
  line: number;
  column: number;
}

export function createDiagnostic(
  source: string,
  message: string,
  start: number,
  end: number,
): Diagnostic {
  return { name: "SyntaxError", message, start, end, ...createLines(source).position(start) };
}

/** What acorn throws. Any other error is a bug of ours and goes on. */
export interface ParseFailure {
  message: string;
  position: number;
}

export function parseFailure(error: unknown): ParseFailure {
  if (!(error instanceof SyntaxError) || !("pos" in error)) throw error;
  return { message: error.message.replace(/ \(\d+:\d+\)$/, ""), position: Number(error.pos) };
}

const inWordsOfV8: readonly (readonly [RegExp, string])[] = [
  [/^'return' outside of function$/, "Illegal return statement"],
  [/^Unsyntactic break$/, "Illegal break statement"],
  [/^Unsyntactic continue$/, "Illegal continue statement: no surrounding iteration statement"],
  [/^'super' keyword outside a method$/, "'super' keyword unexpected here"],
  [/^super\(\) call outside constructor/, "'super' keyword unexpected here"],
  [/^'new\.target' can only be used/, "new.target expression is not allowed here"],
  [/^Unterminated string constant$/, "Invalid or unexpected token"],
  [/^Assigning to rvalue$/, "Invalid left-hand side in assignment"],
];

export function diagnoseFailure(source: string, failure: ParseFailure): Diagnostic {
  const { message, position } = failure;
  const end = tokenEnd(source, position);
  if (message === "Unexpected token") {
    return createDiagnostic(source, unexpected(source.slice(position, end)), position, end);
  }
  const known = inWordsOfV8.find(([pattern]) => pattern.test(message));
  return createDiagnostic(source, known?.[1] ?? message, position, end);
}

const tokenPattern = new RegExp(
  [
    "[\\p{ID_Start}$_#][\\p{ID_Continue}$\\u200c\\u200d]*",
    "\\d[\\w.]*",
    `"[^"\\n]*"?|'[^'\\n]*'?`,
    "`|=>|\\.\\.\\.|[^\\s]",
  ].join("|"),
  "uy",
);

function tokenEnd(source: string, start: number): number {
  tokenPattern.lastIndex = start;
  return start + (tokenPattern.exec(source)?.[0].length ?? 0);
}

function unexpected(token: string): string {
  if (token === "") return "Unexpected end of input";
  if (/^["']/.test(token)) return "Unexpected string";
  if (/^\d/.test(token)) return "Unexpected number";
  if (token === "`") return "Unexpected template string";
  if (/^[\p{ID_Start}$_]/u.test(token) && !reserved.has(token))
    return `Unexpected identifier '${token}'`;
  return `Unexpected token '${token}'`;
}

const reserved = new Set(
  (
    "break case catch class const continue debugger default delete do else export extends false " +
    "finally for function if import in instanceof new null return super switch this throw true " +
    "try typeof var void while with"
  ).split(" "),
);
