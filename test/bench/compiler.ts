// Compiling beside acorn's parsing of the same text, and isComplete.
import { parse } from "acorn";
import { compile } from "../../src/compiler/compile.ts";
import { judgeCompleteness } from "../../src/compiler/completeness.ts";
import type { Benchmark, Figure, Sample } from "./harness.ts";

const settings = { autoawait: true, form: "async" } as const;
const javascript = { ...settings, languageId: "javascript" } as const;
const typescript = { ...settings, languageId: "typescript" } as const;

const short = `const response = await load("/items");
const { items = [], total } = response;
let sum = 0;
for (const item of items) {
  if (item.price > 10) sum += item.price * item.count;
}
function format(value) {
  return \`\${value.toFixed(2)} of \${total}\`;
}
format(sum);`;
const typed = short.replace("(value)", "(value: number): string").replace("sum =", "sum: number =");
const long = Array.from({ length: 1000 }, (_, n) =>
  short.replaceAll(/response|items|total|sum|format/g, (name) => `${name}${n}`),
).join("\n");

/**
 * Microseconds (or milliseconds) of one of `count` runs, of this thread's own time: nothing of it
 * waits, and what else the machine does is no work of the compiler's.
 */
const time =
  (count: number, perUnit: number, work: () => unknown): Sample =>
  () => {
    const start = process.threadCpuUsage();
    for (let n = 0; n < count; n += 1) work();
    const { user, system } = process.threadCpuUsage(start);
    return Promise.resolve((((user + system) / 1000) * perUnit) / count);
  };

const compileCell = (source: string, options: typeof javascript | typeof typescript) =>
  compile(source, { ...options, file: "In[1]", names: new Map() });

const parseAlone = (source: string) =>
  parse(source, { ecmaVersion: "latest", allowAwaitOutsideFunction: true });

export const compiler: Benchmark = () => {
  const floor = (source: string, count: number, perUnit: number): Figure["floor"] => ({
    name: "acorn alone",
    sample: time(count, perUnit, () => parseAlone(source)),
  });
  const warm = { unit: "µs", rounds: 20, warmUp: 10 };
  return Promise.resolve([
    {
      ...warm,
      name: "compiling 10 lines",
      target: { most: 150 },
      floor: floor(short, 200, 1000),
      ours: time(200, 1000, () => compileCell(short, javascript)),
    },
    {
      ...warm,
      name: "compiling 10 lines of TypeScript",
      floor: floor(short, 200, 1000),
      ours: time(200, 1000, () => compileCell(typed, typescript)),
    },
    {
      name: "compiling 10,000 lines",
      unit: "ms",
      rounds: 10,
      warmUp: 3,
      target: { most: 150 },
      floor: floor(long, 1, 1),
      ours: time(1, 1, () => compileCell(long, javascript)),
    },
    {
      ...warm,
      name: "isComplete of 10 lines",
      floor: floor(short, 200, 1000),
      ours: time(200, 1000, () => judgeCompleteness(short, javascript)),
    },
    {
      ...warm,
      name: "isComplete of 8 of them",
      floor: floor(short, 200, 1000),
      ours: time(200, 1000, () => judgeCompleteness(short.slice(0, -15), javascript)),
    },
  ] satisfies Figure[]);
};
