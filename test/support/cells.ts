// Plays cells one after the other in the realm it is loaded in: compiled, run and shown as a kernel
// would, without the kernel. It is bundled, so that a realm starts fast.
import { inspect } from "node:util";
import vm from "node:vm";
import type { compile, Form } from "../../src/compiler/compile.ts";
import { createObjectGround } from "../../src/embed/ground.ts";
import type { ModuleLoader } from "../../src/kernel/modules.ts";
import { createScriptGround } from "../../src/kernel/ground.ts";
import { createNamespace, type Program } from "../../src/kernel/namespace.ts";
import { FunctionTexts } from "../../src/kernel/texts.ts";

export interface PlayOptions {
  languageId: "typescript" | "javascript";
  autoawait: boolean;
  form: Form;
  /** Put something asynchronous, without a value, in front of each synchronous cell. */
  delayed: boolean;
  /** `function`: the names are where a program that embeds a session has them. */
  goal?: "script" | "function";
}

export interface PlaySettings extends PlayOptions {
  /** From outside, where it is warm already: it is the same in every realm. */
  compile: typeof compile;
  loader: Pick<ModuleLoader, "load" | "meta" | "importModule">;
  /** Milliseconds that a cell may take at a stretch. */
  limitMs?: number | undefined;
}

/** Returns what takes a cell and tells its outcome: `2`, `throws TypeError: …`, `refused …`. */
export function createPlayer(settings: PlaySettings): (cell: string) => Promise<string> {
  const ground = settings.goal === "function" ? createObjectGround([]) : createScriptGround();
  const namespace = createNamespace(ground);
  const texts = new FunctionTexts();
  texts.install();
  const { compile, loader, languageId, autoawait, form, limitMs } = settings;
  let count = 0;
  const compileCell = (source: string) =>
    compile(source, {
      file: `In[${count}]`,
      languageId,
      autoawait,
      form,
      goal: ground.goal,
      names: namespace.names,
    });
  return async (cell) => {
    count += 1;
    let compiled = compileCell(cell);
    if (settings.delayed && compiled.mode === "sync" && canDelay(cell)) {
      compiled = compileCell(`{ let _ = await 0 } ${cell}`);
    }
    const [diagnostic] = compiled.diagnostics;
    if (diagnostic) return `refused ${diagnostic.name}: ${diagnostic.message}`;
    try {
      const modules = await loader.load(compiled.imports);
      const { meta, importModule } = loader;
      const { file } = compiled;
      const until = form === "operation" ? waitUntil : undefined;
      const magic = (name: string): never => {
        throw new TypeError(`a case without a kernel has no ${name}`);
      };
      const scope = namespace.open({ file, wait, until, modules, meta, importModule, magic });
      try {
        texts.add(compiled);
        const program = namespace.prepare(compiled, scope);
        const run = limitMs === undefined ? program.run() : runBounded(program, limitMs);
        const { value } = await finish(compiled.mode, run);
        return show(value);
      } finally {
        await scope.dispose();
      }
    } catch (error) {
      return `throws ${describeThrown(error)}`;
    }
  };
}

const wait = <T>(value: T): Promise<Awaited<T>> => Promise.resolve(value);

/** As a runner's library would: what is handed out is an instruction, no promise. */
function* waitUntil(promise: unknown): Generator<unknown, unknown> {
  return yield { promise };
}

/** What begins with a brace may be an object; a hashbang and directives must come first. */
function canDelay(cell: string): boolean {
  return !/^(?:\s|\/\/.*\n|\/\*.*\*\/)*(?:\{|#!|["'])/.test(cell);
}

export function show(value: unknown): string {
  return inspect(value, { breakLength: Infinity, compact: true });
}

export function describeThrown(error: unknown): string {
  const { name, message } = Object(error) as { name?: unknown; message?: unknown };
  const isError = typeof name === "string" && typeof message === "string";
  return isError ? `${name}: ${message}` : show(error);
}

const runKey = Symbol.for("run");

/** Ends what does not end as an interrupt would: V8 unwinds every frame, ours too. */
function runBounded(program: Program, timeout: number): unknown {
  Reflect.set(globalThis, runKey, () => program.run());
  return vm.runInThisContext(`globalThis[Symbol.for("run")]()`, { timeout });
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
    value = await (waited instanceof Object && "promise" in waited ? waited.promise : waited);
  } catch (error) {
    return generator.throw(error);
  }
  return generator.next(value);
}
