// Brings executions from their start to their end, one at a time: compile, load imports, run, tell.
// It owns what the session remembers. Code runs in the realm (`realm.ts`); of queues, threads and
// the wire it knows nothing. `current` is set before anything of an execution happens and taken
// back after its end was published, so that a termination at any point between leaves an execution
// that can still be ended.
import { AsyncLocalStorage } from "node:async_hooks";
import type {
  ChangedSettings,
  KernelExecute,
  KernelSettings,
  StartupStep,
} from "../../protocol/kernel.ts";
import type { Compiled } from "../compiler/compile.ts";
import { unpack } from "../runner/box.ts";
import { runAfter, runBefore } from "./around.ts";
import { Execution } from "./execution.ts";
import { evaluateExpressions, type ExpressionOutcomes } from "./expressions.ts";
import { createCellError, createDiagnosticError } from "./failure.ts";
import { Looker } from "./looker.ts";
import type { Outbox } from "./outbox.ts";
import { describeEnd, describeRefusal, showOutcome, suppress, type Outcome } from "./outcome.ts";
import type { Realm } from "./realm.ts";
import { Recall } from "./recall.ts";
import { pace } from "./shared.ts";
import { decideRunner, type SetRunner } from "./verdict.ts";

export class Evaluator {
  readonly realm: Realm;
  readonly #outbox: Outbox;
  readonly #context = new AsyncLocalStorage<Execution>();
  readonly recall = new Recall();
  readonly looker: Looker;
  /** The execution that was started last, over or not: one assignment makes it the running one. */
  #last: Execution | undefined;
  #interruptId: number | undefined;
  /** Told before the end of an execution is. */
  onEnding: () => void = () => {};
  /** Told when an execution has ended: does its end fence off what waited behind it? */
  onEnd: (epoch: number, fence: boolean) => void = () => {};
  /** Is there something to be run as soon as this execution has ended? */
  hasMore: () => boolean = () => false;
  /** Told how the running execution gets on, when that is known. */
  onPace: (pace: number) => void = () => {};
  /** Told when the running execution comes to stand at a top-level await, or goes on from there. */
  onWaits: (waits: boolean) => void = () => {};
  /** Told when the interrupt that was heard last has come to its end. */
  onOver: () => void = () => {};

  constructor(outbox: Outbox, realm: Realm) {
    this.realm = realm;
    this.#outbox = outbox;
    const { ground, names } = realm;
    const { scopes, lent } = ground;
    this.looker = new Looker({ ...names, scopes, lent, codes: this.recall.codes });
    realm.onWarning = (text) =>
      outbox.event({ type: "output", generation: this.owner(), kind: "log", text });
  }

  configure(settings: KernelSettings): void {
    this.realm.configure(settings);
    this.recall.install(this.realm.globals);
  }

