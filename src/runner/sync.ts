import type { OwnContext, Runner } from "./runner.ts";

/**
 * Brings a cell to its end without an event loop; one that really waits fails, at that very await.
 */
export const sync: Runner = {
  name: "sync",
  wantsPlaces: true,
  run(coroutine, context) {
    let step = coroutine.next();
    while (!step.done) step = coroutine.throw(createWaitError(context));
    return step.value;
  },
};

function createWaitError(context: OwnContext): Error {
  const place = context.takePlace();
  const line = place === undefined ? "" : ` at line ${place.split(":")[1]}`;
  const message = `the \`sync\` runner has no event loop: this cell waits${line}`;
  const error = new Error(message);
  error.stack = `${error.name}: ${message}${place === undefined ? "" : `\n    at ${place}`}`;
  return error;
}
