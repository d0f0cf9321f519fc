// Is what was shown what was expected? `…` and `...` stand for any text.
import { diff } from "node:util";
import { trimLines } from "./expectations.ts";

const wildcard = /\u2026|\.\.\./;

export function matches(expected: string, actual: string): boolean {
  const shown = trimLines(actual);
  const isLine = !expected.includes("\n");
  return fits(expected, shown) || (isLine && shown.includes("\n") && fits(expected, fold(shown)));
}

/** Short enough for one line, an object is shown on one: `{ a: 1 }`. */
export const fold = (text: string): string => text.replaceAll(/\s*\n\s*/g, " ");

/** Part by part, so that no number of wildcards makes it slow. */
function fits(expected: string, actual: string): boolean {
  const parts = expected.split(wildcard);
  const last = parts.pop()!;
  if (parts.length === 0) return last === actual;
  let at = 0;
  for (const [index, part] of parts.entries()) {
    const found = actual.indexOf(part, at);
    if (found < 0 || (index === 0 && found > 0)) return false;
    at = found + part.length;
  }
  return actual.length - last.length >= at && actual.endsWith(last);
}

const mark = (sign: string, text: string): string =>
  (text || "(nothing)")
    .split("\n")
    .map((line) => `${sign} ${line}`.trimEnd())
    .join("\n");

/** Both, one above the other; of many lines the difference. */
export function compareTexts(expected: string, actual: string): string {
  const isShort = !expected.includes("\n") && !actual.includes("\n");
  if (isShort || expected === "" || actual === "")
    return `${mark("-", expected)}\n${mark("+", actual)}`;
  const told: string[] = [];
  const added: string[] = [];
  for (const [side, line] of diff(actual.split("\n"), expected.split("\n"))) {
    if (side === 0) told.push(...added.splice(0), `  ${line}`);
    else if (side < 0) told.push(`- ${line}`);
    else added.push(`+ ${line}`);
  }
  return [...told, ...added].map((line) => line.trimEnd()).join("\n");
}
