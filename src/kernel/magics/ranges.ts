// The cells that a range of history means, as IPython writes them: `1-3 5`, `4-`, `-2`.
import type { History } from "./magic.ts";

export interface Entry {
  count: number;
  code: string;
}

/** Throws where a word is no range. Those that are not remembered are left out. */
export function findEntries(words: readonly string[], { codes }: Pick<History, "codes">): Entry[] {
  const counts = Object.keys(codes).map(Number);
  const last = counts.at(-1) ?? 0;
  const wanted = words.flatMap((word) => {
    const [first, final] = readRange(word, last);
    return counts.filter((count) => first <= count && count <= final);
  });
  return wanted.map((count) => ({ count, code: codes[count]! }));
}

/** The first and the last cell that it means. */
export function readRange(word: string, last: number): [first: number, final: number] {
  const [, from, separator, to] = /^(\d*)([-:]?)(\d*)$/.exec(word) ?? [];
  if (from === undefined || (from === "" && to === "")) {
    const past = word.includes("/") ? `; %history ${word} tells of other sessions` : "";
    throw new TypeError(`\`${word}\` is no range of cells, as 3, 1-3 or 4- are${past}`);
  }
  const first = from === "" ? 1 : Number(from);
  if (separator === "") return [first, first];
  if (to === "") return [first, last];
  // IPython: `4:6` leaves the last one out.
  return [first, Number(to) - (separator === ":" ? 1 : 0)];
}

/** The last so many before the running cell, but for those that are like `skipped`. */
export function findLast(
  count: number,
  running: number,
  { codes }: Pick<History, "codes">,
  skipped?: RegExp,
): Entry[] {
  const before = Object.keys(codes)
    .map(Number)
    .filter((each) => each < running && skipped?.test(codes[each]!) !== true);
  return before.slice(-count).map((each) => ({ count: each, code: codes[each]! }));
}

/** As the lines of one text. */
export const joinCodes = (entries: readonly Entry[]): string =>
  entries.map(({ code }) => code.replace(/\n?$/, "\n")).join("");
