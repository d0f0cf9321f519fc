// `npm run bench [-- NAME…] [--quick] [--json[=FILE]]`: every figure of the program beside its
// floor. It prints and judges nothing: the machine decides what the figures are worth.
import { writeFileSync } from "node:fs";
import { availableParallelism, cpus, totalmem } from "node:os";
import { busy } from "./busy.ts";
import { cell } from "./cell.ts";
import { completion } from "./completion.ts";
import { runBenchmark, type Benchmark, type Measured } from "./harness.ts";
import { compiler } from "./compiler.ts";
import { interrupt } from "./interrupt.ts";
import { lines } from "./lines.ts";
import { loop } from "./loop.ts";
import { memory } from "./memory.ts";
import { pipeline } from "./pipeline.ts";
import { formatTable } from "./report.ts";
import { result } from "./result.ts";
import { roundtrip } from "./roundtrip.ts";
import { sessions } from "./sessions.ts";
import { start } from "./start.ts";

const benchmarks: Record<string, Benchmark> = {
  start,
  roundtrip,
  pipeline,
  lines,
  busy,
  interrupt,
  memory,
  sessions,
  result,
  cell,
  completion,
  compiler,
  loop,
};

const flags = process.argv.slice(2);
const quick = flags.includes("--quick");
const json = flags.find((flag) => /^--json(=|$)/.test(flag))?.split("=");
const names = flags.filter((flag) => !flag.startsWith("--"));
const unknown = [
  ...flags.filter((flag) => flag.startsWith("--") && !/^--(quick|json(=.*)?)$/.test(flag)),
  ...names.filter((name) => !(name in benchmarks)),
];
if (unknown.length > 0) {
  process.stderr.write(
    `Unknown: ${unknown.join(" ")}. There are --quick, --json[=FILE] and ` +
      `${Object.keys(benchmarks).join(" ")}.\n`,
  );
  process.exit(2);
}

const figures: Measured[] = [];
const failures: string[] = [];
for (const [name, benchmark] of Object.entries(benchmarks)) {
  if (names.length > 0 && !names.includes(name)) continue;
  process.stderr.write(`${name} …\n`);
  try {
    await runBenchmark(name, benchmark, {
      share: quick ? 0.2 : 1,
      onMeasured: (measured) => figures.push(measured),
    });
  } catch (error) {
    // One that cannot be measured must not keep the others from being seen.
    failures.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const machine = {
  node: process.version,
  cpu: cpus()[0]?.model ?? "",
  cores: availableParallelism(),
  memoryGb: Math.round(totalmem() / 2 ** 30),
};
const record = `${JSON.stringify({ machine, quick, figures, failures }, null, 2)}\n`;
if (json && json[1] === undefined) process.stdout.write(record);
else process.stdout.write(`${formatTable(figures)}\n`);
if (json?.[1] !== undefined) writeFileSync(json[1], record);
for (const failure of failures) process.stderr.write(`not measured: ${failure}\n`);
if (failures.length > 0) process.exitCode = 1;
