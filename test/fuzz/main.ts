// `npm run fuzz [-- --count N] [--seed S] [--one]`: gives the compiler N texts, the first made from
// the seed S, the next from S + 1, … and prints what went wrong, each fault once and as short as it
// could be made. `--one` prints the text of the seed as well. A text that hangs is named, too.
import { parseArgs } from "node:util";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { checkInput } from "./check.ts";
import { readCorpus } from "./corpus.ts";
import { createInput, type Input } from "./inputs.ts";
import { shorten } from "./shorten.ts";

interface Job {
  seed: number;
  count: number;
  /** The number of the input that is being checked. */
  at: Int32Array;
}

const hangMs = 20_000;

function watch(): void {
  const { values } = parseArgs({
    options: {
      count: { type: "string", default: "100000" },
      seed: { type: "string", default: String(Date.now() % 1_000_000_000) },
      one: { type: "boolean", default: false },
    },
  });
  const seed = Number(values.seed);
  const count = values.one ? 1 : Number(values.count);
  if (values.one) process.stdout.write(`${show(createInput(seed, readCorpus()).source)}\n`);
  const at = new Int32Array(new SharedArrayBuffer(4));
  const startedAt = performance.now();
  const worker = new Worker(new URL(import.meta.url), { workerData: { seed, count, at } });
  let last = -1;
  const watcher = setInterval(() => {
    if (at[0] === last) {
      process.stdout.write(`hangs: seed ${seed + last}\n`);
      process.exit(1);
    }
    last = at[0] ?? 0;
  }, hangMs);
  worker.on("message", (faults: number) => {
    clearInterval(watcher);
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    process.stdout.write(
      `${count} inputs, seeds ${seed} to ${seed + count - 1}, ${faults} faults, ${seconds} s\n`,
    );
    if (faults > 0) process.exitCode = 1;
  });
}

function work({ seed, count, at }: Job): void {
  const corpus = readCorpus();
  const seen = new Set<string>();
  let faults = 0;
  for (let index = 0; index < count; index += 1) {
    at[0] = index;
    const input = createInput(seed + index, corpus);
    const fault = checkInput(input);
    if (fault === undefined) continue;
    faults += 1;
    if (!seen.has(fault)) report(seed + index, input, fault);
    seen.add(fault);
  }
  parentPort?.postMessage(faults);
}

function report(seed: number, input: Input, fault: string): void {
  const { source, options } = input;
  const short = shorten(source, (text) => checkInput({ source: text, options }) === fault);
  const { languageId, autoawait, form } = options;
  const shown = [languageId, form, ...(autoawait ? [] : ["autoawait off"])].join(", ");
  process.stdout.write(`seed ${seed}: ${fault}\n  ${show(short)} (${shown})\n`);
}

/** Every character that cannot be told from another at sight, as an escape. */
const show = (text: string): string =>
  JSON.stringify(text).replace(
    /[^\x20-\x7e]/g,
    (odd) => `\\u${odd.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

if (isMainThread) watch();
else work(workerData as Job);