  setRunner(command: SetRunner, word: Int32Array): void {
    decideRunner(command, word, this.realm, this.#outbox);
  }

  /** A setting is changed. A cell may have changed it since the control thread answered. */
  tell(settings: ChangedSettings): void {
    this.#outbox.event({ type: "changed", settings }, "moment");
  }

  /** The execution that runs. */
  get current(): Execution | undefined {
    return this.#last?.isOver ? undefined : this.#last;
  }

  /** 0 before the first. */
  get lastGeneration(): number {
    return this.#last?.generation ?? 0;
  }

  /** The execution whose code runs now, be it in the background; none outside of all cells. */
  get inside(): Execution | undefined {
    return this.#context.getStore();
  }

  /** Whose output it is that is written now. */
  owner(): number {
    return this.inside?.generation ?? this.lastGeneration;
  }

  /** Does the event loop turn for it? */
  get isAsync(): boolean {
    const { current } = this;
    return current !== undefined && current.mode !== "sync" && current.runner.name !== "sync";
  }

  /** Asked from the event loop after a termination: was the running cell what it hit? */
  isUnwound(): boolean {
    return this.current !== undefined && !this.current.waits;
  }

  /** An exception or rejection that nobody handled. */
  fail(thrown: unknown): void {
    const error = this.realm.failures.tell(createCellError(thrown, this.realm.traces));
    this.#outbox.event({ type: "output", generation: this.owner(), kind: "error", error });
  }

  /** `isAsked`: the daemon asks, where it does not hear of the start. */
  start(command: KernelExecute, isAsked: boolean): void {
    const execution = new Execution(command, this.realm.runner, this.onWaits);
    this.#last = execution;
    this.realm.traces.install();
    const { generation } = command;
    this.#outbox.event({ type: "started", generation }, isAsked ? "asked" : "moment");
    this.#context.run(execution, () => this.#begin(execution));
  }

  #begin(execution: Execution): void {
    if (execution.command.step) return this.#perform(execution, execution.command.step);
    const hooks = runBefore(this.realm.calls.events, execution);
    if (!hooks) return this.#compile(execution);
    execution.mode = "async";
    this.onPace(pace.awaits);
    hooks.then(
      () => this.#compile(execution),
      (thrown: unknown) => this.#end(execution, { type: "thrown", thrown }),
    );
  }

