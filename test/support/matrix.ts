// Matrices of cells, made of small tables: every idea in every place. `a_`, `b_` and the like
// become names that no other case has, so that all cases of a matrix are played in one session.

/** Cells that are played in turn. */
export type Sequence = readonly string[];

export interface Matrix {
  title: string;
  /** What is played before all cases. */
  head: Sequence;
  cases: Sequence[];
}

export const lines = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);

/** A pattern and what it takes apart. */
const bindings = lines(`
  a_ = 1 | a_ = () => 1 | a_ = class {} | a_ = (function () {}) | a_ = (0, () => {})
  a_ = await 1 | a_ = b_ = 2 | { a_ } = { a_: 1 } | { a_ = 2 } = {} | { k: a_ } = { k: 1 }
  { ["k" + 1]: a_ } = { k1: 1 } | { k: { a_ } } = { k: { a_: 1 } } | { ...a_ } = { x: 1 }
  { x_, ...a_ } = { x_: 1, y: 2 } | [a_] = [1] | [, a_] = [0, 1] | [a_ = 2] = [] | [[a_]] = [[1]]
  [...a_] = [1, 2] | [...[a_]] = [1] | [{ a_ }] = [{ a_: 1 }] | { a_ = () => {} } = {}
  [a_ = class {}] = [] | { k: a_ = async () => {} } = {} | { b_, a_ = b_ } = { b_: 1 }
  { [await "k"]: a_ } = { k: 1 } | [a_ = await 2] = [] | { a_ } = await { a_: 1 }
  { a_ = await 3, ...r_ } = { z: 1 } | [a_] = new Set([5]) | { a_: { b_ } = { b_: 4 } } = {}
  { a_ } = null | [a_] = 5 | { a_: { b_ } } = {} | [a_, b_ = fail()] = [1] | a_ = fail()
  a_ = await Promise.reject(1) | { 0: a_ } = [7] | { 'q r': a_ } = { 'q r': 1 }
`).flatMap((line) => line.split(" | "));

/** Places of a declaration `K P = V`. */
const places = lines(`
  K P = V
  K z_ = 0, P = V, y_ = 1;
  5; K P = V
  K P = V; await 0; out.push(a_)
  K P = V; a_ = 9
  const g_ = () => a_; K P = V; g_()
  ;{ K P = V; out.push(a_) }
  l_: { K P = V; break l_ }
  if (true) { K P = V }
  switch (1) { case 1: K P = V; out.push(a_) }
  try { K P = V; throw 1 } catch { } finally { 3 }
  try { throw V } catch (P) { out.push(a_) }
  for (K P = V, once_ = true; once_; once_ = false) out.push(a_)
  for (K P = V; ; ) { fns.push(() => a_); break }
  for (K P of [V]) fns.push(() => a_);
  for await (K P of [V]) out.push(a_)
  for await (K P of [V]) { fns.push(() => a_); continue }
  while (true) { K P = V; fns.push(() => a_); break }
  do { K P = V; out.push(typeof a_) } while (false)
  function f_(P) { return a_ } f_(V)
  ((P) => { fns.push(() => a_) })(V)
  (async () => { K P = V; out.push(a_) })()
  class C_ { static { K P = V; out.push(a_) } }
`);

const shown = (name: string): string =>
  `(() => { try { return typeof ${name} === "function" ? ${name}.name : ${name} }` +
  ` catch { return "none" } })()`;
const told = "[out.splice(0), fns.splice(0).map((f) => f())]";

const declarations: Matrix = {
  title: "declarations",
  head: ["const out = [], fns = []"],
  cases: ["var", "let", "const"].flatMap((kind) =>
    bindings.flatMap((binding) => {
      const [pattern, value] = splitBinding(binding);
      return places.map((place) => [
        fill(place, { K: kind, P: pattern, V: value }),
        `[${shown("a_")}, ${shown("b_")}, Object.hasOwn(globalThis, "a_")]`,
        told,
      ]);
    }),
  ),
};

function splitBinding(binding: string): [string, string] {
  const at = binding.startsWith("a_") ? binding.indexOf(" = ") : closing(binding) + 1;
  return [binding.slice(0, at), binding.slice(at + " = ".length)];
}

/** Where the bracket that opens a text is closed. */
function closing(text: string): number {
  let depth = 0;
  for (const [index, letter] of Array.from(text).entries()) {
    if ("{[".includes(letter)) depth += 1;
    if ("}]".includes(letter)) depth -= 1;
    if (depth === 0) return index;
  }
  throw new Error(`nothing closes ${text}`);
}

