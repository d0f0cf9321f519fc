// The contract between an evaluator and what brings a cell to its end. A runner knows nothing of
// cells, kernels or the wire: it is handed a lazy coroutine and returns what the cell's value is to
// be.

/** One asynchronous cell, of which nothing has run yet. */
export interface Coroutine extends PromiseLike<unknown> {
  /** One step by hand: runs to the next top-level wait, and hands out what is awaited there. */
  next(value?: unknown): IteratorResult<unknown, unknown>;
  throw(error: unknown): IteratorResult<unknown, unknown>;
  return(value?: unknown): IteratorResult<unknown, unknown>;
  [Symbol.iterator](): Coroutine;
}

export interface RunContext {
  /** Aborted when the cell is interrupted. */
  signal: AbortSignal;
  executionId: number;
  /**
   * Where the cell stands that handed something out, as a stack says it (`In[3]:1:7`). Known once
   * after each wait, and only to a runner that wants places.
   */
  takePlace(): string | undefined;
}

export interface Runner {
  readonly name: string;
  /** What the compiler makes of an asynchronous cell for this runner. */
  readonly form: "async" | "generator";
  /** Some microseconds for every wait. */
  readonly wantsPlaces?: boolean;
  run(coroutine: Coroutine, context: RunContext): unknown;
}
