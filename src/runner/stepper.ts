// A cell of the form `generator` or `operation` as something that is stepped: where it stands, in
// whose hands it is, and how it is brought to its end when its runner does not do that. The
// runner's side of it is `coroutine.ts`. V8 may unwind a step: the state then stays `running`.
import { pack, type Box } from "./box.ts";

export interface StepperHooks {
  /** Makes the cell's generator; nothing of it runs yet. */
  start(): Iterator<unknown, Box>;
  /** Every step is made in here. */
  enter<T>(step: () => T): T;
  /**
   * It waits for the value: nothing of it runs until what this returns is called. An interrupt
   * calls `stop`.
   */
  standAt(value: unknown, stop: (reason: unknown) => void): () => void;
  /** Told what is thrown where it waited, before it is. */
  onThrow?(error: unknown): void;
}

type Step = IteratorResult<unknown, unknown>;
type Method = "next" | "throw" | "return";

export class Stepper {
  readonly #hooks: StepperHooks;
  #state: "new" | "standing" | "running" | "over" = "new";
  #iterator: Iterator<unknown, Box> | undefined;
  /** What it handed out where it stands. */
  #handed: unknown;
  #outcome: { value: unknown } | { error: unknown } = { value: undefined };
  /** Its end, once somebody awaits it. */
  #driven: Promise<unknown> | undefined;
  /** It goes on by itself to its end. */
  #isDriven = false;
  /** While it waits by itself for what it handed out: what comes of that, … */
  #answered: Promise<Step> | undefined;
  /** … and how to leave there at once. */
  #leave: (() => void) | undefined;
  #isTaken = false;
  /** Its runner has left it early, and its `finally` blocks wait. */
  #isClosing = false;
  #steps = 0;

  constructor(hooks: StepperHooks) {
    this.#hooks = hooks;
  }

  get state(): "new" | "standing" | "running" | "over" {
    return this.#state;
  }

  /** How many steps were made. */
  get steps(): number {
    return this.#steps;
  }

  /** It waits by itself, and an interrupt reaches it there. */
  get waits(): boolean {
    return this.#leave !== undefined;
  }

  /** A step by the runner. Over, or taken out of its hands, there is nothing more to be done. */
  step(method: Method, value: unknown): Step {
    if (this.#isTaken || this.#state === "over") return { done: true, value: undefined };
    if (this.waits)
      throw new TypeError("this coroutine is being awaited, so it can't be stepped as well");
    return this.#step(method, value);
  }

  /** To its next wait, once the wait where it stands is over. */
  async advance(): Promise<Step> {
    if (this.#isTaken || this.#state !== "standing") return this.step("next", undefined);
    this.#checkFree();
    return this.#answer();
  }

  /** Brings it to its end, from where it stands; once, for all who ask. */
  drive(): Promise<unknown> {
    return (this.#driven ??= this.#drive());
  }

  /** Ends it where it stands, as a generator that is left early: its `finally` blocks run. */
  async close(): Promise<void> {
    this.#isTaken = true;
    if (this.#state === "new") return this.abandon();
    if (this.#state !== "standing") return;
    this.#isDriven = true;
    const answered = this.#answered;
    if (this.#leave) {
      this.#leave();
      await answered;
    } else if (this.#isClosing) await this.#finish({ done: false, value: undefined });
    else await this.#finish(this.#step("return", { value: undefined }));
  }

  /** Takes it out of its runner's hands: throws where it stands, and brings it to its end. */
  async take(reason: unknown): Promise<unknown> {
    this.#isTaken = true;
    if (this.#state === "standing" && !this.waits) {
      this.#driven = this.#finish(this.#step("throw", reason));
      return this.#driven;
    }
    this.abandon();
    throw reason;
  }

  /** Nothing more of it runs. */
  abandon(): void {
    this.#isTaken = true;
    if (this.#state === "over") return;
    this.#state = "over";
    this.#outcome = { error: new TypeError("this coroutine was closed: its cell has ended") };
  }

  async #drive(): Promise<unknown> {
    if (this.#state === "over") {
      if ("error" in this.#outcome) throw this.#outcome.error;
      return this.#outcome.value;
    }
    this.#checkFree();
    const isNew = this.#state !== "standing";
    return this.#finish(isNew ? this.#step("next", undefined) : { done: false, value: undefined });
  }

  async #finish(step: Step): Promise<unknown> {
    this.#isDriven = true;
    return step.done === true ? step.value : (await this.#answer()).value;
  }

  #checkFree(): void {
    if (this.waits) throw new TypeError("this coroutine is being awaited already");
  }

  /** Waits for what it handed out, and steps on with what came of that: once, or to its end. */
  #answer(): Promise<Step> {
    this.#answered = new Promise((resolve, reject) => this.#wait(resolve, reject));
    return this.#answered;
  }

  #wait(resolve: (step: Step) => void, reject: (error: unknown) => void): void {
    const goOn = (method: Method, value: unknown): void => {
      if (this.#leave !== leave) return;
      this.#leave = undefined;
      walkOn();
      try {
        const step = this.#step(method, value);
        if (this.#isDriven && step.done !== true) this.#wait(resolve, reject);
        else resolve(step);
      } catch (error) {
        reject(error);
      }
    };
    const leave = (): void => goOn("return", { value: undefined });
    this.#leave = leave;
    const walkOn = this.#hooks.standAt(this.#handed, (reason) => goOn("throw", reason));
    Promise.resolve(this.#handed).then(
      (value) => goOn("next", value),
      (error: unknown) => goOn("throw", error),
    );
  }

  #step(method: Method, value: unknown): Step {
    if (this.#state === "running")
      throw new TypeError("this coroutine runs: its own cell can't step or await it");
    if (this.#state === "over") return { done: true, value: undefined };
    if (method === "throw") this.#hooks.onThrow?.(value);
    if (method === "return") this.#isClosing = true;
    this.#steps += 1;
    this.#state = "running";
    try {
      return this.#note(this.#hooks.enter(() => this.#go(method, value)));
    } catch (error) {
      this.#state = "over";
      this.#outcome = { error };
      throw error;
    }
  }

  #go(method: Method, value: unknown): IteratorResult<unknown, Box> {
    this.#iterator ??= this.#hooks.start();
    return this.#iterator[method]!(value as Box);
  }

  #note(step: IteratorResult<unknown, Box>): Step {
    if (step.done !== true) {
      this.#state = "standing";
      this.#handed = step.value;
      return step;
    }
    this.#state = "over";
    const value = pack(step.value);
    this.#outcome = { value };
    return { done: true, value };
  }
}
