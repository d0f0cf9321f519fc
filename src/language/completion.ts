// What the server suggests, in the words of the protocol.
import type { Result } from "../../protocol/methods.ts";
import { settleWithin } from "../std/timeout.ts";
import { untangle } from "./wording.ts";
import { toOffset, type Range } from "./places.ts";

type Match = Result<"complete">["matches"][number];

/** `rank`: what is nearer comes first; `start`: where what it stands for begins, if it says. */
export interface Suggestion {
  match: Match;
  rank: string;
  start?: number;
}

/** As the server tells it; `data` it wants back. */
export interface Item {
  label: string;
  kind?: number;
  sortText?: string;
  detail?: string;
  insertText?: string;
  textEdit?: { newText: string; range?: Range; insert?: Range };
  additionalTextEdits?: { range: Range; newText: string }[];
  labelDetails?: { description?: string };
  data?: { source?: string };
}

export type Items = Item[] | { items: Item[] };

interface Context {
  code: string;
  wanted: (label: string) => boolean;
  resolve: (item: Item) => Promise<Item>;
  /** What is not told within this time is left out. */
  detailMs: number;
}

/** Of so many more is said: each costs the server a look. */
const maxResolved = 32;

export async function readCompletion(
  found: Items | null,
  { code, wanted, resolve, detailMs }: Context,
): Promise<Suggestion[]> {
  const items = Array.isArray(found) ? found : (found?.items ?? []);
  const fitting = items
    .filter(({ label, data }) => wanted(label) && !isOurs(data?.source ?? label))
    .toSorted((a, b) => order(a, b));
  const resolved = fitting
    .slice(0, maxResolved)
    .map((item) => settleWithin(detailMs, resolve(item), item));
  const told = [...(await Promise.all(resolved)), ...fitting.slice(maxResolved)];
  return told.map((item) => suggest(item, code));
}

const order = (a: Item, b: Item): number => {
  const [left, right] = [a.sortText ?? a.label, b.sortText ?? b.label];
  if (left !== right) return left < right ? -1 : 1;
  return a.label < b.label ? -1 : a.label > b.label ? 1 : 0;
};

const isOurs = (source: string): boolean => source.includes(".awaitd-");

function suggest(item: Item, code: string): Suggestion {
  const { label, kind, sortText = "", textEdit } = item;
  const insertText = textEdit?.newText ?? item.insertText;
  const range = textEdit?.range ?? textEdit?.insert;
  const start = range && toOffset(code, range.start);
  const detail = describe(item);
  const edits = readEdits(item, code);
  const match: Match = {
    label,
    kind: classify(kind ?? 0, item.data?.source === undefined ? detail : undefined),
    ...(detail === undefined ? {} : { detail }),
    ...(insertText === undefined || insertText === label ? {} : { insertText }),
    ...(edits.length === 0 ? {} : { edits }),
  };
  return { match, rank: sortText, ...(start === undefined ? {} : { start }) };
}

function describe({ detail, labelDetails }: Item): string | undefined {
  return detail === undefined ? labelDetails?.description : untangle(detail);
}

/** The server takes what another cell has declared for a variable, until it is asked for more. */
function classify(kind: number, detail = ""): Match["kind"] {
  const [word = ""] = detail.split(/[ (]/, 1);
  return declared[word] ?? kinds[kind] ?? "variable";
}

const declared: Record<string, Match["kind"]> = {
  function: "function",
  class: "class",
  interface: "class",
  type: "class",
  enum: "class",
  namespace: "module",
  module: "module",
};

/** What would be before the first line goes to the head of the code. */
function readEdits({ additionalTextEdits = [] }: Item, code: string): NonNullable<Match["edits"]> {
  return additionalTextEdits.map(({ range, newText }) => {
    const start = toOffset(code, range.start);
    const end = toOffset(code, range.end);
    if (start !== undefined && end !== undefined) return { start, end, newText };
    return { start: 0, end: 0, newText: `${newText.trim()}\n` };
  });
}

/** By the numbers of the Language Server Protocol. */
const kinds: Record<number, Match["kind"]> = {
  2: "method",
  3: "function",
  4: "class",
  5: "property",
  6: "variable",
  7: "class",
  8: "class",
  9: "module",
  10: "property",
  13: "class",
  14: "keyword",
  17: "file",
  19: "directory",
  20: "property",
  21: "variable",
  22: "class",
  25: "class",
};
