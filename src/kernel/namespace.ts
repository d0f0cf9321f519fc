// The names of a session, of which kind each is, and what a cell's code asks of them while it
// runs. Where they live, `ground.ts` knows. It knows nothing of executions, of output or of
// interrupts; V8 may unwind it at any point, so a binding is made first and noted after, and one
// found already made is taken as it is.
import type { Compiled, NameKind } from "../compiler/compile.ts";
import type { Applied } from "../compiler/edits.ts";
import { compileEval } from "../compiler/eval.ts";
import type { Position } from "../compiler/positions.ts";
import { createBindings, type Bindings } from "./bindings.ts";
import { createStack, type Stack } from "./disposals.ts";
import { createScriptGround, type Ground } from "./ground.ts";
import { handOut, iterate, openLoop, type Until } from "./waits.ts";

export type Wait = <T>(value: T) => PromiseLike<T>;

export interface ScopeOptions {
  /**
   * How a top-level `await` waits. In the generator form it is only asked for disposals: `await`
   * hands out.
   */
  wait: Wait;
  /** In the generator form: sees what is handed out, and gives it back. */
  hand?: ((value: unknown) => unknown) | undefined;
  /** In the operation form: what `await value` delegates to. */
  until?: Until | undefined;
  /** What V8 calls the cell. */
  file: string;
  /** The namespace objects of what the cell imports statically, in its order. */
  modules: readonly object[];
  /** `import.meta` */
  meta: object;
  /** `import()` of a cell. */
  importModule: ImportModule;
  /** What the cell holds by `using`, where this is code that runs within another's. */
  held?: Stack | undefined;
  magic: CallMagic;
  /** Shows what a statement came to, and gives it back. */
  show?: ((value: unknown) => unknown) | undefined;
  /** Told what is evaluated in the place of a text that is given to `eval`, and where. */
  onEval?: (at: Position, evaluated: Applied) => void;
}

/** Line and column say where in the cell its text, or the body below it, begins. */
export type CallMagic = (
  name: string,
  text: string,
  line: number,
  column: number,
  body?: string,
) => unknown;

type ImportModule = (specifier: unknown, options?: ImportCallOptions) => Promise<unknown>;

export interface Program {
  /**
   * Sync: the completion value. Async: starts the cell and returns a promise of its boxed value.
   * Generator: the generator, of which nothing has run; it returns the boxed value.
   */
  run(): unknown;
}

export interface Namespace {
  /** The names that exist, with the kind that they were last declared with. */
  readonly names: ReadonlyMap<string, NameKind>;
  /** Those that were deleted, and not declared since. */
  readonly gone: ReadonlySet<string>;
  /** The file of the cell that last set each, as far as its text says. */
  readonly origins: ReadonlyMap<string, string>;
  /** A name that was there before any cell is as one that a cell has declared with `let`. */
  adopt(name: string): void;
  open(options: ScopeOptions): CellScope;
  /** The value of a name of the user's, or of a global; undefined where there is none. */
  read(name: string): unknown;
  /** The user's names that are functions now. */
  functions(): string[];
  /** Throws what reading it throws. */
  get(name: string): unknown;
  /** Declares the name where it is new. Throws where it is constant. */
  set(name: string, value: unknown): void;
  /** The name is free again. To functions of earlier cells it is there, with no value. */
  delete(name: string): boolean;
  /** Throws V8's SyntaxError. Nothing of the cell has run. */
  prepare(compiled: Compiled, scope: CellScope): Program;
}

export function createNamespace(ground: Ground = createScriptGround()): Namespace {
  const names = new Map<string, NameKind>();
  const bindings = createBindings(names, ground);
  return {
    names,
    gone: bindings.gone,
    origins: bindings.origins,
    adopt: (name) => void names.set(name, "let"),
    open(options) {
      bindings.imports.refresh();
      return createScope(bindings, options);
    },
    read: (name) => (names.has(name) ? bindings.get(name) : Reflect.get(globalThis, name)),
    functions: () => [...names.keys()].filter((name) => typeof bindings.get(name) === "function"),
    get: bindings.get,
    set(name, value) {
      if (!names.has(name)) bindings.declare(name, "let");
      bindings.assign(name, value);
    },
    delete: bindings.delete,
    prepare(compiled, scope) {
      const start = ground.prepare(compiled);
      bindings.note(compiled.assigns, compiled.file);
      return { run: () => start(scope) };
    },
  };
}

type Declare = (name: string, value?: unknown) => unknown;

