// Diagnostics are data: a message in V8's words where the parser's differ, and the range it means.
import { createLines } from "./positions.ts";
import { putInWords } from "./wording.ts";
import { endsExpression, findSurroundings, type Token } from "./surroundings.ts";

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
  // What acorn makes of the error of the same name.
  if (error.message.startsWith("Not enough stack")) throw new RangeError(error.message);
  return { message: error.message.replace(/ \(\d+:\d+\)$/, ""), position: Number(error.pos) };
}

export function diagnoseFailure(source: string, failure: ParseFailure): Diagnostic {
  const { message, position } = failure;
  const end = tokenEnd(source, position);
  if (message === "Unexpected token") return diagnoseToken(source, position, end);
  const told = putInWords(message, source, position);
  // The parser means a regular expression or a template by what follows its first character.
  const isInside = /regular expression|^Unterminated template/.test(message);
  const start = isInside && /[/`]/.test(source[position - 1] ?? "") ? position - 1 : position;
  return createDiagnostic(source, told, start, end);
}

/** V8 says what it misses where it can. */
function diagnoseToken(source: string, position: number, end: number): Diagnostic {
  const { open, before } = findSurroundings(source, position);
  const token = source.slice(position, end);
  const bare = findBareConstant(before);
  if (bare !== undefined && /^[;,]?$/.test(token)) {
    const what = bare.kind === "name" ? "const" : "destructuring";
    const told = `Missing initializer in ${what} declaration`;
    return createDiagnostic(source, told, bare.start, bare.end);
  }
  if (token === "(" && before.at(-1)?.text === "function") {
    return createDiagnostic(source, "Function statements require a function name", position, end);
  }
  const innermost = open.at(-1);
  const isComplete = endsExpression(before.at(-1)) && /^(?:[\p{L}$_#\d"'`{[;)\]}]|$)/u.test(token);
  if (isComplete && innermost?.isCall === true) {
    return createDiagnostic(source, "missing ) after argument list", position, end);
  }
  if (isComplete && innermost?.text === "${") {
    return createDiagnostic(source, "Missing } in template expression", position, end);
  }
  return createDiagnostic(source, unexpected(token), position, end);
}

/** `const a`, `const {a}`: the name or the pattern's bracket, if that is what stands last. */
function findBareConstant(before: readonly Token[]): Token | undefined {
  const index = before.findLastIndex(({ text }) => text === "const");
  const [first, ...rest] = before.slice(index + 1);
  if (index < 0 || first === undefined) return undefined;
  if (rest.length === 0) return first.kind === "name" ? first : undefined;
  const closer = first.text === "{" ? "}" : "]";
  const isPattern = (first.text === "{" || first.text === "[") && rest.at(-1)?.text === closer;
  return isPattern && rest.every(({ text }) => text !== "=") ? first : undefined;
}

const tokenPattern = new RegExp(
  [
    "[\\p{ID_Start}$_#][\\p{ID_Continue}$\\u200c\\u200d]*",
    "\\.?\\d[\\w.]*",
    `"[^"\\n]*"?|'[^'\\n]*'?`,
    "`|=>|\\.\\.\\.|\\*\\*|\\|\\||&&|\\?\\?|[^\\s]",
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
  if (/^\.?\d/.test(token)) return "Unexpected number";
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
