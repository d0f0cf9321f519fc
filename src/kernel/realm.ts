// Where cells are compiled and run: the session's names, modules and sources, under the settings
// that hold for the next cell. It starts code and returns what came of that; when an execution
// begins and how it ends, `evaluator.ts` knows.
import type { KernelSettings, SettingFacts, StartupStep } from "../../protocol/kernel.ts";
import { listRunners, splitRunner } from "../../protocol/runners.ts";
import type { LanguageId, Mode } from "../../protocol/shapes.ts";
import type { Around, Compiled, ImportRequest } from "../compiler/compile.ts";
import { unpack, type Box } from "../runner/box.ts";
import { Coroutine, createAsyncCoroutine } from "../runner/coroutine.ts";
import { refuseForeign } from "../runner/foreign.ts";
import { describeRunner } from "../runner/names.ts";
import { Packages } from "../runner/packages.ts";
import { findRunner, type Surroundings } from "../runner/registry.ts";
import type { Runner, RunnerKind } from "../runner/runner.ts";
import { SessionScope } from "../runner/session-scope.ts";
import { Stepper } from "../runner/stepper.ts";
import { supervise } from "../runner/supervision.ts";
import { CallSites } from "./call-sites.ts";
import { MagicCalls } from "./calls.ts";
import { Presenter } from "./display/presenter.ts";
import type { Execution } from "./execution.ts";
import { RefusedError } from "./failure.ts";
import { Failures } from "./failures.ts";
import { createScriptGround, type Ground } from "./ground.ts";
import type { Module } from "./importer.ts";
import type { Boxed, MagicContext, Names, Prepared } from "./magics/magic.ts";
import { createModuleLoader, type ModuleLoader } from "./modules.ts";
import { createNamespace, type Namespace, type Program, type ScopeOptions } from "./namespace.ts";
import { Sources } from "./sources.ts";
import { performStep } from "./startup.ts";
import { FunctionTexts } from "./texts.ts";
import { Traces } from "./traces.ts";

export interface RealmOptions {
  ground?: Ground;
  /** The process is a program of the user's: what is none of the session's stays as it is. */
  isGuest?: boolean;
  /** Cells are numbered from here on: stacks tell those of one session from another's. */
  firstSource?: number;
}

export class Realm {
  readonly ground: Ground;
  readonly #namespace: Namespace;
  readonly #sources: Sources;
  readonly #texts = new FunctionTexts();
  readonly #callSites: CallSites;
  readonly failures = new Failures();
  readonly presenter = new Presenter();
  readonly traces: Traces;
  readonly calls = new MagicCalls({
    prepare: (execution, ...code) => this.prepare(execution, ...code),
    importAnew: (execution, url) => this.#loader!.importAnew(url, execution),
    hasVariable: (name) => this.#namespace.names.has(name) || Reflect.has(globalThis, name),
  });
  #loader: ModuleLoader | undefined;
  directory = "";
  facts: SettingFacts | undefined;
  languageId: LanguageId = "typescript";
  /** Of the executions that start from now on, as the others here. */
  runner: RunnerKind = describeRunner("native");
  autoawait = true;
  /** Told what a user should know of how a cell was run. */
  onWarning: (text: string) => void = () => {};

  readonly #surroundings: Surroundings = {
    read: (name) => this.#namespace.read(name),
    load: (specifier) => this.#loader!.loadNow(specifier),
    split: splitRunner,
    list: () => listRunners((name) => this.#loader!.has(name), this.#namespace.functions()),
    packages: new Packages({
      has: (specifier) => this.#loader!.has(specifier),
      load: (specifier) => this.#loader!.loadNow(specifier),
      loadBeside: (specifier, path) => this.#loader!.loadBeside(specifier, path),
    }),
  };
  /** Told when there is something that is to be ended before the session is, or no more. */
  onHold: (isHolding: boolean) => void = () => {};
  readonly sessionScope = new SessionScope(
    () => this.#surroundings.packages,
    (isOpen) => this.onHold(isOpen),
  );

  constructor({
    ground = createScriptGround(),
    isGuest = false,
    firstSource = 0,
  }: RealmOptions = {}) {
    this.ground = ground;
    this.#namespace = createNamespace(ground);
    const { names, gone } = this.#namespace;
    this.#sources = new Sources(names, gone, firstSource);
    this.traces = new Traces(this.#sources, isGuest);
    this.#callSites = new CallSites(this.#sources);
  }

  /** Has what cells find beside their names. */
  get globals(): object {
    return this.ground.globals;
  }

  /** Has a cell declared it? */
  hasName(name: string): boolean {
    return this.#namespace.names.has(name);
  }

  /** From now on stacks and the texts of functions are what was typed. */
  install(): void {
    this.traces.install();
    this.#texts.install();
    this.#callSites.install();
  }

  /** Puts back what `install` and imports have changed. */
  uninstall(): void {
    this.#callSites.uninstall();
    this.#texts.uninstall();
    this.traces.uninstall();
    this.#loader?.close();
  }

  /** Takes a name over as it is in the ground. */
  adopt(name: string): void {
    this.#namespace.adopt(name);
  }

  configure(settings: KernelSettings): void {
    process.chdir(settings.cwd);
    Object.assign(process.env, settings.env);
    this.languageId = settings.languageId;
    this.autoawait = settings.autoawait;
    this.trustRunner(settings.runner);
    this.directory = settings.cwd;
    this.facts = settings.facts;
    this.#loader = createModuleLoader(settings.cwd, this.#sources.addFile);
    this.#loader.installGlobals(this.globals);
  }

  /** Whether there is one is found when a cell needs it. */
  trustRunner(name: string): void {
    this.runner = describeRunner(name);
  }

  /** Throws an `UnknownRunner`; then the runner stays what it was. */
  setRunner(name: string): void {
    findRunner(name, this.#surroundings);
    this.runner = describeRunner(name);
  }

  /** The execution's cell. */
  compile(execution: Execution): Compiled {
    const { code, display } = execution.command;
    const text = this.calls.transforms?.transformInput(code) ?? code;
    return this.compileCode(execution, text, undefined, undefined, display === "all");
  }

  /** What is evaluated in the cell's place. */
  compileCode(
    { command, runner }: Execution,
    code: string,
    around?: Around,
    languageId = command.languageId ?? this.languageId,
    showsAll = false,
  ): Compiled {
    return this.#sources.compile(code, command, {
      languageId,
      autoawait: this.autoawait,
      form: runner.form,
      delegates: runner.delegates,
      goal: this.ground.goal,
      magics: () => this.calls.table,
      transforms: this.calls.transforms,
      showsAll,
      around,
    });
  }

