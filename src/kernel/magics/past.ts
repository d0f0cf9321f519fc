// Cells of other sessions than this one, which only the daemon has: `~1/1-5` are those of the
// session before this one, `7/` all of the session that entries number 7.
import type { HistoryEntry, HistoryQuery } from "../../../protocol/history.ts";
import type { KernelAccess } from "./magic.ts";
import { readRange, type Entry } from "./ranges.ts";

export interface PastEntry extends Entry {
  session: number;
  output?: string | undefined;
}

type Ask = Pick<KernelAccess, "queryHistory">;

const pastRange = /^(~?)(\d+)\/(.*)$/;

export const isPast = (word: string): boolean => pastRange.test(word);

export async function findRange(word: string, output: boolean, kernel: Ask): Promise<PastEntry[]> {
  const [, relative = "", number = "", range = ""] = pastRange.exec(word) ?? [];
  const last = Number.MAX_SAFE_INTEGER - 1;
  const [start, final] = range === "" ? [1, last] : readRange(range, last);
  const session = relative === "" ? Number(number) : -Number(number);
  return query({ mode: "range", session, start, stop: final + 1, output }, kernel);
}

/** `pattern`: a piece of the cell, in which `*`, `?` and `[a-z]` stand for others. */
export const search = (
  pattern: string,
  wanted: Pick<HistoryQuery, "output" | "unique" | "n">,
  kernel: Ask,
): Promise<PastEntry[]> =>
  query({ mode: "search", pattern: pattern === "" ? "*" : `*${pattern}*`, ...wanted }, kernel);

async function query(asked: HistoryQuery, { queryHistory }: Ask): Promise<PastEntry[]> {
  const { entries } = await queryHistory(asked);
  return entries.map(({ session, line, code, output }: HistoryEntry) => ({
    session,
    count: line,
    code,
    output,
  }));
}
