// Structured concurrency with the effection of the user's project: the cell is an operation in a
// scope of its own. What it spawns ends before it does; where one fails, the others are halted, and
// so is all of it by an interrupt. The library is loaded when a cell first needs it. What is used
// of its inside (which children a scope has, what takes the steps) is known to this file alone.
import type * as Effection from "effection";
import type { Operation, Scope, Task } from "effection";
import type { Coroutine, OwnContext, Runner } from "./runner.ts";

type Library = typeof Effection;

/** What takes the steps of all operations in a scope, one after the other. */
interface Reducer {
  /** It does; still so when V8 has unwound it. */
  reducing: boolean;
  schedule(routine: unknown): void;
}

/** It has more than its type says. */
type Child = Scope & { ensure(last: () => Operation<void>): () => void };

interface ReducerModule {
  Reducer: new () => Reducer;
  ReducerContext: Effection.Context<Reducer>;
}

export interface EffectionPackage {
  /** The module that the cells import. */
  load(): unknown;
  /** A file beside that module. */
  loadBeside(path: string): unknown;
}

export interface EffectionRunner extends Runner {
  /** A scope that no cell ends. */
  openScope(): SessionTasks;
}

export interface SessionTasks {
  run(operation: () => Operation<unknown>): Task<unknown>;
  halt(): Promise<void>;
}

export function createEffection(from: EffectionPackage): EffectionRunner {
  let loaded: Inside | undefined;
  const load = (): Inside => (loaded ??= new Inside(from));
  return {
    name: "effection",
    until: (value) => load().library.until(Promise.resolve(value)),
    run: (coroutine, context) => runCell(load(), coroutine, context),
    openScope() {
      const { scope, halt } = load().open((step) => step());
      return { run: (operation) => tellFailure(scope.run(operation)), halt };
    },
  };
}

async function runCell(
  inside: Inside,
  coroutine: Coroutine,
  context: OwnContext,
): Promise<unknown> {
  const { scope, halt } = inside.open(context.enter);
  const walkOn = context.stand(() => {});
  const task = scope.run(() => inside.toCell(coroutine));
  let halted: Promise<void> | undefined;
  context.signal.addEventListener("abort", () => void (halted = halt()), { once: true });
  try {
    return await task;
  } catch (error) {
    // What a cleanup throws counts for more than that there was an interrupt.
    await halted;
    throw context.signal.aborted && isHalt(error) ? context.signal.reason : error;
  } finally {
    walkOn();
    if (!halted) await halt();
  }
}

/** The same task; a failure that nobody has asked for is an unhandled rejection. */
function tellFailure(task: Task<unknown>): Task<unknown> {
  let isAsked = false;
  const ask = (name: "then" | "catch" | "finally" | typeof Symbol.iterator) => ({
    value: (...args: unknown[]): unknown => {
      isAsked = true;
      return Reflect.apply(task[name], task, args);
    },
  });
  void task.then(undefined, (error: unknown) => {
    if (!isAsked && !isHalt(error)) throw error;
  });
  return Object.create(task, {
    // oxlint-disable-next-line unicorn/no-thenable -- it is one
    then: ask("then"),
    catch: ask("catch"),
    finally: ask("finally"),
    [Symbol.iterator]: ask(Symbol.iterator),
  }) as Task<unknown>;
}

/** What a task that was halted rejects with. */
function isHalt(error: unknown): boolean {
  return error instanceof Error && error.message === "halted";
}

class Inside {
  readonly library: Library;
  readonly #reducers: ReducerModule;
  readonly #children: Effection.Context<Set<Child>>;
  readonly #priority: Effection.Context<number>;

  constructor(from: EffectionPackage) {
    this.library = from.load() as Library;
    const { createContext, Err } = this.library;
    // What 4.1 brought.
    if (typeof Err !== "function")
      throw new TypeError("this effection is too old: awaitd needs version 4.1 or later");
    this.#reducers = from.loadBeside("./lib/reducer.js") as ReducerModule;
    this.#children = createContext("@effection/scope.children");
    this.#priority = createContext("@effection/scope.generation", 0);
  }

  /**
   * A scope with steps of its own, each row of them made by `enter`: what V8 unwinds in one cell
   * keeps no other from going on.
   */
  open(enter: OwnContext["enter"]): { scope: Scope; halt: () => Promise<void> } {
    const { Reducer, ReducerContext } = this.#reducers;
    const reducer = new Reducer();
    const { schedule } = reducer;
    reducer.schedule = (routine) => {
      if (reducer.reducing) schedule(routine);
      else enter(() => schedule(routine));
    };
    const scope = this.library.createScope();
    const [, destroy] = scope;
    scope.set(ReducerContext, reducer);
    // Called from the event loop, where no steps are taken.
    const halt = async (): Promise<void> => {
      reducer.reducing = ReducerContext.defaultValue!.reducing = false;
      await destroy();
    };
    return { scope, halt };
  }

  *toCell(coroutine: Coroutine): Operation<unknown> {
    const value = yield* coroutine as unknown as Operation<unknown>;
    yield* this.#joinChildren();
    return value;
  }

  /** Effection itself would halt them. */
  *#joinChildren(): Operation<void> {
    const scope = yield* this.library.useScope();
    for (;;) {
      const child = this.#findRunning(scope);
      if (child === undefined) return;
      const { operation, resolve } = this.library.withResolvers<void>();
      child.ensure(() => this.library.call(resolve));
      yield* operation;
    }
  }

  /** A child that ends by itself; a resource waits for its owner's end, and has its priority. */
  #findRunning(scope: Scope): Child | undefined {
    const own = scope.get(this.#priority);
    const children = [...(scope.get(this.#children) ?? [])];
    return children.find((child) => child.get(this.#priority) !== own);
  }
}
