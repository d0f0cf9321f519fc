// A worker: a realm of its own, in which the cells of one case are really run, one after the other.
import { inspect } from "node:util";
import vm from "node:vm";
import { parentPort, workerData } from "node:worker_threads";
import { compile } from "../../src/compiler/compile.ts";
import { createModuleLoader } from "../../src/kernel/modules.ts";
import { createNamespace, type Program } from "../../src/kernel/namespace.ts";

export interface RealmRequest {
  directory: string;
  cells: string[];
  autoawait: boolean;
  form: "async" | "generator";
  /** Put something asynchronous, without a value, in front of each synchronous cell. */
  delayed: boolean;
}

const runKey = Symbol.for("run");
const namespace = createNamespace();
const request = workerData as RealmRequest;
const loader = createModuleLoader(request.directory);
loader.installGlobals();

async function evaluate(cell: string, index: number): Promise<string> {
  const compileCell = (source: string) =>
    compile(source, {
      file: `In[${index + 1}]`,
      languageId: "javascript",
      autoawait: request.autoawait,
      form: request.form,
      names: namespace.names,
    });
  let compiled = compileCell(cell);
  const canDelay =
    compiled.mode === "sync" && !/^(?:\s|\/\/.*\n|\/\*.*\*\/)*(?:\{|#!|["'])/.test(cell);
  if (request.delayed && canDelay) compiled = compileCell(`{ let _ = await 0 } ${cell}`);
  const [diagnostic] = compiled.diagnostics;
  if (diagnostic) return `refused ${diagnostic.name}: ${diagnostic.message}`;
  try {
    const modules = await loader.load(compiled.imports);
    const wait = <T>(value: T): Promise<Awaited<T>> => Promise.resolve(value);
    const { meta, importModule } = loader;
    const scope = namespace.open({ wait, modules, meta, importModule });
    try {
      const run = runBounded(namespace.prepare(compiled, scope));
      const { value } = await finish(compiled.mode, run);
      return inspect(value, { breakLength: Infinity, compact: true });
    } finally {
      await scope.dispose();
    }
  } catch (error) {
    return `throws ${error instanceof Error ? `${error.name}: ${error.message}` : inspect(error)}`;
  }
}

/** Ends what does not end as an interrupt would: V8 unwinds every frame, ours too. */
function runBounded(program: Program): unknown {
  Reflect.set(globalThis, runKey, () => program.run());
  return vm.runInThisContext(`globalThis[Symbol.for("run")]()`, { timeout: 1000 });
}

interface Box {
  value: unknown;
}

/** The value stays in its box: an asynchronous function would await a thenable that it returns. */
async function finish(mode: string, run: unknown): Promise<Box> {
  if (mode === "sync") return { value: run };
  return mode === "async" ? (run as Promise<Box>) : drive(run as Generator<unknown, Box>);
}

async function drive(generator: Generator<unknown, Box>): Promise<Box> {
  let step = generator.next();
  while (step.done !== true) step = await settle(generator, step.value);
  return step.value;
}

async function settle(
  generator: Generator<unknown, Box>,
  waited: unknown,
): Promise<IteratorResult<unknown, Box>> {
  let value: unknown;
  try {
    value = await waited;
  } catch (error) {
    return generator.throw(error);
  }
  return generator.next(value);
}

async function play(): Promise<void> {
  const outcomes: string[] = [];
  for (const [index, cell] of request.cells.entries()) outcomes.push(await evaluate(cell, index));
  parentPort?.postMessage(outcomes);
}

void play();
