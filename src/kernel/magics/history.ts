import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { readCount } from "./flags.ts";
import type { History, Magic } from "./magic.ts";
import { findEntries, findLast, type Entry } from "./ranges.ts";
import { formOf } from "./values.ts";
import { readWords } from "./arguments.ts";

const numberWidth = 4;

export const history: Magic = {
  names: ["%history", "%hist"],
  waits: false,
  doc: `Print what was typed in this session.

  %history              all that is remembered: the last 1,000 cells
  %history 1-3 5        those cells; also \`4-\`, \`-3\`, and \`4:6\` without the sixth
  %history -l 5         the last 5 before this one
  -n                    with their numbers
  -o                    with their values
  -u                    of equal ones the last alone
  -f FILE               into a file, which must not be there yet`,
  run({ line }, { kernel, print, executionCount }) {
    const known = { switches: ["n", "o", "u"], values: ["l", "f"] } as const;
    const { switches, values, words } = readWords("%history", line, known);
    const isLast = values.l !== undefined;
    if (isLast && words.length > 0) throw new TypeError("%history takes -l or ranges, not both");
    const all = isLast
      ? findLast(readCount(values.l, "l", 10), executionCount, kernel.history)
      : findEntries(words.length > 0 ? words : ["1-"], kernel.history);
    const entries = switches.has("u") ? keepLast(all) : all;
    const text = entries.map((entry) => write(entry, switches, kernel.history)).join("");
    if (values.f === undefined) return print(text);
    const path = resolve(values.f);
    writeFileSync(path, text, { flag: "wx" });
    print(`The history is in ${path}.\n`);
  },
};

function keepLast(entries: readonly Entry[]): Entry[] {
  const byCode = new Map<string, Entry>();
  for (const entry of entries) {
    byCode.delete(entry.code);
    byCode.set(entry.code, entry);
  }
  return [...byCode.values()];
}

function write(
  { count, code }: Entry,
  switches: ReadonlySet<"n" | "o" | "u">,
  { values }: History,
): string {
  const text = code.replace(/\n?$/, "\n");
  const space = text.trimEnd().includes("\n") ? "\n" : " ";
  const number = switches.has("n") ? `${String(count).padStart(numberWidth)}:${space}` : "";
  const value = switches.has("o") && count in values ? `${formOf(values[count], 2)}\n` : "";
  return number + text + value;
}
