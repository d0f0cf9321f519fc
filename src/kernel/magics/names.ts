import type { KernelAccess, Magic } from "./magic.ts";
import { formOf, lengthOf, shorten, typeOf } from "./values.ts";

const perRow = 8;
const shownLetters = 55;

export const who: Magic = {
  names: ["%who"],
  waits: false,
  doc: `Print the session's names.

  %who                  all
  %who function Array   those of these types, or that were declared so: let, const, var, class,
                        function, import`,
  run({ line }, { kernel, print }) {
    const names = findNames(line, kernel);
    const rows = names.map((name, index) => `${name}\t${(index + 1) % perRow === 0 ? "\n" : " "}`);
    const isWhole = names.length % perRow === 0;
    print(names.length === 0 ? sayNone(line) : `${rows.join("")}${isWhole ? "" : "\n"}`);
  },
};

export const whos: Magic = {
  names: ["%whos"],
  waits: false,
  doc: `Print the session's names in a table: Variable, Type, Data/Info.

  %whos                 all
  %whos number Map      those of these types, or that were declared so, as of %who

Of what has members their number is shown, of anything else the beginning and the end.`,
  run({ line }, { kernel, print }) {
    const rows = findNames(line, kernel).map((name): [string, string, string] => {
      const value = kernel.names.get(name);
      return [name, typeOf(value), describe(value)];
    });
    print(rows.length === 0 ? sayNone(line) : writeTable(rows));
  },
};

export const whoLs: Magic = {
  names: ["%who_ls"],
  waits: false,
  doc: `Return the session's names, sorted, as an array.

  %who_ls               all
  %who_ls function      those of these types, or that were declared so, as of %who`,
  run: ({ line }, { kernel }) => findNames(line, kernel),
};

function findNames(line: string, { names }: KernelAccess): string[] {
  const wanted = line.split(/[\s,]+/).filter(Boolean);
  const sorted = [...names.kinds.keys()].toSorted();
  if (wanted.length === 0) return sorted;
  return sorted.filter((name) => {
    const type = typeOf(names.get(name));
    const kind = names.kinds.get(name)!;
    return wanted.some((each) => each === type || each === kind || type.endsWith(` ${each}`));
  });
}

const sayNone = (line: string): string =>
  line === "" ? "Interactive namespace is empty.\n" : "No variables match your requested type.\n";

function describe(value: unknown): string {
  const text = typeof value === "string" ? value.replaceAll("\n", "\\n") : undefined;
  if (text !== undefined) return shorten(text, shownLetters);
  const length = lengthOf(value);
  return length === undefined ? shorten(formOf(value, 0), shownLetters) : `n=${length}`;
}

function writeTable(rows: readonly [string, string, string][]): string {
  const head = ["Variable", "Type", "Data/Info"] as const;
  const [first, second] = [0, 1].map(
    (column) => 3 + Math.max(...[head, ...rows].map((row) => row[column]!.length)),
  );
  const write = ([name, type, data]: readonly [string, string, string]): string =>
    `${name.padEnd(first!)}${type.padEnd(second!)}${data}\n`;
  const line = `${"-".repeat(first! + second! + head[2].length)}\n`;
  return write(head) + line + rows.map(write).join("");
}
