// What every session finds in its global scope, beside what Node brings.
import { setTimeout as sleep } from "node:timers/promises";
import { inspect } from "node:util";
import type { LoopPolicy } from "../../protocol/shapes.ts";

export interface EventLoop {
  readonly id: string;
  readonly policy: LoopPolicy;
  /** Does it turn now? Under `perCell` only while an asynchronous cell runs. */
  readonly running: boolean;
}

/** Defines `eventLoop()` and `sleep(ms)`; both can be shadowed or replaced, as any global. */
export function installGlobals(
  target: object,
  state: () => { policy: LoopPolicy; running: boolean },
): void {
  const loop: EventLoop = {
    id: `loop-${process.pid}`,
    get policy() {
      return state().policy;
    },
    get running() {
      return state().running;
    },
  };
  // Shown with what it is now, not with the getters that say so.
  define(loop, inspect.custom, () => {
    const { id, policy, running } = loop;
    return { id, policy, running };
  });
  define(target, "eventLoop", () => loop);
  define(target, "sleep", sleep);
}

export function define(target: object, name: string | symbol, value: unknown): void {
  Object.defineProperty(target, name, {
    configurable: true,
    enumerable: false,
    writable: true,
    value,
  });
}

/** A global that is ours until the user assigns to it. */
export function defineGlobal(name: string, get: () => unknown, globals: object = globalThis): void {
  Object.defineProperty(globals, name, {
    configurable: true,
    enumerable: false,
    get,
    set: (value: unknown) => {
      Object.defineProperty(globals, name, {
        configurable: true,
        enumerable: true,
        writable: true,
        value,
      });
    },
  });
}
