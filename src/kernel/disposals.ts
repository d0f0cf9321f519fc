// What `using` and `await using` opened at a cell's top level, ended when the cell ends.
import type { Wait } from "./namespace.ts";

export interface Disposals {
  /** Throws a TypeError when the value can't be disposed; null and undefined need not be. */
  add(resource: unknown): void;
  addAsync(resource: unknown): void;
  /** A resource of an inner block, whose end waits as a top-level `await` does. */
  own(resource: unknown): AsyncDisposable;
  dispose(): void | Promise<void>;
}

interface Disposal {
  /** Its end is waited for. */
  waits: boolean;
  end: () => unknown;
}

export function createDisposals(wait: Wait): Disposals {
  const stack: Disposal[] = [];
  return {
    add(resource) {
      if (resource === null || resource === undefined) return;
      stack.push({ waits: false, end: method(resource, [Symbol.dispose]) });
    },
    addAsync(resource) {
      stack.push({ waits: true, end: asyncEnd(resource) });
    },
    own(resource) {
      const end = asyncEnd(resource);
      return { [Symbol.asyncDispose]: async () => void (await wait(end())) };
    },
    dispose: () =>
      stack.some(({ waits }) => waits) ? disposeAsync(stack, wait) : disposeSync(stack),
  };
}

function asyncEnd(resource: unknown): () => unknown {
  if (resource === null || resource === undefined) return () => undefined;
  return method(resource, [Symbol.asyncDispose, Symbol.dispose]);
}

function method(resource: unknown, symbols: readonly symbol[]): () => unknown {
  const holder = resource as Record<symbol, unknown>;
  for (const symbol of symbols) {
    const end = holder[symbol];
    if (typeof end === "function") return () => Reflect.apply(end, resource, []) as unknown;
  }
  throw new TypeError(
    `The value of a using declaration has no [${symbols[0]?.description}] method`,
  );
}

function disposeSync(stack: Disposal[]): void {
  const failure = createFailure();
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    try {
      top.end();
    } catch (error) {
      failure.add(error);
    }
  }
  failure.raise();
}

async function disposeAsync(stack: Disposal[], wait: Wait): Promise<void> {
  const failure = createFailure();
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    try {
      const ended = top.end();
      if (top.waits) await wait(ended);
    } catch (error) {
      failure.add(error);
    }
  }
  failure.raise();
}

/** A later error hides the earlier one, and keeps it. */
function createFailure(): { add(error: unknown): void; raise(): void } {
  let held: { error: unknown } | undefined;
  return {
    add(error) {
      held = { error: held === undefined ? error : new SuppressedError(error, held.error) };
    },
    raise() {
      if (held !== undefined) throw held.error;
    },
  };
}
