// Markdown as a file of cells: its fences of JavaScript and TypeScript. One in a comment of HTML is
// a cell that no reader sees.
import type { Part } from "./source.ts";

interface Fence {
  /** Lines of the file, counted from 0: the first one inside, and the closing one. */
  from: number;
  to: number;
  indent: number;
  words: string[];
  heading: string;
}

const languages: Record<string, Part["languageId"]> = {
  ...Object.fromEntries(["js", "javascript", "mjs", "cjs"].map((name) => [name, "javascript"])),
  ...Object.fromEntries(["ts", "typescript", "mts", "cts"].map((name) => [name, "typescript"])),
};

/** `lines` without their ends. */
export function findParts(lines: readonly string[]): Part[] {
  const parts: Part[] = [];
  for (const fence of findFences(lines)) {
    const { from, to, indent, words, heading } = fence;
    const languageId = languages[words[0] ?? ""];
    if (languageId !== undefined) {
      if (!words.includes("skip")) parts.push({ from, to, indent, languageId, title: heading });
    } else if (words.includes("output")) {
      const last = parts.at(-1);
      if (last && isRightBehind(lines, last.to, from)) last.output = { from, to };
    }
  }
  return parts;
}

/** Nothing but blanks between the closing line of a fence and the opening one of the next? */
const isRightBehind = (lines: readonly string[], closing: number, from: number): boolean =>
  lines.slice(closing + 1, from - 1).every((line) => line.trim() === "");

const listItem = /^\s*(?:[-*+]|\d{1,9}[.)])(?:\s|$)/;
/** From here on text that is in no list is code by its indent, whatever it says. */
const codeIndent = 4;

/** https://spec.commonmark.org/0.31.2/#fenced-code-blocks, also in lists. */
function findFences(lines: readonly string[]): Fence[] {
  const fences: Fence[] = [];
  let open: (Fence & { fence: string }) | undefined;
  let heading = "";
  let isInList = false;
  for (const [at, line] of lines.entries()) {
    if (open) {
      const [, closing = ""] = /^\s*(`{3,}|~{3,})\s*$/.exec(line) ?? [];
      if (!closing.startsWith(open.fence)) continue;
      fences.push({ ...open, to: at });
      open = undefined;
      continue;
    }
    if (/^\S/.test(line)) isInList = false;
    isInList ||= listItem.test(line);
    heading = /^ {0,3}#{1,6}\s+(.*?)(?:\s+#+)?\s*$/.exec(line)?.[1] ?? heading;
    const [, blanks = "", fence, info = ""] = /^(\s*)(`{3,}|~{3,})([^`]*)$/.exec(line) ?? [];
    if (fence === undefined || (blanks.length >= codeIndent && !isInList)) continue;
    const words = info.toLowerCase().match(/[\w+#-]+/g) ?? [];
    open = { from: at + 1, to: lines.length, indent: blanks.length, words, heading, fence };
  }
  return open ? [...fences, open] : fences;
}
