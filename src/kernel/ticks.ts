// `process.nextTick` that can be cut off. A termination unwinds the callback that runs, but Node's
// queue of ticks stays as it is: a chain that schedules itself would go on for ever, and nothing
// else of the event loop would run again.
import { syncBuiltinESMExports } from "node:module";

let epoch = 0;

function runTick(made: number, callback: (...args: unknown[]) => void, args: unknown[]): void {
  if (made === epoch) callback(...args);
}

/** Replaces what cells and their packages call; Node's own code has a way of its own. */
export function installTicks(): void {
  const original = process.nextTick;
  process.nextTick = function nextTick(callback: (...args: unknown[]) => void, ...args: unknown[]) {
    if (typeof callback !== "function") return original(callback);
    original(runTick, epoch, callback, args);
  };
  syncBuiltinESMExports();
}

/** Nothing that was scheduled until now runs; V8 has dropped the microtasks in the same way. */
export function cutTicks(): void {
  epoch += 1;
}
