// One execution on the main thread, from its start to its end: what it waits for at its top level,
// and how an interrupt gets at it there.
import type { KernelExecute } from "../../protocol/kernel.ts";
import type { Mode } from "../../protocol/shapes.ts";
import type { OwnContext, RunnerKind } from "../runner/runner.ts";
import type { SessionScope } from "../runner/session-scope.ts";
import type { Stepper } from "../runner/stepper.ts";
import type { CellScope } from "./namespace.ts";

/** What the top-level `await` of an interrupted cell throws. */
export class InterruptedError extends Error {
  override readonly name = "InterruptedError";

  constructor() {
    super("the cell was interrupted");
  }
}

export class Execution {
  readonly command: KernelExecute;
  /** Which it started under: a session's setting may change while it loads its imports. */
  readonly runner: RunnerKind;
  readonly startedAt = performance.now();
  mode: Mode = "sync";
  /** Its end was published. */
  isOver = false;
  /** What the cell's code reaches by its reserved name; there once it runs. */
  scope: CellScope | undefined;
  /** What its runners step: its own, and what a magic has it run. */
  readonly steppers: Stepper[] = [];
  /**
   * Set once an interrupt has reached this execution: its end is then `interrupted`, whatever it
   * throws.
   */
  interrupted: { fence: boolean } | undefined;
  /** Its stack is that of the place where something was handed out last. */
  #handed: { stack?: unknown } = {};
  #controller: AbortController | undefined;
  /** Each by what ends it. `isOuter`: code of its own may wait in what it waits for. */
  readonly #waits = new Map<(reason: unknown) => void, { isOuter: boolean }>();
  /** What magics return. */
  readonly #outer = new WeakSet<object>();
  /** What magics have yet to bring to its end, now that they are interrupted. */
  readonly #endings = new Set<PromiseLike<unknown>>();
  /** Code of the cell's or of its runner's is on the stack; or it was, and was unwound. */
  #isInside = false;

  readonly #onWaits: (waits: boolean) => void;

  /**
   * `onWaits` is told whenever it comes to stand at a top-level await, or goes on from there. One
   * that its runner drives counts as standing: its steps are short, and unwound ones clean up
   * nothing.
   */
  constructor(command: KernelExecute, runner: RunnerKind, onWaits: (waits: boolean) => void) {
    this.command = command;
    this.runner = runner;
    this.#onWaits = onWaits;
  }

  get generation(): number {
    return this.command.generation;
  }

  /** Aborted by an interrupt. */
  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.interrupted) this.#controller.abort(new InterruptedError());
    return this.#controller.signal;
  }

  /** What its runner is told. The signal is made when it is asked for. */
  createContext(sessionScope: SessionScope, warn: OwnContext["warn"]): OwnContext {
    const signal = (): AbortSignal => this.signal;
    return {
      executionId: this.generation,
      sessionScope,
      takePlace: () => this.#takePlace(),
      stand: this.stand,
      enter: this.enter,
      warn,
      get signal() {
        return signal();
      },
    };
  }

  /** Notes where the cell hands out what it waits for. */
  readonly hand = (value: unknown): unknown => {
    this.#handed = {};
    Error.captureStackTrace(this.#handed, this.hand);
    return value;
  };

  /** Of what was handed out where it stands; has a `stack`, if that is known. */
  takeHanded(): { stack?: unknown } {
    const handed = this.#handed;
    this.#handed = {};
    return handed;
  }

  #takePlace(): string | undefined {
    const { stack } = this.takeHanded();
    return typeof stack === "string" ? /\bIn\[\d+\]:\d+:\d+/.exec(stack)?.[0] : undefined;
  }

  /**
   * Does it stand at a top-level await? If not, and none of its code is on the stack, it was
   * unwound.
   */
  get waits(): boolean {
    return this.#waits.size > 0 && !this.#isInside;
  }

  /** Runs code of the cell's or of its runner's that is no promise's. */
  readonly enter = <T>(run: () => T): T => {
    const wasInside = this.#isInside;
    this.#isInside = true;
    this.scope?.refreshImports();
    try {
      return run();
    } finally {
      // Not reached when it is unwound.
      this.#isInside = wasInside;
    }
  };

  /**
   * From now on nothing of the cell runs, and an interrupt calls `stop`. Returns what is to be
   * called when it goes on, once or more often. `isOuter`: in what it waits for, code of the cell
   * may wait, too.
   */
  readonly stand = (stop: (reason: unknown) => void, isOuter = false): (() => void) => {
    this.#waits.set(stop, { isOuter });
    this.#onWaits(true);
    return () => {
      if (!this.#waits.delete(stop)) return;
      this.scope?.refreshImports();
      this.#onWaits(this.#waits.size > 0);
    };
  };

  /** The same, while it waits for this value. */
  readonly standAt = (value: unknown, stop: (reason: unknown) => void): (() => void) => {
    const isOuter = typeof value === "object" && value !== null && this.#outer.has(value);
    return this.stand((reason) => {
      if (!isOuter || this.#endings.size === 0) stop(reason);
      else void Promise.allSettled(this.#endings).then(() => stop(reason));
    }, isOuter);
  };

  /** What a magic returned; code that it runs may wait in it. */
  outer(value: unknown): unknown {
    if (typeof value === "object" && value !== null) this.#outer.add(value);
    return value;
  }

  /** An interrupt throws at what waits for a magic only once this has ended, if it is in time. */
  delayEnd(ending: PromiseLike<unknown>): void {
    this.#endings.add(ending);
  }

  /** A top-level `await` waits for this: for the value, or for an interrupt. */
  readonly wait = <T>(value: T | PromiseLike<T>): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      const leave = this.standAt(value, (reason) => {
        leave();
        reject(reason);
      });
      // V8 follows promises up to the cell, for the `async` rows of a stack, as long as each has
      // one reaction, and the last one is `resolve` itself.
      Promise.resolve(value)
        .then(
          (settled) => {
            leave();
            return settled;
          },
          (reason: unknown) => {
            leave();
            throw reason;
          },
        )
        .then(resolve, reject);
    });

  /** Tells its runner, which may have more to end than the cell. */
  abort(reason = new InterruptedError()): void {
    this.#controller?.abort(reason);
  }

  /**
   * Throws at the pending top-level awaits; the cell's `catch` and `finally` blocks then run. Where
   * a magic has code run that waits, it ends there first.
   */
  stop(): void {
    const reason = new InterruptedError();
    this.abort(reason);
    // What stands again at once has been asked already.
    const standing = [...this.#waits];
    const inner = standing.filter(([, { isOuter }]) => !isOuter);
    for (const [stop] of inner.length > 0 ? inner : standing) stop(reason);
  }
}
