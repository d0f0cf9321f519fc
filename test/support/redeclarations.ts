// Every kind of declaration, redeclared in a later cell by every other: afterwards a name is what
// it was last declared as, as if it had never been anything else.
import { join } from "node:path";
import { lines } from "./matrix.ts";
import { playInRealm } from "./realm.ts";

interface Kind {
  /** What declares `x_`. */
  cell: string;
  /** What `x_` then is. */
  shown: string;
  isGlobal: boolean;
  isConstant: boolean;
  /** A function in a block takes no name that a `let` or the like has, as in a script. */
  isTimid: boolean;
}

const head = [
  `const held = { v: 7, [Symbol.dispose]() {}, async [Symbol.asyncDispose]() {} }`,
  `const look = (x) => typeof x === "function" ? x.prototype?.constructor.v ?? x.constructor.name` +
    ` : typeof x === "object" ? Object.entries(x)[0] : x`,
];

/** Cell | what it makes | `global` where it is a property of `globalThis`, `constant`, `block`. */
const kinds: Kind[] = lines(`
  let x_ = 1 | 1 |
  let x_ | undefined |
  const x_ = 2 | 2 | constant
  var x_ = 3 | 3 | global
  { var x_ = 4 } | 4 | global
  for (var x_ of [5]); | 5 | global
  const { x_ } = { x_: 6 } | 6 | constant
  let [{ x_ = 8 } = {}] = [] | 8 |
  let x_ = await 9 | 9 |
  function x_() {} | 'Function' | global
  { function x_() {} } | 'Function' | block
  async function x_() {} | 'AsyncFunction' | global
  function* x_() {} | 'GeneratorFunction' | global
  async function* x_() {} | 'AsyncGeneratorFunction' | global
  class x_ { static v = 10; static #p = 0 } | 10 |
  class x_ extends (await Object) { static v = 11 } | 11 |
  using x_ = held | [ 'v', 7 ] | constant
  await using x_ = held | [ 'v', 7 ] | constant
  import x_ from "./modules/one.mjs" | 1 | constant
  import { cjs as x_ } from "./modules/two.cjs" | 2 | constant
  import * as x_ from "./modules/one.mjs" | [ 'default', 1 ] | constant
  export const x_ = 12 | 12 | constant
  export default class x_ { static v = 13 } | 13 |
  enum x_ { A = 14 } | [ '14', 'A' ] | global
  const enum x_ { A = 15 } | [ '15', 'A' ] | global
  namespace x_ { export const v = 16 } | [ 'v', 16 ] | global
  let x_: number = 17 | 17 |
  abstract class x_<T> { static v = 18; constructor(private p: T) {} } | 18 |
  function x_(a: string): void; function x_(a: any) {} | 'Function' | global
`).map((line) => {
  const [cell = "", shown = "", marks = ""] = line.split(" |").map((part) => part.trim());
  const isTimid = marks === "block";
  const isGlobal = marks === "global" || isTimid;
  return { cell, shown, isGlobal, isConstant: marks === "constant", isTimid };
});

/** What says nothing about values. */
const types = lines(`
  interface x_ { a: number }
  type x_ = string
  declare const x_: number
  declare function x_(): void
  declare namespace x_ { const v: number }
  namespace x_ { export type T = 1 }
  import type x_ from "./modules/one.mjs"
  export type { x_ }
`);

export const ways = [
  { title: "as they are", form: "async", delayed: false },
  { title: "asynchronous", form: "async", delayed: true },
  { title: "as generators", form: "generator", delayed: true },
] as const;

const probe = (name: string): string =>
  `(() => { const all = [look(${name}), Object.hasOwn(globalThis, "${name}")];` +
  ` try { ${name} = "set"; all.push(${name}) } catch (error) { all.push(error.message) }` +
  ` return all })()`;
const expected = ({ shown, isGlobal, isConstant }: Kind): string =>
  `[ ${shown}, ${isGlobal}, ${isConstant ? "'Assignment to constant variable.'" : "'set'"} ]`;

interface Meeting {
  cells: [first: string, second: string];
  probed: string;
}

export const meetings: readonly Meeting[] = [
  ...kinds.flatMap((first) =>
    kinds.map((second): Meeting => ({
      cells: [first.cell, second.cell],
      probed: expected(second.isTimid && !first.isGlobal ? first : second),
    })),
  ),
  ...kinds.flatMap((kind) =>
    types.flatMap((type): Meeting[] => [
      { cells: [kind.cell, type], probed: expected(kind) },
      { cells: [type, kind.cell], probed: expected(kind) },
    ]),
  ),
];

/** Plays every `stride`th meeting. Returns what is not as expected, one line each. */
export async function playMeetings(
  { form, delayed }: (typeof ways)[number],
  stride: number,
): Promise<string[]> {
  const chosen = meetings
    .filter((_, index) => index % stride === 0)
    .map(({ cells, probed }, index) => {
      const name = `x_${index}`;
      const own = cells.map((cell) => cell.replaceAll(/\bx_\b/g, name));
      return { cells: [...own, probe(name)], probed };
    });
  const outcomes = await playInRealm({
    form,
    delayed,
    directory: join(import.meta.dirname, "../cases/compiler/runs"),
    languageId: "typescript",
    autoawait: true,
    cells: [...head, ...chosen.flatMap(({ cells }) => cells)],
  });
  return chosen.flatMap(({ cells, probed }, index) => {
    const [first = "", second = "", seen] = outcomes.slice(head.length + 3 * index);
    const isPlayed = [first, second].every((outcome) => !/^(?:throws|refused)/.test(outcome));
    if (isPlayed && seen === probed) return [];
    return [`${cells[0]} ⏎ ${cells[1]}: ${first}, ${second}, ${seen}, not ${probed}`];
  });
}
