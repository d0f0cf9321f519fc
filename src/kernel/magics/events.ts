// What the user has called around every execution, as IPython's events. Each hook is told of the
// execution, one after the other; a promise of one is waited for, where an interrupt ends it. One
// that throws is switched off; so is one that had to be interrupted, or no cell would ever run.
import { findNearest } from "../../std/nearest.ts";
import { switchOff } from "./switch.ts";

const names = ["preExecute", "preRunCell", "postRunCell", "postExecute"] as const;
type EventName = (typeof names)[number];

/** What is known before it runs, … */
export interface Coming {
  readonly code: string;
  readonly executionCount: number;
  readonly cellId?: string;
  /** Asked for by the client itself, not by its user. */
  readonly silent: boolean;
}

/** … and after. */
export interface Came extends Coming {
  readonly status: "ok" | "error" | "interrupted";
  readonly value?: unknown;
  /** What was thrown, or what the compiler has against it. */
  readonly error?: unknown;
  readonly durationMs: number;
}

interface Due {
  readonly name: EventName;
  readonly hook: Hook;
}

export type Hook = (about: Came) => unknown;

/** Waits as the execution waits. */
export type Wait = <T>(value: T | PromiseLike<T>) => Promise<T>;

export class Events {
  readonly #hooks: Record<EventName, Hook[]> = {
    preExecute: [],
    preRunCell: [],
    postRunCell: [],
    postExecute: [],
  };

  /** Set while one is called or waited for: it is still there where that was unwound. */
  #running: Due | undefined;

  /** From now on; the hooks at the end of this cell, too. */
  register(name: string, hook: Hook): void {
    if (typeof hook !== "function") throw new TypeError(`${name} needs a function to call`);
    this.#find(name).push(hook);
  }

  /** False where it was not registered. */
  unregister(name: string, hook: Hook): boolean {
    const hooks = this.#find(name);
    const at = hooks.indexOf(hook);
    if (at !== -1) hooks.splice(at, 1);
    return at !== -1;
  }

  #find(asked: string): Hook[] {
    const name = names.find((each) => each === asked);
    if (name) return this.#hooks[name];
    const nearest = findNearest(asked, [...names]);
    throw new TypeError(`no event is called ${asked}; did you mean ${nearest}?`);
  }

  /** Where somebody wants to know: what makes `about` may cost something. */
  before(coming: () => Coming, isSilent: boolean, wait: Wait): Promise<void> | undefined {
    return this.#call(["preExecute", ...(isSilent ? [] : ["preRunCell" as const])], coming, wait);
  }

  after(came: () => Came, isSilent: boolean, wait: Wait): Promise<void> | undefined {
    return this.#call(["postExecute", ...(isSilent ? [] : ["postRunCell" as const])], came, wait);
  }

  /** A promise only where a hook returns one. */
  #call(called: readonly EventName[], about: () => Coming, wait: Wait): Promise<void> | undefined {
    this.#dropUnwound();
    const due = called.flatMap((name) => this.#hooks[name].map((hook) => ({ name, hook })));
    if (due.length === 0) return undefined;
    const told = about() as Came;
    const start = (index: number): Promise<void> | undefined => {
      for (let at = index; at < due.length; at++) {
        const waiting = this.#start(due[at]!, told);
        if (waiting) return this.#wait(due[at]!, wait(waiting)).then(() => start(at + 1));
      }
      return undefined;
    };
    return start(0);
  }

  /** What it returns never rejects. */
  #start(due: Due, told: Came): Promise<void> | undefined {
    this.#running = due;
    const fail = (thrown: unknown): void => this.#switchOff(due, thrown);
    const { hook } = due;
    try {
      const returned = hook(told);
      if (isThenable(returned)) return Promise.resolve(returned).then(() => {}, fail);
    } catch (thrown) {
      fail(thrown);
    }
    this.#running = undefined;
    return undefined;
  }

  /** Rejects where an interrupt ends the wait. */
  async #wait(due: Due, waiting: Promise<void>): Promise<void> {
    try {
      await waiting;
    } catch (thrown) {
      this.#switchOff(due, thrown);
      throw thrown;
    } finally {
      this.#running = undefined;
    }
  }

  #dropUnwound(): void {
    const unwound = this.#running;
    this.#running = undefined;
    if (unwound) this.#switchOff(unwound, new Error("it was interrupted"));
  }

  #switchOff({ name, hook }: Due, thrown: unknown): void {
    switchOff(this.#hooks[name], hook, `hook of ${name}`, thrown);
  }
}

const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === "object" &&
  value !== null &&
  typeof (value as { then?: unknown }).then === "function";
