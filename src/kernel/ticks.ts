// `process.nextTick` that can be cut off. A termination unwinds the callback that runs, but Node's
// queue of ticks stays as it is: a chain that schedules itself would go on for ever, and nothing
// else of the event loop would run again.
import { replaceBuiltin } from "./builtin.ts";

type Callback = (...args: unknown[]) => void;

export class Ticks {
  #epoch = 0;
  readonly #isOurs: () => boolean;
  #uninstall: () => void = () => {};
  readonly #run = (made: number, callback: Callback, args: unknown[]): void => {
    if (made === this.#epoch) callback(...args);
  };

  /** `isOurs`: is it code of a cell that calls? */
  constructor(isOurs: () => boolean = () => true) {
    this.#isOurs = isOurs;
  }

  /** Replaces what cells and their packages call; Node's own code has a way of its own. */
  install(): void {
    const original = process.nextTick;
    const nextTick = (callback: Callback, ...args: unknown[]): void => {
      if (typeof callback !== "function" || !this.#isOurs()) return original(callback, ...args);
      original(this.#run, this.#epoch, callback, args);
    };
    this.#uninstall = replaceBuiltin(process, "nextTick", nextTick);
  }

  uninstall(): void {
    this.#uninstall();
  }

  /** Nothing that was scheduled until now runs; V8 has dropped the microtasks in the same way. */
  cut(): void {
    this.#epoch += 1;
  }
}