  /** Code that is to run within a cell, in its place. Throws what the compiler has against it. */
  prepare(execution: Execution, ...given: Parameters<MagicContext["prepare"]>): Prepared {
    const [code, at, around, languageId] = given;
    const text = at ? "\n".repeat(at.line - 1) + " ".repeat(at.column - 1) + code : code;
    const compiled = this.compileCode(execution, text, around, languageId);
    const { diagnostics, imports, mode } = compiled;
    if (diagnostics[0])
      throw new RefusedError(diagnostics[0], { ...execution.command, code: text });
    const start = (modules: readonly object[]): Boxed | Promise<Boxed> => {
      const came = this.evaluate(execution, compiled, modules);
      if (mode === "sync") return { value: came };
      return Promise.resolve(came).then((value) => ({ value: unpack(value) }));
    };
    return {
      isAsync: mode !== "sync" || imports.length > 0,
      run: () =>
        imports.length > 0 ? execution.wait(this.load(imports, execution)).then(start) : start([]),
    };
  }

  /** What the cell imports statically. */
  load(requests: readonly ImportRequest[], execution: Execution): Promise<Module[]> {
    return this.#loader!.load(requests, execution);
  }

  /** As a cell imports it. */
  import(specifier: string): Promise<object> {
    return this.#loader!.importModule(specifier);
  }

  get names(): Names {
    const { names: kinds, gone, origins, get, set, delete: drop } = this.#namespace;
    return { kinds, gone, origins, get, set, delete: drop };
  }

  perform(step: StartupStep, execution: Execution): Promise<void> {
    const { importModule } = this.#loader!;
    return performStep(step, {
      directory: this.directory,
      load: (specifier) => importModule(specifier, undefined, execution),
      magics: () => this.calls.table,
    });
  }

  /** After an interrupt, of what the execution imports; after a termination, of everything. */
  abandonImports(execution?: Execution): void {
    this.#loader?.abandon(execution);
  }

  /** The value of a synchronous cell, or what the runner returned for another. May throw. */
  evaluate(execution: Execution, compiled: Compiled, modules: readonly object[]): unknown {
    const isSync = compiled.mode === "sync";
    const name = compiled.passesRunner ? "native" : execution.runner.name;
    const runner = isSync ? undefined : findRunner(name, this.#surroundings);
    const { meta, importModule } = this.#loader!;
    const scope = this.#namespace.open({
      ...this.#createWaits(execution, compiled.mode, runner),
      file: compiled.file,
      modules,
      meta,
      importModule: (specifier, options) => importModule(specifier, options, execution),
      held: execution.scope?.held,
      magic: (...call) => this.calls.call(execution, call),
      show: this.presenter.show,
      onEval: (at, evaluated) => this.#sources.addEval(compiled.file, at, evaluated),
    });
    execution.scope ??= scope;
    this.#texts.add(compiled);
    const program = this.#namespace.prepare(compiled, scope);
    return runner ? this.#give(program, compiled.mode, execution, runner) : program.run();
  }

  #createWaits(
    { wait, hand }: Execution,
    mode: Mode,
    runner: Runner | undefined,
  ): Pick<ScopeOptions, "wait" | "hand" | "until"> {
    // Under a runner that steps, what is awaited is handed out to it.
    if (mode !== "generator") return { wait: (value) => wait(this.#refuseForeign(value)) };
    const handed = runner?.isSupervised
      ? hand
      : (value: unknown) => hand(this.#refuseForeign(value));
    return {
      wait: (value) => value as never,
      hand: runner?.wantsPlaces ? handed : undefined,
      until: runner?.until,
    };
  }

  #refuseForeign<T>(value: T): T {
    return refuseForeign(value, (name) => this.#loader!.has(name));
  }

  /** To its runner, of which nothing has run. Returns what that returns. */
  #give(program: Program, mode: Mode, execution: Execution, runner: Runner): unknown {
    const context = execution.createContext(this.sessionScope, this.onWarning);
    if (mode === "async")
      return runner.run(
        createAsyncCoroutine(() => program.run() as Promise<Box>),
        context,
      );
    const { enter, standAt } = execution;
    const stepper = new Stepper({
      start: () => program.run() as Iterator<unknown, Box>,
      standAt,
      enter: (step) => {
        // What is thrown at a wait that hands nothing out has no place.
        execution.takeHanded();
        execution.scope?.refreshImports();
        return enter(step);
      },
      onThrow: (error) => {
        const handed = execution.takeHanded();
        if (runner.isSupervised && !execution.interrupted) this.traces.addWait(error, handed);
      },
    });
    execution.steppers.push(stepper);
    const run = (): unknown => runner.run(new Coroutine(stepper), context);
    return runner.isSupervised ? supervise(runner.name, run, stepper, context) : enter(run);
  }
}
