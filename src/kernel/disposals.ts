// What `using` and `await using` opened: one stack for a cell's top level, ended when the cell
// ends, and one for each block that waits at its end.
import type { Wait } from "./namespace.ts";
import { handOut, type Until } from "./waits.ts";

export interface Stack {
  /** Throws a TypeError when the value can't be disposed; null and undefined need not be. */
  use<T>(resource: T): T;
  useAsync<T>(resource: T): T;
  /** What the block threw. */
  fail(error: unknown): void;
  /** Ends all, the last one first; a promise only where it must wait. */
  end(): void | Promise<void>;
  /** The same where the cell is a generator. */
  steps(): Generator<unknown, void>;
}

interface Disposal {
  /** Its end is waited for. */
  waits: boolean;
  end: () => unknown;
}

export function createStack(wait: Wait, until: Until = handOut): Stack {
  const stack: Disposal[] = [];
  const failure = createFailure();
  function* end(by: Until): Generator<unknown, void> {
    for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
      try {
        const ended = top.end();
        if (top.waits) yield* by(ended);
      } catch (error) {
        failure.add(error);
      }
    }
    failure.raise();
  }
  return {
    use(resource) {
      if (!isNothing(resource)) stack.push({ waits: false, end: syncEnd(resource) });
      return resource;
    },
    useAsync(resource) {
      stack.push({ waits: true, end: asyncEnd(resource) });
      return resource;
    },
    fail: failure.add,
    steps: () => end(until),
    end() {
      if (stack.some(({ waits }) => waits)) return drive(end(handOut), wait);
      end(handOut).next();
      return undefined;
    },
  };
}

async function drive(steps: Generator<unknown, void>, wait: Wait): Promise<void> {
  let step = steps.next();
  while (step.done !== true) {
    try {
      await wait(step.value);
    } catch (error) {
      step = steps.throw(error);
      continue;
    }
    step = steps.next();
  }
}

function isNothing(resource: unknown): boolean {
  return resource === null || resource === undefined;
}

function asyncEnd(resource: unknown): () => unknown {
  if (isNothing(resource)) return () => undefined;
  const end = find(resource, Symbol.asyncDispose);
  if (end !== undefined) return end;
  // What a synchronous method returns is not waited for.
  const sync = find(resource, Symbol.dispose);
  if (sync === undefined) throw missing(Symbol.asyncDispose);
  return () => void sync();
}

function syncEnd(resource: unknown): () => unknown {
  const end = find(resource, Symbol.dispose);
  if (end === undefined) throw missing(Symbol.dispose);
  return end;
}

function find(resource: unknown, symbol: symbol): (() => unknown) | undefined {
  const end = (resource as Record<symbol, unknown>)[symbol];
  if (typeof end !== "function") return undefined;
  return () => Reflect.apply(end, resource, []) as unknown;
}

function missing(symbol: symbol): TypeError {
  return new TypeError(`The value of a using declaration has no [${symbol.description}] method`);
}

/** A later error hides the earlier one, and keeps it. */
function createFailure(): { add(error: unknown): void; raise(): void } {
  let held: { error: unknown } | undefined;
  return {
    add(error) {
      const hide = (hidden: unknown): unknown =>
        new SuppressedError(error, hidden, "An error was suppressed during disposal");
      held = { error: held === undefined ? error : hide(held.error) };
    },
    raise() {
      if (held !== undefined) throw held.error;
    },
  };
}
