// Matrices of waits: `await` wherever an expression can stand, and what a block or a loop holds.
import { lines, type Matrix } from "./matrix.ts";

const expressions = lines(`
  1
  await 1
  await Promise.resolve(1)
  (await 1)
  await (async () => 1)()
  await Promise.reject(new TypeError("no"))
`);

/** Places of an expression, `@`. */
const places = lines(`
  @ | @ + 1 | 1 + @ | -@ | typeof @ | void @ | !@ | [@] | [...[@]] | ({ a: @ }) | ({ [@]: 2 })
  ({ ...{ a: @ } }) | \`x\${@}y\` | ((x) => x)(@) | ((...x) => x)(...[@]) | String.raw\`a\${@}b\`
  new Array(@) | Math.max(@, 0) | ({ m(x) { return x } }).m(@) | [7, 8][@]
  ({ 1: { x: 4 } })?.[@]?.x | (@, 2) | (0, @) | @ ? 2 : 3 | 0 ? 1 : @ | @ && 3 | @ || 3
  null ?? @ | @ in { 1: 1 } | 1 === @ | delete { a: 1 }[@] | x_ = @ | [x_] = [@]
  ({ x_ } = { x_: @ }) | [x_ = @] = [] | ({ x_ = @ } = {}) | ({ [@]: x_ } = { 1: 3 })
  [...[x_]] = [@] | o.p = @ | o[@] = 3 | o[@] ??= 4 | x_ = y_ = @ | 2 ** @ | (@) ** 2
  if (@) 5; else 6 | if (0) ; else @ | for (let i = 0; i < @; i++) i
  for (let i = @; i < 2; i++) i | for (let i = 0; i < 2; i += @) i | for (const k of [@]) k
  for (const k in { [@]: 1 }) k | while (@) { 3; break } | do { 4 } while (@ > 1)
  switch (@) { case 1: "one" } | switch (1) { case @: "one" } | throw @ | try { @ } catch { 8 }
  try { throw @ } catch (e) { e?.message ?? e } | try { throw 1 } catch { @ }
  try { 2 } finally { @ } | l_: { @ } | with ({ a: @ }) a | ;{ let q = @ }
  ;{ const { q = @ } = {}; q } | ;{ var v_ = @; } | let a_ = @; a_ | const b_ = @; b_
  let { d_ = @ } = {}; d_ | var [e_ = @] = []; e_ | const { [@]: f_ } = { 1: 2 }; f_
  class A_ { static [@] = 2 } | class A_ extends (@, Object) {} A_.name
  class A_ { static x = 1; get [@]() { return 1 } static [@ + 1] = 3 } A_[2]
  (class { static [@] = 2 })[1] | let g_ = class { [@] = 5 }; new g_()[1]
  for await (const k of [@]) k | for await (const k of (@, [5])) k | for (const [k = @] of [[]]) k
  for (x_ of [@]) x_ | for ([x_ = @] of [[]]) x_ | for (o[@] in { a: 1 }) ; o[1]
  for await (x_ of [@]) x_ | for await ([x_ = @] of [[]]) x_ | for await (o[@] of [6]) ; o[1]
  function fn_() { return 1 } @; fn_() | async function fn_() { return @ } await fn_()
  await (async () => { for await (const k of [@]) return k })() | (await later()) + @ | x_?.[@]
  x_?.(@) | tag_\`\${@}\` | label_: for (;;) { @ ; break label_ }
  for (let i = 0, n = @; i < n; i++) { i; continue } | eval("1 + " + @) | await @ | await (0, @)
  a_: b_: @ | "x"; @ | ; @ | \`\${\`\${@}\`}\` | \`await \${@}\` | ({ get [@]() { return 1 } })[1]
  (function (x = 1) { return x })(@) | ((x, y = x) => y)(@)
`).flatMap((line) => line.split(/ \| /));

