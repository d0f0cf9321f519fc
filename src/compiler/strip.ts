// The type stripper: the only file that knows amaro's ways. It is loaded when a text first needs it
// (10 ms). An interrupt may unwind it anywhere, and its memory is then in no known state: it is
// loaded again.
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type * as Amaro from "amaro";
import { loadFile } from "./load.ts";

export interface StripFailure {
  /** Unsupported: it is TypeScript, but more than types. */
  code: "UnsupportedSyntax" | "InvalidSyntax";
  message: string;
  /** Offsets in UTF-16 units. */
  start: number;
  end: number;
}

export type StripOutcome = { text: string } | { failure: StripFailure };

export interface Transformed {
  code: string;
  /** A source map as JSON. */
  map: string;
  /** What the map counts as the end of a line. */
  breaks: RegExp;
}

let loaded: typeof Amaro | undefined;
let isBusy = false;

export function loadStripper(): void {
  if (loaded !== undefined) return;
  const require = createRequire(import.meta.url);
  // What the package's entry would load; it only adds Node's module hooks to it.
  loaded = loadFile(join(dirname(require.resolve("amaro")), "internal.js")) as typeof Amaro;
}

/** Blanks types: every line and column stays, and so does every character that is no type. */
export function strip(source: string): StripOutcome {
  const plain = source.replace(/[^\n\r\x20-\x7e\u2028\u2029]/g, plainly);
  try {
    return { text: restore(source, plain, call(plain, { mode: "strip-only" }).code) };
  } catch (error) {
    return { failure: readFailure(plain, error) };
  }
}

/**
 * Places come back in columns of a terminal, so the stripper is shown a text of which each
 * character is one. Another that is no white space is part of a string, a comment, an expression or
 * a name, where this letter will do; the parser sees the real one.
 */
const plainly = (character: string): string => (/\s/.test(character) ? " " : "_");

/** Makes JavaScript of TypeScript that is more than types. */
export function transform(
  source: string,
  filename = "cell.ts",
): Transformed | { failure: StripFailure } {
  try {
    const { code, map } = call(source, { mode: "transform", sourceMap: true, filename });
    return { code, map: map ?? "", breaks: /\r\n|[\n\r]/g };
  } catch (error) {
    return { failure: readFailure(source, error) };
  }
}

function call(source: string, options: Parameters<typeof Amaro.transformSync>[1]) {
  if (isBusy) loaded = undefined;
  loadStripper();
  isBusy = true;
  try {
    const result = loaded!.transformSync(source, options);
    isBusy = false;
    return result;
  } catch (error) {
    // After an answer in its own words it is sound; after a trap or an overflow it is not.
    if (isAnswer(error)) isBusy = false;
    // What nesting does to it that is too deep for its stack.
    if (error instanceof Error && error.name === "RuntimeError")
      throw new RangeError(error.message);
    throw error;
  }
}

/** Of what came back, takes what was blanked or put in, and nothing else. */
function restore(source: string, plain: string, stripped: string): string {
  if (stripped === plain) return source;
  if (stripped.length !== plain.length) throw new Error("The stripper moved the text");
  let text = "";
  let from = 0;
  for (let at = 0; at < plain.length; at += 1) {
    if (stripped.charCodeAt(at) === plain.charCodeAt(at)) continue;
    text += source.slice(from, at);
    from = at;
    while (at < plain.length && stripped.charCodeAt(at) !== plain.charCodeAt(at)) at += 1;
    text += keepBreaks(source.slice(from, at), stripped.slice(from, at));
    from = at;
  }
  return keepSemicolons(source, text + source.slice(from));
}

/**
 * With a declaration of types goes the semicolon behind it, even where it is all that ends the
 * statement before: `let b = f() ⏎ type T = 1 ⏎ ;(g)()`. It stays, unless the stripper put in one.
 */
function keepSemicolons(source: string, text: string): string {
  let kept = text;
  for (let at = source.indexOf(";"); at !== -1; at = source.indexOf(";", at + 1)) {
    if (text[at] === ";") continue;
    const before = text.slice(0, at).trimEnd().length - 1;
    const isReplaced = text[before] === ";" && source[before] !== ";";
    nonBlank.lastIndex = at;
    const next = nonBlank.exec(text)?.index ?? text.length;
    const isLast = source.slice(at + 1, next) === text.slice(at + 1, next);
    if (isLast && !isReplaced) kept = `${kept.slice(0, at)};${kept.slice(at + 1)}`;
  }
  return kept;
}

const nonBlank = /\S/g;

/** What is wide is blanked with wide spaces, and the rarer line breaks with it. */
function keepBreaks(source: string, stripped: string): string {
  if (!/[^\0-\x7f]/.test(stripped)) return stripped;
  return stripped.replace(/\s/g, (blank, at: number) =>
    /[\n\r\u2028\u2029]/.test(source[at]!) ? source[at]! : " ",
  );
}

interface Answer {
  code: StripFailure["code"];
  message: string;
  startLine: number;
  startColumn: number;
  endLine: number;
  endColumn: number;
}

function isAnswer(error: unknown): error is Answer {
  return typeof error === "object" && error !== null && "startLine" in error;
}

function readFailure(plain: string, error: unknown): StripFailure {
  if (!isAnswer(error)) throw error;
  const starts = [0];
  for (const { index, 0: found } of plain.matchAll(/\r\n|[\n\r]/g))
    starts.push(index + found.length);
  const offset = (line: number, column: number): number =>
    Math.min((starts[line - 1] ?? plain.length) + column, plain.length);
  return {
    code: error.code,
    message: error.message,
    start: offset(error.startLine, error.startColumn),
    end: offset(error.endLine, error.endColumn),
  };
}
