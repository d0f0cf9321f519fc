// The variables that a program lends to a session. Each is a property of an object of the
// program's, read and written there whenever a cell says its name.
import vm from "node:vm";
import { isReservedName, restrictedNames } from "../compiler/names.ts";

/** Defines the names on `target`; returns them. Throws a TypeError for what can be no variable. */
export function lend(context: object, target: object): string[] {
  const names = Object.keys(context);
  const unfit = names.filter((name) => !isVariableName(name));
  if (unfit.length > 0) {
    throw new TypeError(`embed: no variable can be called ${unfit.map(quote).join(", ")}`);
  }
  for (const name of names) {
    Object.defineProperty(target, name, {
      configurable: false,
      enumerable: true,
      get: () => (context as Record<string, unknown>)[name],
      set(value) {
        if (Reflect.set(context, name, value)) return;
        throw new TypeError(`The program lets nobody assign to ${name}.`);
      },
    });
  }
  return names;
}

/** Shows names that are constant where they come from. */
export function lendConstants(constants: ReadonlyMap<string, () => unknown>, target: object): void {
  for (const [name, get] of constants) {
    const set = (): never => {
      throw new TypeError("Assignment to constant variable.");
    };
    Object.defineProperty(target, name, { configurable: true, enumerable: true, get, set });
  }
}

const quote = (name: string): string => JSON.stringify(name);

function isVariableName(name: string): boolean {
  if (isReservedName(name) || restrictedNames.has(name)) return false;
  if (!/^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u.test(name)) return false;
  try {
    void new vm.Script(`var ${name}`);
    return true;
  } catch {
    return false; // a keyword
  }
}
