// The script-scope bindings behind a session's names. V8 may unwind any of this at any point, so a
// binding is made first and noted after, and one found already made is taken as it is.
import vm from "node:vm";
import type { NameKind } from "../compiler/compile.ts";
import { isConstantKind } from "../compiler/names.ts";
import { LiveImports } from "./live.ts";

export function run(code: string): unknown {
  return vm.runInThisContext(code, { displayErrors: false });
}

export interface Bindings {
  readonly names: ReadonlyMap<string, NameKind>;
  readonly imports: LiveImports;
  /** Makes sure that the name exists, and that it is of this kind. */
  declare(name: string, kind: NameKind): void;
  put(name: string, value: unknown): void;
  /** Assigns as a cell would: not when the name is constant, or not there. */
  assign(name: string, value: unknown): void;
  get(name: string): unknown;
  delete(name: string): boolean;
}

export function createBindings(names: Map<string, NameKind>): Bindings {
  const put = (name: string, value: unknown): void => {
    (run(`(value) => { ${name} = value; }`) as (value: unknown) => void)(value);
  };
  const imports = new LiveImports(put);
  return {
    names,
    imports,
    put,
    declare(name, kind) {
      imports.drop(name);
      if (!names.has(name)) {
        createBinding(name);
        // As in a script, `var` leaves a global that is there already its value.
        if (isGlobalKind(kind) && Reflect.has(globalThis, name)) {
          put(name, Reflect.get(globalThis, name));
        }
      }
      if (isGlobalKind(kind)) exposeGlobal(name);
      else if (isGlobalKind(names.get(name))) Reflect.deleteProperty(globalThis, name);
      names.set(name, kind);
    },
    assign(name, value) {
      if (isConstantKind(names.get(name))) throw new TypeError("Assignment to constant variable.");
      if (!names.has(name)) throw new ReferenceError(`${name} is not defined`);
      put(name, value);
    },
    get: (name) => run(name),
    delete(name) {
      const kind = names.get(name);
      if (kind === undefined) return false;
      imports.drop(name);
      if (isGlobalKind(kind)) Reflect.deleteProperty(globalThis, name);
      names.delete(name);
      put(name, undefined);
      return true;
    },
  };
}

function createBinding(name: string): void {
  try {
    run(`let ${name}`);
  } catch (error) {
    // It was made before: by a cell that was stopped right after, or by a script of the user's own.
    if (!(error instanceof SyntaxError)) throw error;
  }
}

function isGlobalKind(kind: NameKind | undefined): boolean {
  return kind === "var" || kind === "function";
}

/** A `var` or a function is a property of the global object, too. */
function exposeGlobal(name: string): void {
  const get = run(`() => ${name}`) as () => unknown;
  const set = run(`(value) => { ${name} = value; }`) as (value: unknown) => void;
  Reflect.defineProperty(globalThis, name, { get, set, enumerable: true, configurable: true });
}
