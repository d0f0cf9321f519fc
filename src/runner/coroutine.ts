// A cell as a coroutine: nothing of it has run until it is awaited or stepped for the first time.
import type { Coroutine } from "./runner.ts";

/**
 * The end of a cell. In a box, because a promise would await a thenable that is only to be shown.
 */
export interface Box {
  value: unknown;
}

/** What a coroutine resolves to where the cell's value is itself a thenable. */
export class Carried {
  readonly value: unknown;

  constructor(value: unknown) {
    this.value = value;
  }
}

export const unpack = (value: unknown): unknown => (value instanceof Carried ? value.value : value);

const pack = ({ value }: Box): unknown => {
  const isThenable =
    ((typeof value === "object" && value !== null) || typeof value === "function") &&
    typeof (value as { then?: unknown }).then === "function";
  return isThenable ? new Carried(value) : value;
};

/** A cell of the form `async`: it can be awaited, and is started once, by the first who does. */
export function createAsyncCoroutine(start: () => Promise<Box>): Coroutine {
  let started: Promise<unknown> | undefined;
  const refuse = (): never => {
    throw new TypeError(
      "this coroutine can be awaited, not stepped: its runner has the form `async`",
    );
  };
  const coroutine: Coroutine = {
    // oxlint-disable-next-line unicorn/no-thenable -- a coroutine is awaited like a promise
    then(onValue, onError) {
      started ??= start().then(pack);
      return started.then(onValue, onError);
    },
    next: refuse,
    throw: refuse,
    return: refuse,
    [Symbol.iterator]: refuse,
  };
  return coroutine;
}

/** A cell of the form `generator`: stepped by hand, or awaited, which steps it to its end. */
export function createSteppedCoroutine(start: () => Iterator<unknown, Box>): Coroutine {
  let iterator: Iterator<unknown, Box> | undefined;
  let driven: Promise<unknown> | undefined;
  const begin = (): Iterator<unknown, Box> => (iterator ??= start());
  const outcome = (step: IteratorResult<unknown, Box>): IteratorResult<unknown, unknown> =>
    step.done ? { done: true, value: pack(step.value) } : step;
  const coroutine: Coroutine = {
    // oxlint-disable-next-line unicorn/no-thenable -- a coroutine is awaited like a promise
    then(onValue, onError) {
      driven ??= drive(begin());
      return driven.then(onValue, onError);
    },
    next: (value) => outcome(begin().next(value)),
    throw: (error) => outcome(begin().throw!(error)),
    return: (value) => outcome(begin().return!({ value })),
    [Symbol.iterator]: () => coroutine,
  };
  return coroutine;
}

async function drive(iterator: Iterator<unknown, Box>): Promise<unknown> {
  let step = iterator.next();
  while (!step.done) {
    let value: unknown;
    try {
      value = await step.value;
    } catch (error) {
      step = iterator.throw!(error);
      continue;
    }
    step = iterator.next(value);
  }
  return pack(step.value);
}
