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

/** A `for await` that is driven by hand: each promise is handed out and its result handed in. */
export interface Steps {
  /** The iterator must be closed if the loop is left now. */
  readonly open: boolean;
  readonly value: unknown;
  next(): unknown;
  /** Takes what came of `next`; false at the end. */
  step(result: unknown): boolean;
  close(): unknown;
}

export function createSteps(iterable: unknown): Steps {
  const iterator = iterate(iterable, (value) => Promise.resolve(value))[Symbol.asyncIterator]();
  let open = false;
  let value: unknown;
  return {
    get open() {
      return open;
    },
    get value() {
      return value;
    },
    next() {
      open = false;
      return iterator.next();
    },
    step(result) {
      const step = result as IteratorResult<unknown>;
      if (step.done === true) return false;
      open = true;
      value = step.value;
      return true;
    },
    close() {
      open = false;
      return iterator.return?.();
    },
  };
}
