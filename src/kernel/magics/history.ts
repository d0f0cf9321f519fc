import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { readCount, readFlags } from "./flags.ts";
import type { History, KernelAccess, Magic } from "./magic.ts";
import { findRange, isPast, search, type PastEntry } from "./past.ts";
import { findEntries, findLast, type Entry } from "./ranges.ts";
import { formOf } from "./values.ts";
import { readWords, type Words } from "./arguments.ts";

const numberWidth = 4;

export const history: Magic = {
  names: ["%history", "%hist"],
  waits: true,
  doc: `Print what was typed in this session, or in others.

  %history              all that is remembered: the last 1,000 cells
  %history 1-3 5        those cells; also \`4-\`, \`-3\`, and \`4:6\` without the sixth
  %history ~1/ 7/1-5    of the session before this one, and of session 7
  %history -l 5         the last 5 before this one
  %history -g TEXT      of all sessions, those that have this in them; \`*\` is any text
  -n                    with their numbers
  -o                    with their values
  -u                    of equal ones the last alone
  -f FILE               into a file, which must not be there yet`,
  async run({ line }, { kernel, print, executionCount }) {
    const known = { switches: ["g", "n", "o", "u"], values: ["l", "f"] } as const;
    const flags = readFlags(line, known);
    // What is looked for is code, and may have quotes and options in it.
    const isSearch = flags.switches.has("g");
    const { switches, values } = isSearch ? flags : readWords("%history", line, known);
    const all = isSearch
      ? await search(flags.rest, readWanted(switches, values.l), kernel)
      : await choose(readWords("%history", line, known), kernel, executionCount);
    const entries = switches.has("u") ? keepLast(all) : all;
    const text = entries.map((entry) => write(entry, switches, kernel.history)).join("");
    if (values.f === undefined) return print(text);
    const path = resolve(values.f);
    writeFileSync(path, text, { flag: "wx" });
    print(`The history is in ${path}.\n`);
  },
};

type Found = Entry | PastEntry;

const readWanted = (switches: ReadonlySet<string>, most: string | undefined) => ({
  output: switches.has("o"),
  unique: switches.has("u"),
  ...(most !== undefined && { n: readCount(most, "l", 10) }),
});

async function choose(
  { words, switches, values }: Words<string, "l">,
  kernel: KernelAccess,
  running: number,
): Promise<Found[]> {
  const { history: own } = kernel;
  const { l: last } = values;
  if (last !== undefined && words.length > 0)
    throw new TypeError("%history takes -l or ranges, not both");
  if (last !== undefined) return findLast(readCount(last, "l", 10), running, own);
  if (words.length === 0) return findEntries(["1-"], own);
  const found: Found[] = [];
  for (const word of words)
    found.push(
      ...(isPast(word)
        ? await findRange(word, switches.has("o"), kernel)
        : findEntries([word], own)),
    );
  return found;
}

function keepLast(entries: readonly Found[]): Found[] {
  const byCode = new Map<string, Found>();
  for (const entry of entries) {
    byCode.delete(entry.code);
    byCode.set(entry.code, entry);
  }
  return [...byCode.values()];
}

function write(
  entry: Found,
  switches: ReadonlySet<"g" | "n" | "o" | "u">,
  { values }: History,
): string {
  const { count, code } = entry;
  const isOld = "session" in entry;
  const text = code.replace(/\n?$/, "\n");
  const space = text.trimEnd().includes("\n") ? "\n" : " ";
  const place = isOld ? `${entry.session}/${count}` : String(count).padStart(numberWidth);
  const number = switches.has("n") || isOld ? `${place}:${space}` : "";
  const value = isOld ? entry.output : count in values ? formOf(values[count], 2) : undefined;
  return number + text + (switches.has("o") && value !== undefined ? `${value}\n` : "");
}
