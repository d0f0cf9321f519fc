// From TypeScript to JavaScript: types are blanked, so that every line and column stays; what is
// more than types (enums, namespaces, parameter properties, assertions in angle brackets) is put
// aside, one after the other, until the stripper has nothing against the rest, and lowered after.
import { findTokens } from "./grammar.ts";
import { lowerClasses } from "./classes.ts";
import { parseFailure, type ParseFailure } from "./diagnostics.ts";
import { lower } from "./lower.ts";
import { assertionMessage, createMarks, putAside, putBack, stripMarked } from "./marks.ts";
import { parseCell, type ParsedCell, type ParseOptions } from "./parse.ts";
import type { PositionMap } from "./positions.ts";
import type { StripFailure } from "./strip.ts";

export interface Erased {
  text: string;
  /** From places in `text` to places in the source; without it they are the same. */
  map?: PositionMap;
}

/** Each thing to be put aside is found by a pass of its own. */
const maxPasses = 500;

export interface EraseFailure extends ParseFailure {
  /** How far the text was read. */
  end: number;
}

export type EraseOutcome = { erased: Erased } | { failure: EraseFailure };

export function erase(source: string, options: ParseOptions): EraseOutcome {
  try {
    return eraseAll(source, options);
  } catch (error) {
    // What was printed for a part of the cell is no JavaScript, because that part was none.
    return { failure: { ...parseFailure(error), position: 0, end: source.length } };
  }
}

function eraseAll(source: string, options: ParseOptions): EraseOutcome {
  const marks = createMarks();
  let masked = source;
  for (let pass = 0; pass < maxPasses; pass += 1) {
    const outcome = stripMarked(masked, marks);
    const overlooked = "text" in outcome ? findOverlooked(outcome.text, options) : undefined;
    if ("text" in outcome && overlooked === undefined) {
      const lowered = lower(putBack(outcome.text, marks), marks, options);
      const isDone = "failure" in lowered || options.decorated !== undefined;
      return isDone ? lowered : lowerClasses(lowered.erased, options);
    }
    const failure = "failure" in outcome ? outcome.failure : overlooked!;
    const next = putAside(source, masked, failure, marks);
    if (next === undefined) {
      const { message, start, end } = failure;
      return { failure: { message, position: start, end } };
    }
    masked = next;
  }
  const message = `A cell can hold ${maxPasses} enums, namespaces and the like, no more`;
  return { failure: { message, position: 0, end: source.length } };
}

/** `<const>x` and `await <T>x`, which the stripper leaves as they are. */
function findOverlooked(text: string, options: ParseOptions): StripFailure | undefined {
  const matches = [...text.matchAll(/<\s*const\s*>|(?<=\bawait\s*)</g)];
  if (matches.length === 0) return undefined;
  const parsed = parseCell(text, { ...options, decorated: { classes: [] } });
  if ("cell" in parsed && !comparesAwait(text, parsed.cell, options)) return undefined;
  const tokens = findTokens(text);
  const start = matches.find(({ index }) => tokens.has(index))?.index;
  if (start === undefined) return undefined;
  return { code: "UnsupportedSyntax", message: assertionMessage, start, end: start + 1 };
}

/** `await <T>x` is two comparisons to a script that has no other `await`. */
export function comparesAwait(text: string, cell: ParsedCell, options: ParseOptions): boolean {
  return options.autoawait && !cell.awaitIsKeyword && /\bawait\s*</.test(text);
}
