// How code of a cell finds the session that it runs in: `embed()` in a cell opens another inside of
// it. It may come from another copy of the package, so it is found by a symbol.
import { isConstantKind } from "../compiler/names.ts";
import type { Evaluator } from "./evaluator.ts";
import type { Queues } from "./loop.ts";
import type { Looker } from "./looker.ts";

export interface Surrounding {
  /** Objects that cells have in scope, the outermost first. */
  readonly scopes: readonly object[];
  /** 0 for a kernel of its own. */
  readonly depth: number;
  readonly queues: Queues;
  /** Tells of values; the control thread asks it. */
  readonly looker: Looker;
  /** The names that a cell can't assign. */
  constants(): Map<string, () => unknown>;
  /** Of the cell whose code runs now; none outside of all cells. */
  signal(): AbortSignal | undefined;
  /** Told when the session ends; what is inside of it ends first. */
  readonly inner: Set<() => Promise<void>>;
}

const key = Symbol.for("awaitd.session");

// What follows is evaluated by the inspector, which of itself knows script-scope names and no
// others.
export const surroundingSession = "globalThis[Symbol.for('awaitd.session')]";
const allScopes = `(${surroundingSession}?.scopes ?? [])`;

/** What `typeof name` is. */
export const typeOfName = (name: string): string => {
  const quoted = JSON.stringify(name);
  const found = `(${allScopes}).findLast((scope) => ${quoted} in scope)`;
  return `((scope) => scope ? typeof scope[${quoted}] : typeof ${name})(${found})`;
};

export const findSurrounding = (): Surrounding | undefined =>
  Reflect.get(globalThis, key) as Surrounding | undefined;

/** Returns what takes it back. */
export function announce(surrounding: Surrounding): () => void {
  const outer = findSurrounding();
  const put = (value: Surrounding): void => {
    Object.defineProperty(globalThis, key, { value, configurable: true, enumerable: false });
  };
  put(surrounding);
  return () => {
    if (outer) put(outer);
    else Reflect.deleteProperty(globalThis, key);
  };
}

export function createSurrounding(
  evaluator: Evaluator,
  queues: Queues,
  { scopes = [], depth = 0 }: Partial<Pick<Surrounding, "scopes" | "depth">> = {},
): Surrounding {
  return {
    scopes,
    depth,
    queues,
    looker: evaluator.looker,
    constants() {
      const { kinds, get } = evaluator.realm.names;
      const names = [...kinds].filter(([, kind]) => isConstantKind(kind));
      return new Map(names.map(([name]) => [name, () => get(name)]));
    },
    signal: () => evaluator.inside?.signal,
    inner: new Set(),
  };
}
