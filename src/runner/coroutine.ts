// A cell as its runner has it: nothing of it has run until it is awaited or stepped for the first
// time.
import { pack, type Box } from "./box.ts";
import type { Coroutine as Contract } from "./runner.ts";
import type { Stepper } from "./stepper.ts";

/** A cell of the form `async`: it can be awaited, and is started once, by the first who does. */
export function createAsyncCoroutine(start: () => Promise<Box>): Contract {
  let started: Promise<unknown> | undefined;
  const refuse = (): never => {
    throw new TypeError(
      "this coroutine can be awaited, not stepped: its runner has the form `async`",
    );
  };
  return {
    // oxlint-disable-next-line unicorn/no-thenable -- a coroutine is awaited like a promise
    then(onValue, onError) {
      started ??= start().then(pack);
      return started.then(onValue, onError);
    },
    next: refuse,
    throw: refuse,
    return: refuse,
    [Symbol.iterator]: refuse,
    [Symbol.asyncIterator]: refuse,
  };
}

/** A cell of another form: stepped by hand, or awaited, which steps it to its end. */
export class Coroutine implements Contract {
  readonly #stepper: Stepper;

  constructor(stepper: Stepper) {
    this.#stepper = stepper;
  }

  // oxlint-disable-next-line unicorn/no-thenable -- a coroutine is awaited like a promise
  then<Value = unknown, Failure = never>(
    onValue?: ((value: unknown) => Value | PromiseLike<Value>) | null,
    onError?: ((reason: unknown) => Failure | PromiseLike<Failure>) | null,
  ): Promise<Value | Failure> {
    return this.#stepper.drive().then(onValue, onError);
  }

  next(value?: unknown): IteratorResult<unknown, unknown> {
    return this.#stepper.step("next", value);
  }

  throw(error: unknown): IteratorResult<unknown, unknown> {
    return this.#stepper.step("throw", error);
  }

  return(value?: unknown): IteratorResult<unknown, unknown> {
    return this.#stepper.step("return", { value });
  }

  [Symbol.iterator](): this {
    return this;
  }

  /** Hands out what is awaited, waits for it, and goes on with what came of it. */
  [Symbol.asyncIterator](): AsyncIterator<unknown, unknown> {
    return {
      next: () => this.#stepper.advance(),
      return: async (value: unknown) => {
        await this.#stepper.close();
        return { done: true, value };
      },
    };
  }
}
