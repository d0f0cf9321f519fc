// The contract between an evaluator and what brings a cell to its end. A runner knows nothing of
// cells, kernels or the wire: it is handed a lazy coroutine and returns what the cell's value is to
// be.

import type { SessionScope } from "./session-scope.ts";

/** One asynchronous cell, of which nothing has run yet. */
export interface Coroutine extends PromiseLike<unknown> {
  /** One step by hand: runs to the next top-level wait, and hands out what is awaited there. */
  next(value?: unknown): IteratorResult<unknown, unknown>;
  throw(error: unknown): IteratorResult<unknown, unknown>;
  return(value?: unknown): IteratorResult<unknown, unknown>;
  [Symbol.iterator](): Coroutine;
  /**
   * Hands out what is awaited; the next round waits for it and goes on with what came of it. After
   * the last, `await coroutine` gives the value.
   */
  [Symbol.asyncIterator](): AsyncIterator<unknown, unknown>;
}

/** What a function of the user's is told, too. */
export interface RunContext {
  /** Aborted when the cell is interrupted. */
  readonly signal: AbortSignal;
  readonly executionId: number;
  /** Disposed of with the session. What is to outlive the cell, and not the session, goes there. */
  readonly sessionScope: SessionScope;
}

export interface OwnContext extends RunContext {
  /**
   * Where the cell stands that handed something out, as a stack says it (`In[3]:1:7`). Known once
   * after each wait, and only to a runner that wants places.
   */
  takePlace(): string | undefined;
  /**
   * From now on nothing of the cell runs; an interrupt calls `stop`, after it has aborted the
   * signal. Call what it returns when the cell goes on. `isOuter`: inside of this, code of the cell
   * may wait by itself; then that is stopped first.
   */
  stand(stop: (reason: unknown) => void, isOuter?: boolean): () => void;
  /** What runs in here runs for the cell: V8 may unwind it. */
  enter<T>(run: () => T): T;
  /** Says something to the user. */
  warn(text: string): void;
}

/**
 * What the compiler makes of an asynchronous cell. `async`: it is awaited. `generator`: `await x`
 * hands out `x`, and is answered by `next` or `throw`. `operation`: `await x` delegates to
 * `until(x)` of the runner.
 */
export type Form = "async" | "generator" | "operation";

/** What is known of a runner by its name alone. */
export interface RunnerKind {
  readonly name: string;
  readonly form: Form;
  /** `yield*` is legal at the top level. */
  readonly delegates: boolean;
}

export interface Runner {
  readonly name: string;
  /** Some microseconds for every wait. */
  readonly wantsPlaces?: boolean;
  /** In the form `operation`: what `await value` is there. */
  until?(value: unknown): Iterable<unknown>;
  /** It is a function of the user's: what it does with the coroutine is looked after. */
  readonly isSupervised?: boolean;
  run(coroutine: Coroutine, context: OwnContext): unknown;
}
