// The cell as a program of the Effect of the user's project: one fiber, with a scope that is closed
// at its end. It waits for the fibers that it forked; an interrupt is fiber interruption. The
// library is loaded when a cell first needs it, and of it only what is used here.
import type * as Causes from "effect/Cause";
import type { Effect } from "effect/Effect";
import type * as Effects from "effect/Effect";
import type { Exit } from "effect/Exit";
import type * as Exits from "effect/Exit";
import type { Fiber } from "effect/Fiber";
import type * as Fibers from "effect/Fiber";
import type { Scope } from "effect/Scope";
import type * as Scopes from "effect/Scope";
import type { Coroutine, OwnContext, Runner } from "./runner.ts";

interface Library {
  Effect: typeof Effects;
  Fiber: typeof Fibers;
  Cause: typeof Causes;
  Exit: typeof Exits;
  Scope: typeof Scopes;
}

/** A fiber has more than its type says. */
interface Inside extends Fiber<unknown, unknown> {
  /** Its steps are being taken; still so when V8 has unwound them. */
  _running: boolean;
  _children: Set<Inside> | undefined;
}

const childrenOf = (fiber: Fiber<unknown, unknown>): Inside[] => [
  ...((fiber as Inside)._children ?? []),
];

/** A module of the package that the cells import, by its name. */
export type LoadModule = (name: string) => unknown;

type Program = Effect<unknown, unknown, Scope>;

export interface EffectRunner extends Runner {
  /** A scope that no cell ends. */
  openScope(): SessionFibers;
}

export interface SessionFibers {
  run(program: Program): Fiber<unknown, unknown>;
  halt(): Promise<void>;
}

export function createEffect(load: LoadModule): EffectRunner {
  let library: Library | undefined;
  const get = (): Library => (library ??= loadLibrary(load));
  return {
    name: "effect",
    until: (value) => wait(get(), value),
    run: (coroutine, context) => runCell(get(), coroutine, context),
    openScope: () => openScope(get()),
  };
}

function loadLibrary(load: LoadModule): Library {
  const names = ["Effect", "Fiber", "Cause", "Exit", "Scope"];
  const library = Object.fromEntries(names.map((name) => [name, load(name)]));
  const { Effect } = library as unknown as Library;
  if (typeof Effect.forkChild !== "function")
    throw new TypeError("this effect is too old: awaitd needs version 4");
  return library as unknown as Library;
}

/** An effect never throws into a generator: what was waited for is thrown here. */
function* wait({ Effect }: Library, value: unknown): Generator<Effect<Settled>, unknown, Settled> {
  const settled = yield Effect.promise(() => settle(value));
  if ("error" in settled) throw settled.error;
  return settled.value;
}

type Settled = { value: unknown } | { error: unknown };

async function settle(promise: unknown): Promise<Settled> {
  try {
    return { value: await promise };
  } catch (error) {
    return { error };
  }
}

async function runCell(
  library: Library,
  coroutine: Coroutine,
  context: OwnContext,
): Promise<unknown> {
  const { Effect, Exit } = library;
  const walkOn = context.stand(() => {});
  let fiber: Fiber<unknown, unknown> | undefined;
  const stop = (): void => {
    if (fiber) revive(fiber);
    fiber?.interruptUnsafe();
  };
  context.signal.addEventListener("abort", stop, { once: true });
  const program = Effect.withFiber((own) => {
    fiber = own;
    return createProgram(library, own, createSteps(coroutine, context));
  });
  const exit = await new Promise<Exit<unknown, unknown>>((resolve) => {
    Effect.runFork(program).addObserver(resolve);
  });
  walkOn();
  if (Exit.isSuccess(exit)) return exit.value;
  throw describeCause(library, exit.cause, context.signal);
}

/** Made of a cell so that V8 may unwind its steps. */
interface Steps extends Iterator<Effect<unknown>, unknown, unknown> {
  /** Leaves the cell where it stands: what is left is what its `finally` blocks do. */
  leave(): Steps;
}

