// Where the names of a session live, and how code is run among them. A kernel's own process has
// them as script-scope bindings of the main context, which is what V8 is fastest with; a program
// that embeds a session has them in objects (src/embed/ground.ts), where they are nobody else's.
import { setFlagsFromString } from "node:v8";
import vm from "node:vm";
import type { Compiled } from "../compiler/compile.ts";
import { scopeName, sessionName } from "../compiler/names.ts";
import type { CellScope } from "./namespace.ts";

export interface Ground {
  /** What the compiler is to make of a cell. */
  readonly goal: "script" | "function";
  /** Has what a session finds beside its names: `In`, `require`. */
  readonly globals: object;
  /** Objects that have names, the outermost first. */
  readonly scopes: readonly object[];
  /** Has the variables that a program lends, which in a scope are accessors. */
  readonly lent: object;
  /** A name that was made already is taken as it is. */
  make(name: string): void;
  put(name: string, value: unknown): void;
  get(name: string): unknown;
  /** Has the name be a property of the global object too, as a script's `var` is. */
  expose(name: string): void;
  conceal(name: string): void;
  /** Throws V8's SyntaxError; nothing of the cell runs before the function is called. */
  prepare(compiled: Compiled): (scope: CellScope) => unknown;
}

export interface ScriptGround extends Ground {
  /** Has the session be found by the control thread, whatever names cells will declare. */
  share(session: object): void;
}

/** One for each realm: two would fight for the same bindings. */
export function createScriptGround(): ScriptGround {
  const [enter, share] = run(
    `let ${scopeName}, ${sessionName};` +
      `[(scope) => { ${scopeName} = scope; }, (session) => { ${sessionName} = session; }]`,
  ) as [(scope: CellScope) => void, ScriptGround["share"]];
  return {
    goal: "script",
    share,
    globals: globalThis,
    scopes: [],
    lent: {},
    make(name) {
      try {
        run(`let ${name}`);
      } catch (error) {
        // It was made before: by a cell that was stopped right after, or by a script of the user's
        // own.
        if (!(error instanceof SyntaxError)) throw error;
      }
    },
    put(name, value) {
      (run(`(value) => { ${name} = value; }`) as (value: unknown) => void)(value);
    },
    get: run,
    expose(name) {
      const get = run(`() => ${name}`) as () => unknown;
      const set = run(`(value) => { ${name} = value; }`) as (value: unknown) => void;
      Reflect.defineProperty(globalThis, name, { get, set, enumerable: true, configurable: true });
    },
    conceal: (name) => void Reflect.deleteProperty(globalThis, name),
    prepare(compiled) {
      const script = createScript(compiled);
      return (scope) => {
        // Functions of a synchronous cell find the scope of the last one that ran; all they ever
        // ask of it is the same in each.
        if (compiled.mode === "sync") enter(scope);
        const value: unknown = script.runInThisContext({ displayErrors: false });
        if (compiled.mode === "sync") return value;
        return (value as (this: unknown, scope: CellScope) => unknown).call(globalThis, scope);
      };
    },
  };
}

function createScript({ code, file }: Compiled): vm.Script {
  return uncached(
    () =>
      new vm.Script(code, {
        filename: file,
        importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
      }),
  );
}

/**
 * V8 would keep every cell in its compilation cache, for nothing: no two have the same file name.
 * What the user's own code compiles is cached as ever.
 */
export function uncached<T>(compile: () => T): T {
  setFlagsFromString("--no-compilation-cache");
  try {
    return compile();
  } finally {
    setFlagsFromString("--compilation-cache");
  }
}

function run(code: string): unknown {
  return vm.runInThisContext(code, { displayErrors: false });
}
