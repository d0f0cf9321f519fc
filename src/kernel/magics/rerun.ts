import { readCount } from "./flags.ts";
import type { KernelAccess, Magic } from "./magic.ts";
import { findEntries, findLast, joinCodes, type Entry } from "./ranges.ts";
import { readWords } from "./arguments.ts";

export const rerun: Magic = {
  names: ["%rerun"],
  waits: true,
  doc: `Run cells of this session again, as one; its value is that of the last.

  %rerun                the one before this one that is no %rerun
  %rerun 1-3 5          those cells
  %rerun -l 5           the last 5 such`,
  async run({ line }, { kernel, print, executionCount, evaluate }) {
    const entries = choose("%rerun", line, executionCount, kernel);
    const code = joinCodes(entries);
    print(`=== Executing: ===\n${code}=== Output: ===\n`);
    return evaluate(code);
  },
};

export const recall: Magic = {
  names: ["%recall", "%rep"],
  waits: false,
  doc: `Return the text of cells of this session, for a client to edit and send.

  %recall               of the one before this one
  %recall 1-3 5         of those cells
  %recall -l 5          of the last 5 before this one

IPython puts the text into the next prompt; a kernel has none, so it is the value of the call.`,
  run: ({ line }, { kernel, executionCount }) =>
    joinCodes(choose("%recall", line, executionCount, kernel)).trimEnd(),
};

function choose(magic: string, line: string, running: number, { history }: KernelAccess): Entry[] {
  const { values, words } = readWords(magic, line, { values: ["l"] });
  const isLast = values.l !== undefined || words.length === 0;
  const entries = isLast
    ? findLast(readCount(values.l, "l", 1), running, history, magic === "%rerun" ? own : undefined)
    : findEntries(words, history);
  if (entries.some(({ count }) => count === running))
    throw new TypeError(`${magic} is part of the cells that it was asked for (${running})`);
  if (entries.length === 0)
    throw new TypeError(`${magic} finds no such cell; %history -n has them`);
  return entries;
}

const own = /^\s*%rerun\b/;
