import type { KernelAccess, Magic } from "./magic.ts";
import { findEntries, joinCodes } from "./ranges.ts";
import { readWords } from "./arguments.ts";

/** What was made of cells, by name; an object of its own for each. */
type Macro = Extract<Magic, { waits: true }> & { readonly code: string };

const isMacro = (magic: Magic | undefined): magic is Macro =>
  magic !== undefined && "code" in magic;

export const macro: Magic = {
  names: ["%macro"],
  waits: false,
  doc: `Make a magic of cells of this session: \`%NAME\` then runs them, as one.

  %macro setup 1-3 5    now %setup runs these cells; its value is that of the last
  %macro -q setup 1-3   the same, without showing them
  %macro                list the macros
  %macro -d setup       take one away

It is there for later cells. In IPython a macro is run by its bare name; here that is an
expression of JavaScript.`,
  run({ line }, { kernel, print, executionCount }) {
    const { switches, words } = readWords("%macro", line, { switches: ["q", "d"] });
    const [name, ...ranges] = words;
    if (name === undefined) return print(list(kernel));
    if (switches.has("d")) return drop(name, kernel);
    checkName(name, kernel);
    if (ranges.length === 0) throw new TypeError(`which cells? As in %macro ${name} 1-3`);
    const entries = findEntries(ranges, kernel.history);
    if (entries.some(({ count }) => count === executionCount))
      throw new TypeError(`this cell (${executionCount}) can't be part of a macro that it makes`);
    if (entries.length === 0) throw new TypeError("there are no such cells; %history -n has them");
    const code = joinCodes(entries);
    kernel.magics.add(createMacro(name, code));
    if (!switches.has("q"))
      print(
        `Macro \`${name}\` created. To execute, type %${name}.\n=== Macro contents: ===\n${code}`,
      );
  },
};

function createMacro(name: string, code: string): Macro {
  return {
    names: [`%${name}`],
    waits: true,
    doc: `Run this macro.\n\n${code.trimEnd()}`,
    code,
    run({ line }, { evaluate }) {
      if (line !== "") throw new TypeError(`the macro %${name} takes nothing`);
      return evaluate(code);
    },
  };
}

function checkName(name: string, { magics }: KernelAccess): void {
  if (!/^[\p{ID_Start}_][\p{ID_Continue}-]*$/u.test(name))
    throw new TypeError(`\`${name}\` can't be the name of a macro: a name is letters and digits`);
  const there = magics.find(`%${name}`);
  if (there && !isMacro(there)) throw new TypeError(`%${name} is a magic already`);
}

function list({ magics }: KernelAccess): string {
  const macros = magics.all().filter(isMacro);
  const told = macros.map(({ names, code }) => `${names[0]}:\n${code.replace(/^(?=.)/gm, "    ")}`);
  return told.join("") || "There are no macros.\n";
}

function drop(name: string, { magics }: KernelAccess): void {
  if (!isMacro(magics.find(`%${name}`))) throw new TypeError(`no macro is called ${name}`);
  magics.delete(`%${name}`);
}