  #compile(execution: Execution): void {
    const { command } = execution;
    try {
      if (command.storeHistory) this.recall.onCode(command.executionCount, command.code);
      const compiled = this.realm.compile(execution);
      execution.mode = compiled.mode;
      if (this.isAsync) this.onPace(pace.awaits);
      const diagnostic = compiled.diagnostics[0];
      if (diagnostic) {
        const error = createDiagnosticError(diagnostic, command);
        this.#end(execution, { type: "refused", error });
      } else if (compiled.imports.length > 0) {
        this.#import(execution, compiled);
      } else this.#run(execution, compiled, []);
    } catch (thrown) {
      this.#end(execution, { type: "thrown", thrown });
    }
  }

  #perform(execution: Execution, step: StartupStep): void {
    execution.mode = "async";
    this.onPace(pace.awaits);
    this.#settle(execution, execution.wait(this.realm.perform(step, execution)));
  }

  #import(execution: Execution, compiled: Compiled): void {
    execution.wait(this.realm.load(compiled.imports, execution)).then(
      (modules) => this.#run(execution, compiled, modules),
      (thrown: unknown) => this.#end(execution, { type: "thrown", thrown }),
    );
  }

  #run(execution: Execution, compiled: Compiled, modules: object[]): void {
    try {
      if (compiled.mode === "sync") this.onPace(pace.straight);
      const returned = this.realm.evaluate(execution, compiled, modules);
      if (compiled.mode === "sync") this.#leave(execution, { type: "value", value: returned });
      else this.#settle(execution, returned);
    } catch (thrown) {
      this.#leave(execution, { type: "thrown", thrown });
    }
  }

  #settle(execution: Execution, returned: unknown): void {
    Promise.resolve(returned).then(
      (value) => this.#leave(execution, { type: "value", value: unpack(value) }),
      (thrown: unknown) => this.#leave(execution, { type: "thrown", thrown }),
    );
  }

  /** Disposes of what the cell holds by `using`, then ends it. */
  #leave(execution: Execution, outcome: Outcome): void {
    if (execution !== this.current) return; // it was given up
    if (execution.mode === "sync") this.onPace(pace.unknown);
    let disposed: void | Promise<void>;
    try {
      disposed = execution.scope?.dispose();
    } catch (thrown) {
      return this.#end(execution, suppress(thrown, outcome));
    }
    if (!disposed) return this.#conclude(execution, outcome);
    execution.wait(disposed).then(
      () => this.#conclude(execution, outcome),
      (thrown: unknown) => this.#end(execution, suppress(thrown, outcome)),
    );
  }

  /** What the client also asked for is evaluated once the cell has its value. */
  #conclude(execution: Execution, outcome: Outcome): void {
    const { userExpressions } = execution.command;
    if (!userExpressions || outcome.type !== "value") return this.#show(execution, outcome);
    evaluateExpressions(userExpressions, execution, this.realm).then(
      (expressions) => this.#show(execution, outcome, expressions),
      (thrown: unknown) => this.#end(execution, { type: "thrown", thrown }),
    );
  }

  #show(execution: Execution, outcome: Outcome, expressions?: ExpressionOutcomes): void {
    const shown = showOutcome(execution, outcome, this.realm.presenter);
    if (!(shown instanceof Promise)) return this.#end(execution, shown, expressions);
    execution.wait(shown).then(
      (came) => this.#end(execution, came, expressions),
      (thrown: unknown) => this.#end(execution, { type: "thrown", thrown }),
    );
  }

  /** What the user wants done after it is part of it. */
  #end(execution: Execution, outcome: Outcome, expressions?: ExpressionOutcomes): void {
    if (execution !== this.current) return;
    const { storeHistory, executionCount } = execution.command;
    if (outcome.type === "value" && storeHistory)
      this.recall.onValue(executionCount, outcome.value);
    const tell = (): void => this.#tell(execution, outcome, expressions);
    const hooks = runAfter(this.realm.calls.events, execution, outcome);
    if (!hooks) return tell();
    hooks.then(tell, tell); // interrupted there, it has still come to this
  }

  #tell(execution: Execution, outcome: Outcome, userExpressions?: ExpressionOutcomes): void {
    if (execution !== this.current) return;
    const { command, interrupted } = execution;
    if (interrupted) this.realm.abandonImports(execution);
    const finished = describeEnd(execution, outcome, this.realm);
    if (userExpressions) finished.userExpressions = userExpressions;
    this.onEnding();
    this.#outbox.finished(finished, this.hasMore());
    execution.isOver = true;
    for (const stepper of execution.steppers) stepper.abandon();
    const { how = "cancelled", fence } = finished;
    if (interrupted) this.#over({ hit: command.generation, how });
    this.onEnd(command.epoch, fence);
  }

  /**
   * Stops the running execution: at its top-level await, or, when it has none or must, for good.
   */
  interrupt(id: number, fence: boolean, terminate: boolean): void {
    const execution = this.current!;
    this.#interruptId = id;
    execution.interrupted = { fence };
    this.#context.run(execution, () => {
      if (!terminate) return execution.stop();
      this.#end(execution, { type: "terminated" });
      this.#dispose(execution);
      execution.abort();
    });
  }

  /** The session ends: so does what runs, and what was to outlive its cell. */
  end(): void {
    this.current?.stop();
    this.realm.sessionScope.halt().catch((thrown: unknown) => this.fail(thrown));
  }

  #dispose({ scope }: Execution): void {
    try {
      const disposed = scope?.dispose();
      disposed?.catch((thrown: unknown) => this.fail(thrown));
    } catch (thrown) {
      this.fail(thrown);
    }
  }

  /** Ends an execution that never starts. */
  refuse(
    command: KernelExecute,
    status: "skipped" | "interrupted",
    fence: boolean,
    id?: number,
  ): void {
    this.#outbox.event(describeRefusal(command, this.realm.runner.name, status, fence));
    if (id !== undefined) {
      this.#interruptId = id;
      this.#over({ hit: command.generation, how: "cancelled" });
    }
    this.onEnd(command.epoch, fence);
  }

  /** An interrupt that found no cell that it meant; it may have ended something else. */
  missed(id: number, wasTerminated: boolean): void {
    this.#interruptId = id;
    this.#over(wasTerminated ? { how: "terminated" } : {});
  }

  #over(outcome: { hit?: number; how?: "cancelled" | "terminated" }): void {
    this.onOver();
    this.#outbox.event({ type: "interrupted", id: this.#interruptId!, ...outcome });
  }
}
