// What is to outlive a cell and not its session: operations, fibers, and whatever has an end. It
// ends with the session, or on demand; then the next that comes opens it anew.
import type { Operation, Task } from "effection";
import type { Effect } from "effect/Effect";
import type { Fiber } from "effect/Fiber";
import type { Scope } from "effect/Scope";
import type { SessionFibers } from "./effect.ts";
import type { SessionTasks } from "./effection.ts";
import { isEffect } from "./foreign.ts";
import type { Packages } from "./packages.ts";

type Start = () => Operation<unknown>;

export class SessionScope {
  readonly #packages: () => Packages;
  readonly #onChange: (isOpen: boolean) => void;
  #held: AsyncDisposableStack | undefined;
  #tasks: SessionTasks | undefined;
  #fibers: SessionFibers | undefined;

  /** `onChange` is told when there is something to be ended, and when all is. */
  constructor(packages: () => Packages, onChange: (isOpen: boolean) => void) {
    this.#packages = packages;
    this.#onChange = onChange;
  }

  /**
   * Starts an operation of effection, or a function that returns one, as a task; an Effect as a
   * fiber.
   */
  run(work: Start | Operation<unknown>): Task<unknown>;
  run(work: Effect<unknown, unknown, Scope>): Fiber<unknown, unknown>;
  run(work: Start | Operation<unknown> | Effect<unknown, unknown, Scope>): unknown {
    if (isEffect(work)) {
      this.#fibers ??= this.#hold(this.#packages().effect.openScope());
      return this.#fibers.run(work as Effect<unknown, unknown, Scope>);
    }
    const start = typeof work === "function" ? work : () => work as Operation<unknown>;
    if (typeof work !== "function" && typeof Object(work)[Symbol.iterator] !== "function")
      throw new TypeError("sessionScope.run takes an operation of effection or an Effect");
    this.#tasks ??= this.#hold(this.#packages().effection.openScope());
    return this.#tasks.run(start);
  }

  /** Has this called when the scope ends, the last one first. */
  defer(end: () => unknown): void {
    this.#open().defer(async () => void (await end()));
  }

  /** The same with a resource of `using` or `await using`. */
  use<T extends AsyncDisposable | Disposable>(resource: T): T {
    return this.#open().use(resource);
  }

  /** Ends all that is in it, and waits for that. */
  async halt(): Promise<void> {
    const held = this.#held;
    this.#held = this.#tasks = this.#fibers = undefined;
    try {
      await held?.disposeAsync();
    } finally {
      if (held && !this.#held) this.#onChange(false);
    }
  }

  #hold<T extends { halt(): Promise<void> }>(opened: T): T {
    this.#open().defer(() => opened.halt());
    return opened;
  }

  #open(): AsyncDisposableStack {
    if (!this.#held) {
      this.#held = new AsyncDisposableStack();
      this.#onChange(true);
    }
    return this.#held;
  }
}
