import { writeFileSync } from "node:fs";
import { Session } from "node:inspector/promises";
import { drawFlameGraph } from "./flamegraph.ts";
import { readCount, readFlags } from "./flags.ts";
import type { Boxed, Magic, MagicCall, MagicContext } from "./magic.ts";
import { resolvePath } from "./paths.ts";
import { listFunctions, readCalls, writeTable, type Profile, type Rename } from "./profile.ts";

export const prun: Magic = {
  names: ["%prun", "%%prun"],
  takes: "code",
  waits: true,
  doc: `Run code once and tell in which functions the time went: a CPU profile.

  %prun [options] CODE
  %%prun [options]      the cell below

  -l N        rows of the table; 20
  -s ORDER    by which time they are sorted: self, or total; self
  -q          no table
  -D FILE     write the profile: a .cpuprofile, for Chrome's DevTools and editors
  -S FILE     write a flame graph as SVG
  --svg       show the flame graph
  -r          the value is the profile, not that of the code

What the code awaits is part of it; time in which nothing ran is (idle). A function's total has
that of the functions it called.`,
  async run(call, context): Promise<Boxed> {
    const { code, at, options } = readCall(call);
    const { values, switches } = options;
    const order = readOrder(values.s);
    const limit = readCount(values.l, "l", 20);
    const prepared = context.prepare(code, at);
    const { profile, box } = await record(() => prepared.run(), context.signal);
    const calls = readCalls(profile, context.kernel.locate, createRename(context.kernel));
    if (!switches.has("q")) context.print(writeTable(listFunctions(calls), order, limit));
    if (values.D !== undefined) {
      writeFileSync(resolvePath(values.D), JSON.stringify(profile));
      context.print(`Profile written to ${values.D}\n`);
    }
    if (values.S !== undefined || switches.has("svg")) {
      const svg = drawFlameGraph(calls, code.trim().split("\n")[0]!);
      if (values.S !== undefined) {
        writeFileSync(resolvePath(values.S), svg);
        context.print(`Flame graph written to ${values.S}\n`);
      }
      if (switches.has("svg")) {
        const text = "a flame graph; -S FILE writes it to a file";
        context.display({ data: { "image/svg+xml": svg, "text/plain": text }, metadata: {} });
      }
    }
    return switches.has("r") ? { value: profile } : box;
  },
};

function readCall({ name, line, body, at }: MagicCall) {
  const known = { switches: ["q", "r", "svg"], values: ["l", "s", "D", "S"] } as const;
  const options = readFlags(line, known);
  if (body !== undefined && options.rest !== "")
    throw new SyntaxError(`code for %%prun stands below its line, not behind it: ${options.rest}`);
  const code = body ?? options.rest;
  if (code.trim() === "") throw new SyntaxError(`${name} has no code to run`);
  const column = body === undefined ? at.column + options.restStart : at.column;
  return { code, at: { ...at, column }, options };
}

function readOrder(given = "self"): "self" | "total" {
  if (given === "self" || given === "time") return "self";
  if (given === "total" || given === "cumulative") return "total";
  throw new TypeError(`the option -s takes self or total, not ${given}`);
}

/** V8 calls a function that was assigned to a name by what the compiler has made of that. */
function createRename({ history }: MagicContext["kernel"]): Rename {
  return (name, place) => {
    if (!name.startsWith("__cell.")) return name;
    const [, count, line, column] = /^In\[(\d+)\]:(\d+):(\d+)$/.exec(place) ?? [];
    const typed = history.codes[Number(count)]?.split("\n")[Number(line) - 1];
    const before = typed?.slice(0, Number(column) - 1) ?? "";
    return /([\p{ID_Start}$_][\p{ID_Continue}$]*)\s*(?::[^=]*)?=\s*$/u.exec(before)?.[1] ?? "";
  };
}

/** Microseconds between two samples. */
const interval = 200;

async function record(
  run: () => Boxed | Promise<Boxed>,
  signal: MagicContext["signal"],
): Promise<{ profile: Profile; box: Boxed }> {
  const session = new Session();
  session.connect();
  // Where the code is unwound, nobody comes back to stop it.
  const onAbort = (): void => session.disconnect();
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    // A loop that was made fast while it ran is code that the profiler knows only if it has seen it
    // made: it is dropped here, and made anew.
    await session.post("HeapProfiler.collectGarbage");
    await session.post("Profiler.enable");
    await session.post("Profiler.setSamplingInterval", { interval });
    await session.post("Profiler.start");
    const box = await run();
    signal.throwIfAborted();
    const { profile } = await session.post("Profiler.stop");
    return { profile, box };
  } finally {
    signal.removeEventListener("abort", onAbort);
    session.disconnect();
  }
}
