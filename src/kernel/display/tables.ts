// Rows and columns as a table of HTML: arrays of records, and what `console.table` is given. Cells
// are read without running a getter.
import { inspect, types } from "node:util";
import { escapeHtml } from "./html.ts";
import type { PrintOptions } from "./print.ts";
import type { FormatContext } from "./shown.ts";
import { sizeOf } from "./size.ts";

const mostColumns = 100;
const mostCellLength = 200;

export interface Table {
  head: string[];
  /** A hole is an empty cell. */
  rows: unknown[][];
  /** How many there are, shown or not. */
  length: number;
}

/** An array of plain objects. */
export function formatRecords(value: unknown, { print }: FormatContext): object | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const items = readItems(value, print.maxRows);
  if (!items.every(isRecord)) return undefined;
  const columns = findColumns(items);
  if (columns.length === 0) return undefined;
  const rows = items.map((item, index) => [index, ...columns.map((name) => readOwn(item, name))]);
  return { "text/html": writeTable({ head: ["", ...columns], rows, length: value.length }) };
}

/** As `console.table` of Node has it. */
export function tabulate(
  given: object,
  columns: readonly string[] | undefined,
  { maxRows }: Readonly<PrintOptions>,
): Table {
  if (types.isMap(given)) {
    const rows = take(Map.prototype.entries.call(given), maxRows).map((entry, at) => [
      at,
      ...entry,
    ]);
    return { head: ["(iteration index)", "Key", "Values"], rows, length: sizeOf(given)! };
  }
  if (types.isSet(given)) {
    const rows = take(Set.prototype.values.call(given), maxRows).map((value, at) => [at, value]);
    return { head: ["(iteration index)", "Values"], rows, length: sizeOf(given)! };
  }
  const keys = Object.keys(given);
  const shown = keys.slice(0, maxRows);
  const items = shown.map((key) => readOwn(given, key));
  const names = columns ?? findColumns(items.filter(isObject));
  const hasPlain = items.some((item) => !isObject(item));
  const rows = items.map((item, index) => [
    shown[index],
    ...names.map((name) => (isObject(item) ? readOwn(item, name) : nothing)),
    ...(hasPlain ? [isObject(item) ? nothing : item] : []),
  ]);
  const head = ["(index)", ...names, ...(hasPlain ? ["Values"] : [])];
  return { head, rows, length: keys.length };
}

const nothing = Symbol("an empty cell");

export function writeTable({ head, rows, length }: Table): string {
  const cells = head.map((name) => `<th>${escapeHtml(name)}</th>`).join("");
  const lines = rows.map(([first, ...rest]) => {
    const data = rest.map((value) => `<td>${escapeHtml(writeCell(value))}</td>`).join("");
    return `<tr><th>${escapeHtml(String(first))}</th>${data}</tr>`;
  });
  const more = length > rows.length ? `<p>${rows.length} of ${length} rows</p>` : "";
  const body = `<tbody>\n${lines.join("\n")}\n</tbody>`;
  return `<table class="awaitd-table">\n<thead><tr>${cells}</tr></thead>\n${body}\n</table>${more}`;
}

function writeCell(value: unknown): string {
  if (value === nothing) return "";
  const text =
    typeof value === "string" ? value : inspect(value, { depth: 0, breakLength: Infinity });
  return text.length > mostCellLength ? `${text.slice(0, mostCellLength)}…` : text;
}

const isObject = (value: unknown): value is object =>
  (typeof value === "object" && value !== null) || typeof value === "function";

function isRecord(value: unknown): value is object {
  if (typeof value !== "object" || value === null || types.isProxy(value)) return false;
  const prototype: unknown = Reflect.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

function readItems(array: readonly unknown[], count: number): unknown[] {
  const length = Math.min(array.length, count);
  return Array.from({ length }, (_, index) => readOwn(array, String(index)));
}

function findColumns(items: readonly object[]): string[] {
  const names = new Set<string>();
  for (const item of items)
    for (const name of types.isProxy(item) ? [] : Object.keys(item)) {
      if (names.size === mostColumns) return [...names];
      names.add(name);
    }
  return [...names];
}

function readOwn(item: object, name: string): unknown {
  if (types.isProxy(item)) return nothing;
  const property = Object.getOwnPropertyDescriptor(item, name);
  if (!property) return nothing;
  return property.get || property.set ? getter : property.value;
}

const getter = { [inspect.custom]: () => "[Getter]" };

function take<T>(iterator: Iterator<T>, count: number): T[] {
  const taken: T[] = [];
  for (let next = iterator.next(); !next.done; next = iterator.next()) {
    if (taken.length === count) break;
    taken.push(next.value);
  }
  return taken;
}
