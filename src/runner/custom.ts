// A function of the user's as a runner: `(coroutine, context) => result`.
import type { Coroutine, RunContext, Runner } from "./runner.ts";

export type RunnerFunction = (coroutine: Coroutine, context: RunContext) => unknown;

export function createCustomRunner(name: string, call: RunnerFunction): Runner {
  return {
    name,
    isSupervised: true,
    wantsPlaces: true,
    run: (coroutine, { signal, executionId, sessionScope }) =>
      call(coroutine, { signal, executionId, sessionScope }),
  };
}
