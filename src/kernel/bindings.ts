// The bindings behind a session's names, in whatever ground they stand. V8 may unwind any of this
// at any point, so a binding is made first and noted after, and one found already made is taken as
// it is.
import type { NameKind } from "../compiler/compile.ts";
import { isConstantKind } from "../compiler/names.ts";
import type { Ground } from "./ground.ts";
import { LiveImports } from "./live.ts";

export interface Bindings {
  readonly names: ReadonlyMap<string, NameKind>;
  /** That were deleted. Where V8 keeps a binding, it is still there, with no value. */
  readonly gone: ReadonlySet<string>;
  /** The file of the cell that last set each. */
  readonly origins: ReadonlyMap<string, string>;
  readonly imports: LiveImports;
  /** Code of this file sets the names, of those that are there. */
  note(names: Iterable<string>, file: string): void;
  /** Makes sure that the name exists, and that it is of this kind. */
  declare(name: string, kind: NameKind, file?: string): void;
  put(name: string, value: unknown): void;
  /** Assigns as a cell would: not when the name is constant, or not there. */
  assign(name: string, value: unknown): void;
  get(name: string): unknown;
  delete(name: string): boolean;
}

export function createBindings(names: Map<string, NameKind>, ground: Ground): Bindings {
  const { put, get } = ground;
  const imports = new LiveImports(put);
  const gone = new Set<string>();
  const origins = new Map<string, string>();
  return {
    names,
    gone,
    origins,
    note(set, file) {
      for (const name of set) if (names.has(name)) origins.set(name, file);
    },
    imports,
    put,
    declare(name, kind, file) {
      imports.drop(name);
      if (!names.has(name)) {
        ground.make(name);
        // As in a script, `var` leaves a global that is there already its value.
        if (isGlobalKind(kind) && Reflect.has(globalThis, name)) {
          put(name, Reflect.get(globalThis, name));
        }
      }
      if (isGlobalKind(kind)) ground.expose(name);
      else if (isGlobalKind(names.get(name))) ground.conceal(name);
      names.set(name, kind);
      gone.delete(name);
      if (file !== undefined) origins.set(name, file);
    },
    assign(name, value) {
      if (isConstantKind(names.get(name))) throw new TypeError("Assignment to constant variable.");
      if (!names.has(name)) throw new ReferenceError(`${name} is not defined`);
      put(name, value);
    },
    get,
    delete(name) {
      const kind = names.get(name);
      if (kind === undefined) return false;
      imports.drop(name);
      if (isGlobalKind(kind)) ground.conceal(name);
      put(name, undefined);
      gone.add(name);
      names.delete(name);
      origins.delete(name);
      return true;
    },
  };
}

function isGlobalKind(kind: NameKind | undefined): boolean {
  return kind === "var" || kind === "function";
}