export const waits: Matrix = {
  title: "waits",
  head: ["const o = {}; let later = async () => 1"],
  cases: places.flatMap((place) =>
    expressions.map((expression) => [
      "var x_ = 0, y_ = 0",
      place.replaceAll("@", () => expression),
      "[x_, y_, { ...o }]",
      "for (const k of Object.keys(o)) delete o[k]; 0",
    ]),
  ),
};

const held = lines(`
  using a = open(1);
  await using a = openAsync(1);
  await using a = open(1);
  await using a = null;
  using a = open(1), b = open(2);
  using a = open(1); await using b = openAsync(2);
  await using a = openAsync(1); using b = open(2);
  await using a = openAsync(1, "x"); await using b = openAsync(2, "y");
  using a = 5;
`);

const bodies = lines(`
  log.push("body");
  log.push("body"); throw new Error("body");
  log.push("body"); await 0; log.push("more");
  function inner() { return a?.n } log.push(inner()); 5;
  await Promise.reject(new Error("rejected"));
`);

const blocks = lines(`
  7; { D B }
  try { D B } catch (e) { log.push(e.name, e.error?.message, e.suppressed?.message) }
  for (const k of [1, 2]) { D B continue; }
  l: for (const k of [1, 2]) { for (;;) { D B continue l; } }
  for (;;) { D B break; }
  l: { { D B break l; } }
  for await (const x of from(1, 2)) { D B }
  for await (const x of from(1, 2)) { D B break; }
  do { D B } while (0)
`);

const heads = lines(`
  for (using a of [open(1), open(2)])
  for (await using a of [openAsync(1), null, open(2)])
  for await (await using a of from(openAsync(1), openAsync(2)))
  for await (using a of from(open(1), open(2)))
  for (using a = open(1); a.n < 5; a.n++)
  for await (const a of from(1, 2, 3))
  for await (const a of [1, Promise.resolve(2)])
  for await (let { n = await 7 } of from({}, {}))
  for await (var [v = await 3] of from([], []))
  for await (log[0] of from(1))
  for await (const x of [Promise.reject(new Error("rejected")), 1])
  for await (const { a } of from(null, 1))
  for await (async of from(9))
`);

const rounds = lines(`
  log.push("b");
  { log.push("b"); continue; }
  { log.push("b"); break; }
  { log.push("b"); throw new Error("t"); }
  { log.push("b"); continue l; }
  { log.push("b"); break l; }
  { for (const q of [1, 2]) { log.push(q); continue l; } }
  { await 0; fns.push(() => log.length); }
  { try { continue } finally { log.push("f") } }
  { switch (1) { case 1: break } log.push("switch") }
  { function inner() { return 6 } log.push(inner()) }
  { if (log.length > 3) break; 6 }
`);

const opened = [
  "const log = []",
  "const open = (n, f) => ({ n, [Symbol.dispose]() " +
    "{ log.push('d' + n); if (f) throw new Error(f) } })",
  "const openAsync = (n, f) => ({ n, async [Symbol.asyncDispose]() " +
    "{ log.push('a' + n); await 0; log.push('A' + n); if (f) throw new Error(f) } })",
  "async function* from(...xs) { try { for (const x of xs) { log.push('y'); yield x } } " +
    "finally { log.push('closed') } }",
];

const take = "log.splice(0).join(' ')";

export const holders: Matrix = {
  title: "what blocks and loops hold",
  head: opened,
  cases: [
    ...blocks.flatMap((block) =>
      held.flatMap((one) =>
        bodies.map((body) => [block.replace("D", () => one).replace("B", () => body), take]),
      ),
    ),
    ...heads.flatMap((head) =>
      rounds.map((round) => [`var fns = [], async; l: ${head} ${round}`, take]),
    ),
    ...heads.flatMap((head) =>
      heads.map((other) => [
        `var fns = [], async; l: ${head} k: ${other} ` +
          `{ log.push("n"); if (log.length > 2) continue l; }`,
        take,
      ]),
    ),
  ],
};
