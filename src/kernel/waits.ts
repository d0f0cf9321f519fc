// `for await` of a cell: each step waits as a top-level `await` does, so that an interrupt can end
// it.
import type { Wait } from "./namespace.ts";

interface AnyIterator {
  next(): unknown;
  return?(value?: unknown): unknown;
}

/** ECMAScript's GetIterator(async), with the waits made by `wait`. */
export function iterate(iterable: unknown, wait: Wait): AsyncIterable<unknown> {
  return {
    [Symbol.asyncIterator]() {
      const source = iterable as Partial<AsyncIterable<unknown> & Iterable<unknown>>;
      const open = source[Symbol.asyncIterator];
      if (open !== undefined && open !== null)
        return stepAsync(open.call(source) as AnyIterator, wait);
      if (typeof source[Symbol.iterator] !== "function") {
        throw new TypeError("The value of a for await loop is not async iterable");
      }
      return stepSync((source as Iterable<unknown>)[Symbol.iterator]() as AnyIterator, wait);
    },
  };
}

type Step = Promise<IteratorResult<unknown>>;

function stepAsync(iterator: AnyIterator, wait: Wait): AsyncIterator<unknown> {
  return {
    next: async () => (await wait(iterator.next())) as IteratorResult<unknown>,
    return: async () => (await wait(iterator.return?.() ?? {})) as IteratorResult<unknown>,
  };
}

/** The values of a synchronous iterator may be promises; one that fails closes the iterator. */
function stepSync(iterator: AnyIterator, wait: Wait): AsyncIterator<unknown> {
  const settle = async (step: IteratorResult<unknown>, close: boolean): Step => {
    if (step.done === true) return step;
    try {
      return { done: false, value: await wait(step.value) };
    } catch (error) {
      if (close) iterator.return?.();
      throw error;
    }
  };
  return {
    next: async () => settle(iterator.next() as IteratorResult<unknown>, true),
    return: async () => {
      const step = (iterator.return?.() ?? {
        done: true,
        value: undefined,
      }) as IteratorResult<unknown>;
      return settle(step, false);
    },
  };
}

/** A wait where the cell is a generator: `yield*` of it gives what was waited for, or throws. */
export type Until = (value: unknown) => Iterable<unknown, unknown>;

/** What is waited for is handed out to whoever steps the cell. */
export function* handOut(value: unknown): Generator<unknown, unknown> {
  return yield value;
}

/** A `for await` where the cell is a generator: a plain loop over values that were fetched. */
export interface Loop extends Iterable<unknown> {
  /** The iterator must be closed if the loop is left now. */
  readonly open: boolean;
  /** One round, for the loop's body: leaving it early ends the whole. */
  once(): Iterable<undefined>;
  /** Fetches the next value; false when the body has left the loop. */
  more(): Generator<unknown, boolean>;
  close(): Generator<unknown, void>;
}

export function* openLoop(iterable: unknown, until: Until): Generator<unknown, Loop> {
  const iterator = iterate(iterable, (value) => Promise.resolve(value))[Symbol.asyncIterator]();
  let step: IteratorResult<unknown> = { done: true, value: undefined };
  let open = false;
  let isLeft = false;
  function* fetch(): Generator<unknown, void> {
    open = false;
    step = (yield* until(iterator.next())) as IteratorResult<unknown>;
    open = step.done !== true;
  }
  yield* fetch();
  return {
    get open() {
      return open;
    },
    [Symbol.iterator]: () => ({ next: () => step }),
    once: () => oneRound(() => (isLeft = true)),
    *more() {
      if (!isLeft) yield* fetch();
      return !isLeft;
    },
    *close() {
      open = false;
      yield* until(iterator.return?.());
    },
  };
}

function oneRound(onLeave: () => void): Iterable<undefined> {
  let done = false;
  const next = (): IteratorResult<undefined> => {
    const step = { done, value: undefined };
    done = true;
    return step;
  };
  const leave = (): IteratorResult<undefined> => {
    onLeave();
    return { done: true, value: undefined };
  };
  return { [Symbol.iterator]: () => ({ next, return: leave }) };
}