function createSteps(coroutine: Coroutine, { enter }: OwnContext): Steps {
  type Step = IteratorResult<Effect<unknown>, unknown>;
  const next = (value: unknown): Step => enter(() => coroutine.next(value)) as Step;
  const leave = (): Steps => {
    let first = true;
    const go = (value: unknown): Step => {
      if (!first) return next(value);
      first = false;
      return enter(() => coroutine.return()) as Step;
    };
    return { next: go, leave };
  };
  return { next, leave };
}

function createProgram(
  library: Library,
  fiber: Fiber<unknown, unknown>,
  steps: Steps,
): Effect<unknown, unknown> {
  const { Effect, Fiber } = library;
  const generate = (from: Steps): Program => Effect.gen(() => from as never);
  const cell = Effect.onExit(generate(steps), () => generate(steps.leave()));
  const whole = Effect.flatMap(cell, (value) => Effect.as(joinChildren(library, fiber), value));
  // Otherwise they would outlive the scope for a moment.
  const interruptChildren = (): Effect<void> => Fiber.interruptAll(childrenOf(fiber));
  return Effect.scoped(Effect.onExit(whole, interruptChildren));
}

/** One that fails fails the cell, which interrupts the others. */
function joinChildren(library: Library, fiber: Fiber<unknown, unknown>): Effect<void, unknown> {
  const { Cause, Effect, Exit } = library;
  return Effect.suspend(() => {
    const children = childrenOf(fiber);
    if (children.length === 0) return Effect.void;
    const joined = Effect.callback<void, unknown>((resume) => {
      let left = children.length;
      for (const child of children) {
        child.addObserver((exit) => {
          left -= 1;
          if (Exit.isFailure(exit) && !Cause.hasInterruptsOnly(exit.cause))
            resume(Effect.failCause(exit.cause));
          else if (left === 0) resume(Effect.void);
        });
      }
    });
    return Effect.flatMap(joined, () => joinChildren(library, fiber));
  });
}

/** A fiber that V8 has unwound still counts as running, and would not hear of an interrupt. */
function revive(fiber: Fiber<unknown, unknown>): void {
  (fiber as Inside)._running = false;
  for (const child of childrenOf(fiber)) revive(child);
}

/** What the cell is to throw. */
function describeCause(
  { Cause }: Library,
  cause: Causes.Cause<unknown>,
  signal: AbortSignal,
): unknown {
  const reasons = cause.reasons.filter((reason) => !Cause.isInterruptReason(reason));
  if (reasons.length === 0)
    return signal.aborted ? signal.reason : new Error("the fiber of the cell was interrupted");
  if (reasons.length === 1) return Cause.squash(cause);
  const errors = reasons.map((reason) =>
    Cause.isFailReason(reason) ? reason.error : reason.defect,
  );
  return new AggregateError(errors, `${errors.length} fibers of the cell failed`);
}

function openScope(library: Library): SessionFibers {
  const { Effect, Exit, Fiber, Scope } = library;
  const scope = Scope.makeUnsafe();
  return {
    run(program) {
      const fiber = Fiber.runIn(Effect.runFork(Scope.provide(program, scope)), scope);
      tellFailure(library, fiber);
      return fiber;
    },
    halt: () => Effect.runPromise(Scope.close(scope, Exit.void)),
  };
}

/** A failure that nobody waits for is an unhandled rejection. */
function tellFailure({ Cause, Exit }: Library, fiber: Fiber<unknown, unknown>): void {
  let isAsked = false;
  const { addObserver } = fiber;
  fiber.addObserver((exit) => {
    if (isAsked || Exit.isSuccess(exit) || Cause.hasInterruptsOnly(exit.cause)) return;
    void Promise.reject(Cause.squash(exit.cause) as Error);
  });
  const value: typeof addObserver = (observer) => {
    isAsked = true;
    return Reflect.apply(addObserver, fiber, [observer]);
  };
  Object.defineProperty(fiber, "addObserver", { value });
}
