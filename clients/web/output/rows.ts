// A list of items as rows of which only those in view are drawn. A text is cut into blocks of so
// many lines, always at the same places, so that a block that is full never changes.
import { toPlain } from "../../shared/ansi.ts";
import type { Item } from "../../shared/output-list.ts";
import { chooseType } from "./mime.ts";

const blockLines = 32;

export interface TextRow {
  type: "text";
  key: string;
  item: Item;
  lines: readonly string[];
  /** Where in `lines` the block begins and ends. */
  from: number;
  to: number;
  isFirst: boolean;
  /** Grows when what is in the block may be another. */
  stamp: number;
}

export interface ItemRow {
  type: "item";
  key: string;
  item: Item;
  isFirst: boolean;
}

export type Row = TextRow | ItemRow;

interface Text {
  lines: readonly string[];
  /** The number of the first of them. */
  first: number;
  count: number;
}

interface Part {
  item: Item;
  text: Text | undefined;
  /** Of the rows before it. */
  start: number;
  blocks: number;
  hasItemRow: boolean;
}

export class Rows {
  readonly count: number;
  /** Lines of text in all of them. */
  readonly lines: number;
  readonly #parts: Part[] = [];

  constructor(items: readonly Item[]) {
    let start = 0;
    let lines = 0;
    for (const item of items) {
      const text = textOf(item);
      const blocks = text ? countBlocks(text) : 0;
      const hasItemRow = !text || (item.type === "display" && item.metadata["ref"] !== undefined);
      lines += text?.count ?? 0;
      if (blocks === 0 && !hasItemRow) continue;
      this.#parts.push({ item, text, start, blocks, hasItemRow });
      start += blocks + (hasItemRow ? 1 : 0);
    }
    this.count = start;
    this.lines = lines;
  }

  at(index: number): Row {
    const { item, text, start, blocks } = this.#partOf(index);
    const at = index - start;
    if (!text || at >= blocks) return { type: "item", key: String(item.key), item, isFirst: !text };
    const block = Math.floor(text.first / blockLines) + at;
    const from = Math.max(0, block * blockLines - text.first);
    const to = Math.min(text.count, (block + 1) * blockLines - text.first);
    const [isFirst, isLast] = [at === 0, at === blocks - 1];
    const key = `${item.key}.${block}`;
    return {
      type: "text",
      key,
      item,
      isFirst,
      lines: text.lines,
      from,
      to,
      stamp: isLast ? item.revision : 0,
    };
  }

  /** How high a row may be, in lines: about, where they are wrapped at so many columns. */
  linesAt(index: number, columns = Infinity): number {
    const row = this.at(index);
    if (row.type === "item") return 4;
    return columns === Infinity ? row.to - row.from : countWrapped(row, columns);
  }

  /** Where the row is in which that item is drawn as a whole. */
  indexOf(itemKey: string): number | undefined {
    const part = this.#parts.find(
      ({ item, hasItemRow }) => hasItemRow && String(item.key) === itemKey,
    );
    return part && part.start + part.blocks;
  }

  *[Symbol.iterator](): Iterator<Row> {
    for (let index = 0; index < this.count; index++) yield this.at(index);
  }

  #partOf(index: number): Part {
    let low = 0;
    let high = this.#parts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#parts[middle]!.start <= index) low = middle;
      else high = middle - 1;
    }
    return this.#parts[low]!;
  }
}

const wrapped = new WeakMap<object, Map<string, { count: number; columns: number }>>();

/** Counted once for a block that is full, for all of them are asked for whenever a line comes. */
function countWrapped({ lines, from, to, key }: TextRow, columns: number): number {
  const known = wrapped.get(lines) ?? new Map<string, { count: number; columns: number }>();
  wrapped.set(lines, known);
  const found = known.get(key);
  if (found?.columns === columns) return found.count;
  let count = 0;
  for (let at = from; at < to; at++)
    count += Math.max(1, Math.ceil(toPlain(lines[at]!).length / columns));
  if (to - from === blockLines) known.set(key, { count, columns });
  return count;
}

const countBlocks = ({ first, count }: Text): number =>
  count === 0
    ? 0
    : Math.floor((first + count - 1) / blockLines) - Math.floor(first / blockLines) + 1;

/** Displays that have nothing better than their text are drawn as one. */
function textOf(item: Item): Text | undefined {
  if (item.type === "text") {
    const { lines, first, count } = item.text;
    return { lines, first, count };
  }
  if (item.type !== "display" || chooseType(item.data) !== "text/plain") return undefined;
  const lines = splitPlain(item.data);
  return { lines, first: 0, count: lines.length };
}

const split = new WeakMap<object, readonly string[]>();

/** Data are never changed, only replaced. */
function splitPlain(data: Record<string, unknown>): readonly string[] {
  const known = split.get(data);
  if (known) return known;
  const lines = plainOf(data).split("\n");
  split.set(data, lines);
  return lines;
}

export const plainOf = (data: Record<string, unknown>): string =>
  (data["text/plain"] as string | undefined) ?? "";

/** All that there is to read, as text without colours. */
export function copyOf(items: readonly Item[]): string {
  const texts = items.flatMap((item) => {
    if (item.type === "text") return [toPlain(item.text.toString()).replace(/\n$/, "")];
    if (item.type === "display") return [plainOf(item.data)];
    if (item.type === "error")
      return [item.error.stack || `${item.error.name}: ${item.error.message}`];
    return [];
  });
  return `${toPlain(texts.join("\n"))}\n`;
}
