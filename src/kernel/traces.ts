// Where errors came from. The kernel stands where V8 asks how a stack is to be written
// (`Error.prepareStackTrace`): so what user code reads names the places that were typed, and of
// each error whose stack was ever read its frames are known, whatever becomes of the text. A hook
// of the user's is called as ever, with call sites of the same places.
import { types } from "node:util";
import { findVisible, Rows, writeRows, type Row } from "./stack.ts";
import type { Sources } from "./sources.ts";

export interface Trace {
  /** `TypeError: what`, without the rows. */
  head: string;
  rows: readonly Row[];
  /** What V8 was told to keep as the error's stack; where a hook of the user's told it, unknown. */
  stack: string;
  isOwn: boolean;
}

/** Node's types leave out that it tells itself in words. */
type Site = NodeJS.CallSite & { toString(): string };
type Prepare = (error: object, sites: Site[]) => unknown;

export class Traces {
  readonly sources: Sources;
  readonly #rows: Rows;
  readonly #known = new WeakMap<object, Trace>();
  readonly #plain = Error.prepareStackTrace as Prepare;
  readonly #own: Prepare = (error, sites) => this.#prepare(error, sites);
  /** What stands for a hook of the user's, which keeps the trace too; a hook is its own key. */
  readonly #shown = new WeakMap<Prepare, Prepare>();
  #current = this.#own;
  #isInstalled = false;
  /** What was there before, where the stacks of others are to be written as ever. */
  readonly #others: Prepare | undefined;

  /** `isGuest`: what has no row of a cell is none of ours. */
  constructor(sources: Sources, isGuest = false) {
    this.sources = sources;
    this.#rows = new Rows(sources);
    if (isGuest) this.#others = this.#plain;
  }

  /** From now on stacks are written here. Again before each cell: one may have deleted the hook. */
  install(): void {
    if (Object.hasOwn(Error, "prepareStackTrace") && this.#isInstalled) return;
    this.#isInstalled = true;
    this.#current = this.#own;
    Object.defineProperty(this.#own, "name", { value: this.#plain.name });
    this.#shown.set(this.#own, this.#own);
    Reflect.defineProperty(Error, "prepareStackTrace", {
      configurable: true,
      enumerable: false,
      get: () => this.#current,
      set: (hook: unknown) => {
        this.#current = typeof hook === "function" ? this.#show(hook as Prepare) : this.#own;
      },
    });
  }

  uninstall(): void {
    const value: unknown = this.#current === this.#own ? this.#plain : Error.prepareStackTrace;
    if (!this.#isInstalled || value === undefined) return;
    const options = { configurable: true, enumerable: false, writable: true };
    Reflect.defineProperty(Error, "prepareStackTrace", { value, ...options });
  }

  /** What is known of an error whose stack has been read. */
  find(error: object): Trace | undefined {
    return this.#known.get(error);
  }

  /**
   * As V8 does of an async function: the row of the place where a cell that is stepped waited for
   * what has failed. `at`: what has the stack of that place.
   */
  addWait(thrown: unknown, at: { stack?: unknown }): void {
    if (!types.isNativeError(thrown) || !Object.isExtensible(thrown)) return;
    const [trace, place] = [this.#read(thrown), this.#read(at)?.rows.find(isOwnRow)];
    if (!trace?.isOwn || !place || thrown.stack !== trace.stack) return;
    const last = trace.rows.findLastIndex(isOwnRow);
    if (trace.rows.some((row) => isTopOf(place, row))) return;
    const above = last < 0 ? trace.rows : trace.rows.slice(0, last + 1);
    trace.rows = [...above, { ...place, text: `async ${place.text}` }];
    trace.stack = trace.head + writeRows(trace.rows.filter(findVisible(trace.rows)));
    thrown.stack = trace.stack;
  }

  /** Its stack is written when it is read. */
  #read(error: { stack?: unknown }): Trace | undefined {
    return typeof error.stack === "string" ? this.#known.get(error) : undefined;
  }

  #show(hook: Prepare): Prepare {
    let shown = this.#shown.get(hook);
    if (!shown) {
      shown = (error, sites) => this.#prepare(error, sites, hook);
      this.#shown.set(hook, shown).set(shown, shown);
    }
    return shown;
  }

  #prepare(error: object, sites: Site[], hook?: Prepare): unknown {
    if (this.#others && !sites.some(isOfCell))
      return (hook ?? this.#others).call(Error, error, sites);
    let shown = sites;
    try {
      const rows = sites.map((site) => this.#rows.read(site.toString()));
      const isVisible = findVisible(rows);
      const visible = rows.filter(isVisible);
      // The rows are known even of an error that can't be asked for its name.
      const trace: Trace = { head: "", rows, stack: "", isOwn: !hook };
      this.#known.set(error, trace);
      trace.head = this.#plain(error, []) as string;
      trace.stack = trace.head + writeRows(visible);
      if (!hook) return trace.stack;
      shown = sites.filter(isVisible).map((site, index) => createSite(site, visible[index]!));
    } catch {
      // An error whose name or message can't be read, or a cell that changed what every array has.
      if (!hook) return this.#plain(error, sites);
    }
    return hook.call(Error, error, shown);
  }
}

const isOwnRow = ({ owner, frame }: Row): boolean => owner === "user" && frame !== undefined;

/** Is it code of the same cell, and in no function? */
const isTopOf = (place: Row, { frame }: Row): boolean =>
  frame !== undefined &&
  frame.executionCount === place.frame?.executionCount &&
  frame.function === undefined;

const isOfCell = (site: Site): boolean => site.toString().includes("In[");

/** A call site that names the place that was typed. */
function createSite(site: Site, { text, frame }: Row): Site {
  const [, line, column] = (site.isEval() && /, <anonymous>:(\d+):(\d+)\)$/.exec(text)) || [];
  const isCell = frame?.executionCount !== undefined && !site.isEval();
  const file = `In[${frame?.executionCount}]`;
  const told: Record<string, () => unknown> = {
    toString: () => text,
    getEvalOrigin: () =>
      site.isEval() ? text.replace(/^.*?\((eval at .*), .*\)$/s, "$1") : undefined,
    ...(column !== undefined && {
      getLineNumber: () => Number(line),
      getColumnNumber: () => Number(column),
    }),
    ...(isCell && {
      getFileName: () => file,
      getScriptNameOrSourceURL: () => file,
      getLineNumber: () => frame.line,
      getColumnNumber: () => frame.column,
    }),
  };
  return new Proxy(site, {
    get(target, name) {
      if (typeof name === "string" && Object.hasOwn(told, name)) return told[name];
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === "function" ? (value.bind(target) as unknown) : value;
    },
  });
}