/** What one execution's code has in reach; src/compiler writes the names of the members. */
export interface CellScope extends Record<"let" | "const" | "class", Declare> {
  var(...names: string[]): void;
  function(...names: string[]): void;
  bind(name: string, module: number, exported?: string): unknown;
  put(name: string, value: unknown): void;
  /** Brings the imported names up to date. */
  refreshImports(): void;
  using: Declare;
  awaitUsing: Declare;
  wait: Wait;
  hand(value: unknown): unknown;
  until: Until;
  iterate(iterable: unknown): AsyncIterable<unknown>;
  /** `for await` where the cell is a generator. */
  loop(iterable: unknown): ReturnType<typeof openLoop>;
  /** For what a block holds by `await using`. */
  stack(): Stack;
  /** What a direct `eval` of the cell is to evaluate. */
  eval(line: number, column: number, text: unknown): unknown;
  meta: object;
  import: ImportModule;
  magic: CallMagic;
  show(value: unknown): unknown;
  /** What it holds by `using`. */
  held: Stack;
  /** Assigning a member declares the name as it is assigned. */
  lets: object;
  consts: object;
  /** Assigning a member is an assignment to a constant. */
  fixed: object;
  /** The names that were taken away: one is there only if it was declared again since. */
  gone: object;
  find(name: string): unknown;
  /** Undefined where there is none. */
  seek(name: string): unknown;
  /**
   * Ends what `using` and `await using` opened, in reverse order; a promise only where it must
   * wait.
   */
  dispose(): void | Promise<void>;
}

function createScope(bindings: Bindings, options: ScopeOptions): CellScope {
  const { file, modules, wait, hand = (value: unknown) => value } = options;
  const { until = (value: unknown) => handOut(hand(value)) } = options;
  const held = options.held ?? createStack(wait);
  const declare =
    (kind: NameKind): Declare =>
    (name, value) => {
      bindings.declare(name, kind, file);
      return value;
    };
  const hoist =
    (kind: NameKind) =>
    (...names: string[]): void => {
      for (const name of names) bindings.declare(name, kind, file);
    };
  return {
    let: declare("let"),
    const: declare("const"),
    class: declare("class"),
    var: hoist("var"),
    function: hoist("function"),
    bind(name, module, exported) {
      bindings.declare(name, "import", file);
      const namespace = modules[module]!;
      return exported === undefined ? namespace : bindings.imports.add(name, namespace, exported);
    },
    put: bindings.put,
    refreshImports: () => bindings.imports.refresh(),
    using(name, value) {
      held.use(value);
      bindings.declare(name, "const", file);
      return value;
    },
    awaitUsing(name, value) {
      held.useAsync(value);
      bindings.declare(name, "const", file);
      return value;
    },
    wait,
    hand,
    until,
    iterate: (iterable) => iterate(iterable, wait),
    loop: (iterable) => openLoop(iterable, until),
    stack: () => createStack(wait, until),
    eval(line, column, text) {
      const compiled = typeof text === "string" ? compileEval(text, bindings.names) : undefined;
      if (compiled !== undefined) options.onEval?.({ line, column }, compiled);
      return compiled?.code ?? text;
    },
    meta: options.meta,
    import: options.importModule,
    magic: options.magic,
    show: options.show ?? ((value) => value),
    held,
    lets: createTargets(bindings, file, "let"),
    consts: createTargets(bindings, file, "const"),
    fixed: createTargets(bindings, file),
    gone: createGone(bindings, file),
    find: (name) => find(bindings, name),
    seek: (name) => seek(bindings, name),
    dispose: held.end,
  };
}

/** An object whose members are the session's names, for where code can only assign. */
function createTargets(bindings: Bindings, file: string, kind?: NameKind): object {
  return new Proxy(Object.create(null) as object, {
    get: (_, name) => bindings.get(String(name)),
    set(_, property, value) {
      const name = String(property);
      if (kind === undefined) bindings.assign(name, value);
      else {
        bindings.declare(name, kind, file);
        bindings.put(name, value);
      }
      return true;
    },
  });
}

/** A global that the name was in the place of is there again. */
function seek({ names, get }: Bindings, name: string): unknown {
  return names.has(name) ? get(name) : Reflect.get(globalThis, name);
}

function find(bindings: Bindings, name: string): unknown {
  if (!bindings.names.has(name) && !Reflect.has(globalThis, name))
    throw new ReferenceError(`${name} is not defined`);
  return seek(bindings, name);
}

/** Assigning a name that is gone declares it: an assignment of a sloppy script makes a variable. */
function createGone(bindings: Bindings, file: string): object {
  return new Proxy(Object.create(null) as object, {
    get: (_, name) => find(bindings, String(name)),
    set(_, property, value) {
      const name = String(property);
      if (!bindings.names.has(name)) bindings.declare(name, "let", file);
      bindings.assign(name, value);
      return true;
    },
  });
}
