// A program of its own, which ends at once: it loads the config module that its argument names, as
// a cell's `import()` would, and writes to fd 3 what that exports. The daemon, which runs no code
// of the user's, starts it (src/daemon/config/evaluate.ts).
import { writeSync } from "node:fs";
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import { kindKey, type Evaluation } from "../../protocol/evaluation.ts";
import type { Locate } from "../compiler/module-source.ts";
import { createModuleLoader } from "./modules.ts";

const answerFd = 3;

function answer(evaluation: Evaluation): never {
  const bytes = Buffer.from(`${JSON.stringify(evaluation)}\n`);
  for (let at = 0; at < bytes.length;) at += writeSync(answerFd, bytes, at);
  process.exit(0);
}

/** What JSON has no form for is marked by its kind; what is left out stays left out. */
function toPlain(config: unknown): unknown {
  const marked = (_key: string, value: unknown): unknown =>
    ["function", "symbol", "bigint"].includes(typeof value) ? { [kindKey]: typeof value } : value;
  return JSON.parse(JSON.stringify(config, marked) ?? "null") as unknown;
}

/** With the places of the user's own code, as they are in its files. */
function describe(thrown: unknown): Evaluation {
  const { message, stack = "" } = thrown instanceof Error ? thrown : new Error(String(thrown));
  const rows = stack.split("\n").filter((row) => /^\s+at /.test(row) && isOwn(row));
  return { failure: { message, stack: [message, ...rows.map(placeRow)].join("\n") } };
}

const isOwn = (row: string): boolean => !/[ (]node:/.test(row) && !row.includes(__dirname);

/** Files of which the code was printed anew, by the name that V8 has for them. */
const mapped = new Map<string, { key: string; locate: Locate }>();

const placeRow = (row: string): string =>
  row.replace(/(file:[^\s()]*):(\d+):(\d+)/, (place, name: string, line, column) => {
    const { key, locate } = mapped.get(name) ?? {};
    if (key === undefined || locate === undefined) return place;
    const at = locate({ line: Number(line), column: Number(column) });
    return `${key}:${at.line}:${at.column}`;
  });

async function evaluate(file: string): Promise<Evaluation> {
  const loader = createModuleLoader(dirname(file), (name, key, locate) =>
    mapped.set(name, { key, locate }),
  );
  try {
    const module = await loader.importModule(pathToFileURL(file).href);
    if (!("default" in module)) throw new TypeError("it has no default export");
    return { config: toPlain(await module["default"]) };
  } catch (thrown) {
    return describe(thrown);
  }
}

// What its code throws in the background, rejections too, fails it as well.
process.on("uncaughtException", (thrown) => answer(describe(thrown)));
void evaluate(process.argv[2]!).then(answer);
