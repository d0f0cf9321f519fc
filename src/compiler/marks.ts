// What the stripper does not take is put aside: something that takes as much room stands in its
// place, and a mark says what was there.
import { strip, type StripFailure, type StripOutcome } from "./strip.ts";

/** A stretch of the source. */
export interface Mark {
  start: number;
  end: number;
  /** What stood there. */
  text: string;
}

export interface Marks {
  /** Enums and namespaces; a block stands in their place (that is no object). */
  declarations: Mark[];
  /** Parameters that are properties, without their modifiers. */
  properties: Mark[];
  /** `~` that were assertions in angle brackets. */
  assertions: number[];
  /** JavaScript that the stripper refuses, sloppy or wrong; it goes back as it was. */
  refused: Mark[];
  /** Functions that are all there is behind an `if`; before them the stripper finds a label. */
  bare: number[];
}

export function createMarks(): Marks {
  return { declarations: [], properties: [], assertions: [], refused: [], bare: [] };
}

const label = "__cell:";

/** Strips what is left of a text; places are those without the labels. */
export function stripMarked(text: string, { bare }: Marks): StripOutcome {
  if (bare.length === 0) return strip(text);
  const places = bare.toSorted((a, b) => a - b);
  const pieces = [0, ...places].map((from, index) => text.slice(from, places[index]));
  const outcome = strip(pieces.join(label));
  if ("failure" in outcome) {
    const { failure } = outcome;
    const place = (offset: number): number =>
      offset -
      label.length * places.filter((at, index) => at + index * label.length < offset).length;
    return { failure: { ...failure, start: place(failure.start), end: place(failure.end) } };
  }
  let stripped = outcome.text;
  for (const at of places) stripped = stripped.slice(0, at) + stripped.slice(at + label.length);
  return { text: stripped };
}

/** What the stripper says of `<T>x`. */
export const assertionMessage = "The angle-bracket syntax";

/** Undefined: the failure is the user's. */
export function putAside(
  source: string,
  text: string,
  failure: StripFailure,
  marks: Marks,
): string | undefined {
  const { start, end, message } = failure;
  const mark = { start, end, text: source.slice(start, end) };
  const found = text.slice(start, end);
  const put = (at: number, replacement: string): string =>
    text.slice(0, at) + replacement + text.slice(at + replacement.length);
  if (/^TypeScript (?:enum|namespace declaration) is/.test(message)) {
    marks.declarations.push(mark);
    const before = exportPattern.exec(text.slice(Math.max(0, start - 200), start))?.[0] ?? "";
    return put(start - before.length, `${blank(before)}{;${blank(found.slice(2, -1))}}`);
  }
  if (message.startsWith("TypeScript parameter property")) {
    const modifiers = modifiersPattern.exec(text.slice(0, start))?.[0];
    if (modifiers === undefined) return undefined;
    marks.properties.push(mark);
    return put(start - modifiers.length, blank(modifiers));
  }
  if (message === "Declaration is not allowed" && found === "function") {
    if (marks.bare.includes(start)) return undefined;
    marks.bare.push(start);
    return text;
  }
  // In a class that extends none: a mistake of types alone.
  if (message.startsWith("This member cannot have an 'override'")) return put(start, blank(found));
  if (message.startsWith(assertionMessage)) return putAssertion(text, start, marks, put);
  if (message.startsWith("TypeScript import equals")) {
    const at = start + (/^export\s+/.exec(found)?.[0].length ?? 0);
    return put(at, "const ");
  }
  if (message.startsWith("TypeScript export assignment")) {
    const head = /^export\s*=/.exec(found)?.[0];
    return head && put(start, `void 0${blank(head.slice("export".length, -1))},`);
  }
  const before = /\bawait(?=\s+$)/.exec(text.slice(0, start));
  if (before !== null && failure.code === "InvalidSyntax") {
    const at = before.index;
    marks.refused.push({ start: at, end: at + 5, text: "await" });
    return put(at, "void ");
  }
  const stand = standIn(message, found);
  if (stand === undefined || stand === found) return undefined;
  marks.refused.push(mark);
  return put(start, stand);
}

/** White space and comments. */
export const gap = String.raw`(?:\s|/\*(?:(?!\*/)[^])*\*/|//.*\n)`;
const modifiersPattern = new RegExp(
  String.raw`(?:\b(?:public|private|protected|readonly|override)\b${gap}*)+$`,
);
const exportPattern = new RegExp(String.raw`\bexport${gap}+$`);

/** Sloppy code is JavaScript, too: whether it may stand there, the parser that comes after says. */
function standIn(message: string, found: string): string | undefined {
  if (message.startsWith("The 'with' statement")) return "if  ";
  if (/^Legacy (?:octal literals|decimal escape)/.test(message)) return found.replace(/\d/g, "1");
  if (/^Legacy octal escape|identifier in strict mode$/.test(message) || isStrictName(found))
    return "_".repeat(found.length);
  // The parser that comes after names the function around it.
  if (found === "await") return "void ";
  return undefined;
}

const isStrictName = (name: string): boolean => name === "eval" || name === "arguments";

type Put = (at: number, replacement: string) => string;

/** `<T>x`: an operator stands for the type where brackets must come around `x`. */
function putAssertion(text: string, start: number, marks: Marks, put: Put): string | undefined {
  for (let at = text.indexOf(">", start); at !== -1; at = text.indexOf(">", at + 1)) {
    const type = text.slice(start + 1, at);
    const isWhole = "text" in strip(`0 as (${type}\n)`) || /^\s*const\s*$/.test(type);
    if (!isWhole || text[at - 1] === "=") continue;
    const blanked = blank(text.slice(start, at + 1));
    if (isInside(text, start) && !/^\s*const\s*$/.test(type)) return put(start, blanked);
    marks.assertions.push(start);
    return put(start, `~${blanked.slice(1)}`);
  }
  return undefined;
}

/** Where whatever comes is an expression, and a line break ends nothing. */
function isInside(text: string, start: number): boolean {
  return /(?:[([,?|&]|(?:^|[^=!<>])=)\s*$/.test(text.slice(Math.max(0, start - 200), start));
}

export function putBack(text: string, marks: Marks): string {
  let whole = text;
  for (const { start, end, text: was } of marks.refused) {
    whole = whole.slice(0, start) + was + whole.slice(end);
  }
  return whole;
}

function blank(text: string): string {
  return text.replace(/[^\n\r\u2028\u2029]/g, " ");
}
