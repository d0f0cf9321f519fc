// The decided differences from V8's REPL mode: test/cases/reference/differences.txt. Each section
// is a reason and the cells that it explains, `file: title: number, number`, counted from 1.
import { readCases } from "./compiler-cases.ts";

/** `file: title` → the numbers of the cells that differ. */
export type Differences = Map<string, Set<number>>;

export function readDifferences(path: string): Differences {
  const found: Differences = new Map();
  for (const { title: reason, body } of readCases(path)) {
    for (const line of body.split("\n").filter(Boolean)) {
      const match = /^(.+): ([\d, ]+)$/.exec(line);
      if (match === null) throw new Error(`${path}, "${reason}": what is "${line}"?`);
      const [, name = "", numbers = ""] = match;
      const cells = found.get(name) ?? new Set();
      for (const number of numbers.split(",")) cells.add(Number(number));
      found.set(name, cells);
    }
  }
  return found;
}
