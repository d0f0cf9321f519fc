// What a notebook does all day: names declared again and again, waiting everywhere, functions that see the newest.

// %%
const title = "first";
let total = 1;
class Point {
  constructor(x) {
    this.x = x;
  }
}
function describe() {
  return `${title}: ${total}, ${new Point(total).constructor.name}`;
}
console.log(describe());

// %% the same names, other kinds
let title = "second";
const total = 2;
class Point {
  static origin = new Point();
}
console.log(describe(), Point.origin instanceof Point);

// %% and again, by awaits, patterns and loops
const [title, { total = 3, ...others }] = await Promise.resolve(["third", { a: 1, b: 2 }]);
var { length: size } = await title;
console.log(describe(), others, size);

// %% constants hold
try {
  total = 4;
} catch (error) {
  console.log(error.name, error.message);
}
const attempts = [
  () => total++,
  () => ([total] = [5]),
  () => (total &&= 6),
  () => {
    for (total of [7]);
  },
].map((attempt) => {
  try {
    return attempt();
  } catch ({ name }) {
    return name;
  }
});
console.log(attempts, total);

// %% what failed leaves nothing behind
await (async () => {
  await null;
  throw new Error("inside");
})().catch(({ message }) => console.log("caught:", message));
try {
  unborn;
} catch ({ message }) {
  console.log(message);
}
let unborn = await Promise.resolve("born");
console.log(unborn);

// %% every place that an await can stand in
const later = (value) => new Promise((resolve) => setTimeout(resolve, 1, value));
const object = { [await later("key")]: await later(1), list: [await later(2), ...(await later([3]))] };
console.log(object, `${await later("in a template")}`, (await later({ deep: { er: 5 } })).deep?.er);
if (await later(true)) console.log("if");
switch (await later("b")) {
  case await later("a"):
    console.log("never");
    break;
  case "b":
    console.log("switch");
}
const chosen = ((await later(0)) || (await later(null))) ?? (await later("default"));
class Late extends (await later(Array)) {
  [await later("last")]() {
    return this[this.length - 1];
  }
}
console.log(chosen, Late.from([1, 2, 3]).last());
label: for (const n of await later([1, 2, 3])) {
  while (true) {
    if ((await later(n)) === 2) break label;
    continue label;
  }
}
do var rounds = ((await later(rounds)) ?? 0) + 1;
while (rounds < 3);
console.log("rounds:", rounds);

// %% closures keep what they saw, loops give each its own
const readers = [];
for (let i = 0; i < 3; i++) {
  await later();
  readers.push(() => i);
}
for (const letter of "ab") readers.push(() => letter);
console.log(readers.map((read) => read()));

// %% a counter that is shared with the cells after it
let hits = 0;
const hit = () => ++hits;
hit();

// %%
hits = 10;
hit();
console.log(hits, hit());

// %% declared anew, and the old function counts the new one
let hits = 100;
console.log(hit(), hits);

// %% for await, over what comes in time and what does not
async function* countdown(from) {
  try {
    while (from > 0) yield later(from--);
  } finally {
    console.log("countdown closed");
  }
}
for await (const n of countdown(5)) {
  if (n === 2) break;
  console.log(n);
}
for await (const value of [later("x"), "y", later("z")]) console.log(value);

// %% several at once, in the order in which they were asked
const answers = await Promise.all([3, 1, 2].map(async (n) => (await new Promise((r) => setTimeout(r, n)), n)));
console.log(answers, (await Promise.allSettled([later(1), Promise.reject(new Error("no"))])).map(({ status }) => status));

// %% generators, symbols, getters, tags
function* fibonacci() {
  let [a, b] = [0, 1];
  for (;;) {
    yield a;
    [a, b] = [b, a + b];
  }
}
console.log(fibonacci().take(10).filter((n) => n % 2).toArray());
const shelf = {
  *[Symbol.iterator]() {
    yield* ["p", "q"];
  },
  get size() {
    return [...this].length;
  },
};
const tag = ({ raw }, ...values) => raw.join("|") + values;
console.log([...shelf], shelf.size, tag`one ${1} two ${2}\n`);

// %% global things
globalThis.shared = await later("shared");
var onGlobal = 1;
let notOnGlobal = 2;
console.log(shared, globalThis.onGlobal, globalThis.notOnGlobal, typeof nowhere);

// %% a name of the platform, shadowed and then not
let structuredClone = (value) => `my clone of ${value}`;
console.log(structuredClone(1), typeof globalThis.structuredClone({}));

// %% resources
class Resource {
  constructor(name) {
    this.name = name;
    console.log("open", name);
  }
  [Symbol.dispose]() {
    console.log("close", this.name);
  }
}
{
  using a = new Resource("a");
  using b = new Resource("b");
  console.log("using", a.name, b.name);
}

// %% and a value that nobody printed
await later("not shown: this is a script");
