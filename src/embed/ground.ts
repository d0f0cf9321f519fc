// The ground of a session inside of a program: its names are properties of objects that only its
// own cells have in scope. To the program's code none of them is there, whatever it is called; and
// a function that a cell has left with the program keeps its names when the session is over.
import vm from "node:vm";
import type { Compiled } from "../compiler/compile.ts";
import { uncached, type Ground } from "../kernel/ground.ts";

/** What is visible around a cell, the outermost first. */
export type Scopes = readonly object[];

export interface ObjectGround extends Ground {
  /** The names themselves. */
  readonly names: object;
  readonly scopes: Scopes;
}

/** `around`: the scopes of the cell that the session is opened in. */
export function createObjectGround(around: Scopes, lent: object = {}): ObjectGround {
  const globals = Object.create(null) as object;
  const names = Object.create(null) as object;
  const scopes = [...around, globals, names];
  return {
    goal: "function",
    globals,
    names,
    scopes,
    lent,
    make(name) {
      if (Object.hasOwn(names, name)) return;
      // `delete x` is no way to get rid of a variable.
      const options = { configurable: false, enumerable: true, writable: true };
      Object.defineProperty(names, name, { value: undefined, ...options });
    },
    put: (name, value) => void Reflect.set(names, name, value),
    get: (name) => Reflect.get(names, name),
    expose() {},
    conceal() {},
    prepare(compiled) {
      const body = compileBody(compiled, scopes);
      return (scope) => {
        // There is none where the cell is empty.
        const start = body.call(globalThis, undefined) as Start | undefined;
        const value = start?.call(globalThis, scope);
        return compiled.mode === "sync" ? (value as { value: unknown } | undefined)?.value : value;
      };
    },
  };
}

type Start = (this: unknown, scope?: object) => unknown;

function compileBody({ code, file }: Compiled, scopes: Scopes): Start {
  return uncached(
    () =>
      // A parameter of this name hides what every function has: a cell is to find nothing.
      vm.compileFunction(code, ["arguments"], {
        filename: file,
        contextExtensions: [...scopes],
        importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
      }) as Start,
  );
}