function fill(text: string, values: Record<string, string>): string {
  return text.replace(/\b[A-Z]\b/g, (letter) => values[letter] ?? letter);
}

/** Statements around others, for what the value of a cell is. */
const around = lines(`
  S
  ;{ S }
  6; S
  ;{ let z = 1; S }
  l_: { S }
  if (1) { S }
  if (0) { 7 } else { S }
  if (await 1) { S }
  do { S } while (0)
  while (true) { S break }
  for (let i = 0; i < 2; i++) { S }
  for (const k of [1, 2]) { if (k === 2) { S } }
  for (const k of [1, 2]) { if (k === 1) { S continue } 5; }
  for (const k in { a: 1, b: 2 }) { S }
  for await (const k of [1, 2]) { S }
  l_: for (const k of [1, 2]) { S continue l_ }
  l_: for (;;) { for (;;) { S break l_ } }
  switch (1) { case 0: case 1: S default: }
  switch (await 1) { case 1: S break; case 2: 8 }
  try { S } catch { }
  try { S throw 1 } catch { 8 }
  try { throw 1 } catch (e) { S }
  try { 5; throw 1 } catch { S } finally { 6 }
  try { S } finally { if (1) { 6 } }
  try { 9 } finally { S }
  l_: try { 9 } finally { S break l_ }
  do { try { 9 } finally { S continue } } while (0)
  with ({}) { S }
  ;{ S } var v_ = 1
  ;{ S } function f_() {}
  ;{ S } class K_ {}
  ;{ S { function g_() {} } }
`);

const leaves = lines(`
  ;
  1;
  1; ;
  await 1;
  var v = 2;
  let w = 2;
  2; if (1) {}
  2; try {} finally {}
  2; for (;0;);
  2; switch (0) {}
  function h() {}
  "str";
`);

/** The names of what is inside must not be those of what is around it. */
const inner = (text: string): string => text.replace(/\b([lvfgK])_/g, "$1$1_");

const values: Matrix = {
  title: "values",
  head: [],
  cases: around.flatMap((outer) =>
    around.flatMap((nested) =>
      leaves.map((leaf) => [fill(outer, { S: fill(inner(nested), { S: leaf }) })]),
    ),
  ),
};

/** Kinds of declaration, two of which meet in one cell. */
const kinds = lines(`
  var f_ = 1
  let f_ = 1
  const f_ = 1
  function f_() { return 1 }
  async function f_() { return 1 }
  function* f_() { yield 1 }
  async function* f_() { yield 1 }
  class f_ { static v = 1 }
  using f_ = null
  await using f_ = null
  var { f_ } = { f_: 1 }
  let [f_] = [1]
  for (var f_ of [1]);
  { var f_ = 1 }
  { function f_() { return 2 } }
  { let f_ = 1 }
  { async function f_() {} }
  { let f_ = 0; { function f_() { return 2 } } }
  if (1) function f_() { return 3 }
  switch (1) { case 1: function f_() { return 4 } }
  try { throw 1 } catch (f_) { var f_ = 5 }
  try { throw [1] } catch ([f_]) { }
  try { } finally { function f_() { return 10 } }
  for (;;) { function f_() { return 11 } break }
  with ({}) { function f_() { return 12 } }
  with ({ f_: 1 }) { var f_ = 2 }
  label: function f_() { return 6 }
  f_: for (;;) break f_
  (function f_() {})
  (class f_ {})
  if (0) { function f_() {} }
  if (0) { var f_ = 2 }
  var f_
  let f_
`);

const meetings: Matrix = {
  title: "two declarations in one cell",
  head: [],
  cases: kinds.flatMap((first) =>
    kinds.map((second) => [
      `77; ${first}; ${second}`,
      `(() => { try { return [typeof f_, f_.name, String(f_), f_.v] } catch { return "none" } })()`,
      `Object.hasOwn(globalThis, "f_") && typeof globalThis.f_`,
    ]),
  ),
};

export const matrices: readonly Matrix[] = [declarations, values, meetings];

/** All cells of some cases, with names of their own. */
export function unfold(cases: readonly Sequence[]): string[][] {
  return cases.map((cells, index) =>
    cells.map((cell) => cell.replace(/\b([A-Za-z]+)_\b/g, `$1_${index}`)),
  );
}
