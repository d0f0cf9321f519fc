import type { Runner } from "./runner.ts";

/** The promise loop of Node: the cell is awaited. */
export const native: Runner = {
  name: "native",
  run: (coroutine) => coroutine,
};
