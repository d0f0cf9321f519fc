// A cell on its way: the promise of its result, and at the same time all that it prints.
import type { Output } from "../../protocol/outputs.ts";
import type { ExecuteResult } from "../../protocol/shapes.ts";
import { Backlog } from "./backlog.ts";

/**
 * `await` gives the result; `for await` gives what the cell prints until it ends. Both may be done.
 *
 * - A cell's failure is a result with `status: "error"`. The promise rejects, and the loop throws,
 *   only where there is no result: the connection is lost, or the request was refused.
 * - Outputs wait until they are taken, up to `bufferBytes`. Where a loop is slower than its cell,
 *   the oldest are dropped: an output with `droppedBytes` says so in their place.
 * - A loop that is left early (`break`, `return`, an exception) interrupts its cell and goes on
 *   when that has ended. Who only wants to look on uses `onOutput`.
 * - It can be looped over once.
 */
export interface Execution extends Promise<ExecuteResult>, AsyncIterable<Output, ExecuteResult> {
  /** By which the daemon, and the session's other clients, know it. */
  readonly executionId: string;
}

export interface ExecutionSetup {
  executionId: string;
  /** How much is kept until it is looped over and while the loop lags. */
  bufferBytes: number;
  /** False: what comes before somebody loops is not kept. */
  isKept: boolean;
  result: Promise<ExecuteResult>;
  /** The loop was left before the cell had ended. */
  onLeft(): void;
}

export interface Executing {
  execution: Execution;
  /** Something was printed. */
  take(output: Output): void;
}

export function createExecution(setup: ExecutionSetup): Executing {
  const { executionId, bufferBytes, isKept, result, onLeft } = setup;
  const backlog = new Backlog(bufferBytes);
  let isWanted = isKept;
  let isLooped = false;
  let hasEnded = false;
  const end = (): void => {
    hasEnded = true;
    backlog.end(result);
  };
  result.then(end, end);

  async function leave(): Promise<IteratorResult<Output, ExecuteResult>> {
    isWanted = false;
    backlog.clear();
    if (!hasEnded) onLeft();
    return { done: true, value: await result };
  }

  function iterate(): AsyncIterator<Output, ExecuteResult> {
    if (isLooped) throw new TypeError("The outputs of an execution can be looped over only once.");
    isLooped = true;
    isWanted = true;
    // Who loops is told of a failure there, and need not wait for the result besides.
    promise.catch(() => {});
    return { next: () => backlog.next(), return: leave };
  }

  // One of its own: a failure that nobody waits for is to be told as any other.
  const promise = result.then((value) => value);
  const execution = Object.assign(promise, { executionId, [Symbol.asyncIterator]: iterate });
  const take = (output: Output): void => {
    if (isWanted) backlog.push(output);
  };
  return { execution, take };
}
