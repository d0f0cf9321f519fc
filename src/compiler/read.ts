// From a cell's text to its tree. As JavaScript first, so that plain JavaScript pays nothing; types
// are erased where that fails, or where TypeScript may read it otherwise.
import { misplacedDecorator } from "./decorators.ts";
import { diagnoseFailure, type Diagnostic, type ParseFailure } from "./diagnostics.ts";
import { comparesAwait, erase, type EraseFailure, type Erased } from "./erase.ts";
import { mayBeGeneric } from "./generics.ts";
import { createLines } from "./positions.ts";
import { parseCell, type ParsedCell, type ParseOptions } from "./parse.ts";

export interface ReadOptions extends ParseOptions {
  languageId: "typescript" | "javascript";
}

/** `erased` is the JavaScript that was parsed; it is the source itself if that was JavaScript. */
export type ReadOutcome =
  { erased: Erased; cell: ParsedCell } | { erased: Erased; diagnostic: Diagnostic };

export function readCell(source: string, options: ReadOptions): ReadOutcome {
  const plain = { erased: { text: source }, ...parseCell(source, options) };
  if (options.languageId === "javascript") return plain;
  if ("cell" in plain && !mayBeTyped(source, plain.cell, options)) return plain;
  const outcome = erase(source, options);
  if ("failure" in outcome) {
    if ("cell" in plain) return plain;
    return { ...plain, diagnostic: choose(source, plain.diagnostic, outcome.failure) };
  }
  const { erased } = outcome;
  // Decorators are no types: their parser reads farther.
  const hasMore = /@|\baccessor\b/.test(erased.text);
  if (erased.text === source && ("cell" in plain || !hasMore)) return plain;
  const parsed = parseCell(erased.text, options);
  if ("cell" in parsed) return { erased, ...parsed };
  if ("cell" in plain) return plain;
  const exact = hasMore && parseCell(erased.text, { ...options, decorated: { classes: [] } });
  const { diagnostic } = exact && "diagnostic" in exact ? exact : parsed;
  const found = moveDiagnostic(diagnostic, erased, source);
  const isMisplaced = source[found.start] === "@" && !found.message.startsWith("Decorators");
  const message = isMisplaced ? misplacedDecorator : found.message;
  return { erased, diagnostic: { ...found, message } };
}

/** What is JavaScript, and may be TypeScript that means something else. */
function mayBeTyped(source: string, cell: ParsedCell, options: ReadOptions): boolean {
  return mayBeGeneric(source, cell.program) || comparesAwait(source, cell, options);
}

/** From a place in what was erased to the place in the source. */
export function moveDiagnostic(
  found: Diagnostic,
  { text, map }: Erased,
  source: string,
): Diagnostic {
  if (map === undefined) return found;
  const [from, to] = [createLines(text), createLines(source)];
  const move = (offset: number): number => to.offset(map.toOriginal(from.position(offset)));
  const start = move(found.start);
  const end = Math.max(start, move(found.end));
  return { ...found, start, end, ...to.position(start) };
}

/** Whoever read farther knows better what is wrong; JavaScript, where both stopped at one place. */
function choose(source: string, plain: Diagnostic, failure: EraseFailure): Diagnostic {
  if (failure.position === plain.start || failure.end <= plain.start) return plain;
  if (isSameInBoth(source, plain)) return plain;
  return diagnoseFailure(source, inWordsOfAcorn(failure));
}

/** An unfinished literal or comment, or a statement that both languages have. */
function isSameInBoth(source: string, { message, start }: Diagnostic): boolean {
  if (message === "Invalid or unexpected token") return /^["'/\d]/.test(source[start] ?? "");
  return /^(?:Missing catch|Illegal newline|Invalid left-hand side)/.test(message);
}

const words: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:Expected|Expression expected|Unexpected token|Unexpected eof|Property assign)/,
    "Unexpected token",
  ],
  [/^Return statement is not allowed here/, "'return' outside of function"],
  [/^A 'break' statement can only be used/, "Unsyntactic break"],
  [/^A 'continue' statement can only/, "Unsyntactic continue"],
  [/^Invalid assignment target|^The left-hand side of an assignment/, "Assigning to rvalue"],
  [/^'const' declarations must be initialized/, "Missing initializer in const declaration"],
  [/^Unterminated regexp/, "Invalid regular expression: missing /"],
  [/^Unexpected character/, "Invalid or unexpected token"],
];

function inWordsOfAcorn({ message, position }: ParseFailure): ParseFailure {
  const known = words.find(([pattern]) => pattern.test(message));
  return { message: known?.[1] ?? message, position };
}
