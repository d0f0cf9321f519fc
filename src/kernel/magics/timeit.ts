// Code is timed in one loop of one function, which V8 makes as fast as it can; the loop itself is
// timed, too, and subtracted.
import { readCount, readFlags } from "./flags.ts";
import type { Boxed, Magic, MagicCall, MagicContext, Prepared } from "./magic.ts";
import { chooseLoops, TimeitResult, warnOfSpread } from "./timings.ts";

/** `%timeit CODE`, and `%%timeit SETUP` over the code. */
export const timeit: Magic = {
  names: ["%timeit", "%%timeit"],
  takes: "code",
  waits: true,
  doc: `Run code many times and tell how long it takes: the mean and the deviation of several runs.

  %timeit [options] CODE
  %%timeit [options] SETUP
  CODE

SETUP runs once before each run and is not timed. Names that either declares are their own. What
the code awaits is part of it: each round begins when the one before has ended. The time of the
empty loop is subtracted. Asynchronous code runs as in a function, whatever the session's runner;
only \`yield*\` is the runner's.

  -n N    rounds in each run; else as many as take 0.2 s: 1, 2, 5, 10, …
  -r N    runs; 7
  -p N    digits that are shown; 3
  -q      print nothing
  -o      its value is a TimeitResult: average, stdev, best, worst (seconds a round), timings,
          loops, repeat

  %timeit -n 1000 JSON.parse(text)
  const result = %timeit -q -o await fetch(url)`,
  async run(call, context): Promise<Boxed> {
    const flags = readFlags(call.line, { switches: ["q", "o"], values: ["n", "r", "p"] });
    const { values, switches } = flags;
    const runs = readCount(values.r, "r", 7);
    const precision = readCount(values.p, "p", 3);
    const measure = createMeasure(createTask(call, flags), context);
    const loops = values.n ? readCount(values.n, "n", 1) : await chooseLoops(measure);
    const timings: number[] = [];
    while (timings.length < runs) {
      timings.push(await measure(loops));
      await pause(context.signal);
    }
    const overhead = await measureLoop(loops);
    const each = timings.map((seconds) => Math.max((seconds - overhead) / loops, 0));
    const result = new TimeitResult(loops, each, precision);
    if (!switches.has("q")) context.print(`${warnOfSpread(result)}${result.toString()}\n`);
    return { value: switches.has("o") ? result : undefined };
  },
};

interface Task {
  code: string;
  setup: string;
  at: MagicCall["at"];
}

function createTask(
  { name, line, body, at }: MagicCall,
  { rest, restStart }: { rest: string; restStart: number },
): Task {
  const task =
    body === undefined
      ? { code: rest, setup: "", at: { ...at, column: at.column + restStart } }
      : { code: body, setup: rest, at };
  if (task.code.trim() !== "") return task;
  throw new SyntaxError(`${name} has no code to time${line === "" ? "" : ` behind ${line}`}`);
}

/** How long so many rounds take, in seconds. */
type Measure = (loops: number) => Promise<number>;

/** Told to a loop that goes round an await: it ends with the cell. */
interface State {
  isOver: boolean;
}

type Loop = (loops: number, clock: () => number, state: State) => number | Promise<number>;

const clock = (): number => performance.now();

function createMeasure(task: Task, { prepare, signal, kernel }: MagicContext): Measure {
  // What is wrong with it is told of the code as it stands.
  const { isAsync } = prepare(task.code, task.at);
  if (task.setup !== "") prepare(task.setup);
  if (isAsync && kernel.settings.runner !== "native" && /\byield\b/.test(task.code))
    return (loops) => measureUnderRunner(task, loops, prepare);
  const prepared = prepareLoop(task, isAsync, prepare);
  const { value } = prepared.run() as Boxed;
  const loop = value as Loop;
  const state = { isOver: false };
  signal.addEventListener("abort", () => (state.isOver = true), { once: true });
  return async (loops) => {
    const tookMs = await loop(loops, clock, state);
    signal.throwIfAborted();
    return tookMs / 1e3;
  };
}

function prepareLoop(
  { code, setup, at }: Task,
  isAsync: boolean,
  prepare: MagicContext["prepare"],
): Prepared {
  const rounds = isAsync ? "__i < __loops && !__state.isOver" : "__i < __loops";
  const before =
    `(${isAsync ? "async " : ""}function (__loops, __clock, __state) { ${setup}\n; let __value; ` +
    `const __start = __clock(); for (let __i = 0; ${rounds}; __i++) {`;
  const after = "\n} const __end = __clock(); __state.value = __value; return __end - __start; })";
  try {
    // The value of an expression is used: V8 leaves out what nobody uses.
    const expression = code.replace(/[\s;]+$/, "");
    const around = { before: `${before} __value = (`, after: `\n);${after}` };
    return prepare(expression, at, around);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return prepare(code, at, { before, after });
  }
}

/** What delegates by `yield*` only its runner can run: the loop is a cell's. */
async function measureUnderRunner(
  { code, setup, at }: Task,
  loops: number,
  prepare: MagicContext["prepare"],
): Promise<number> {
  const now = "globalThis.performance.now()";
  const before =
    `yield* (function* () { ${setup}\n; const __start = ${now}; ` +
    `for (let __i = 0; __i < ${loops}; __i++) {`;
  const after = `\n} return ${now} - __start; })()`;
  const { value } = await prepare(code, at, { before, after }).run();
  return (value as number) / 1e3;
}

/** Lets events come between the runs, and an interrupt. */
async function pause(signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 0));
  signal.throwIfAborted();
}

/** The best of a few, for what disturbs a loop only makes it longer. */
async function measureLoop(loops: number): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < 3; run++) times.push(runEmpty(loops));
  return Math.min(...times);
}

function runEmpty(loops: number): number {
  const start = clock();
  for (let i = 0; i < loops; i++);
  return (clock() - start) / 1e3;
}
