import type { Runner } from "./runner.ts";

/**
 * Brings a cell to its end without an event loop; one that really waits fails, at that very await.
 */
export const sync: Runner = {
  name: "sync",
  form: "generator",
  run(coroutine) {
    let step = coroutine.next();
    while (!step.done) {
      step = coroutine.throw(
        new Error(
          "the `sync` runner has no event loop: this cell waits, as the `native` runner lets it",
        ),
      );
    }
    return step.value;
  },
};
