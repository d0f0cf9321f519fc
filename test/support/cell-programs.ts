// Arbitrary programs of several statements, each of which may be a cell of its own: they name only
// what was declared before, end, and leave nothing running.
import fc from "fast-check";

type Kind = "let" | "const" | "var" | "function" | "class";

interface Names {
  /** What can be named here. */
  known: Map<string, Kind>;
  /** What a block has declared for itself, and may not declare again. */
  own: Set<string>;
}

interface Place extends Names {
  depth: number;
  isTop: boolean;
  inLoop: boolean;
  label?: string;
}

interface Maker {
  pick(count: number): number;
  fresh(): string;
}

/** Statements, in order; `log` and `fns` are arrays that they push to. */
export const cellPrograms: fc.Arbitrary<string[]> = fc.gen().map((gen) => {
  let count = 0;
  const maker: Maker = {
    pick: (size) => gen(fc.nat, { max: size - 1 }),
    fresh: () => `${"abcdef"[gen(fc.nat, { max: 5 })]}${(count += 1)}`,
  };
  const place: Place = {
    known: new Map(),
    own: new Set(),
    depth: 3,
    isTop: true,
    inLoop: false,
  };
  return Array.from({ length: 2 + maker.pick(6) }, () => statement(maker, place));
});

/** Ends the log in what a probe tells. */
export const endOfLog = "§";

/** What is seen of a program once it has run: its log, what its closures give, its names. */
export function probeOf(program: readonly string[]): string {
  const names = new Set(program.join("\n").match(/\b[a-f]\d+\b/g));
  const shown = [...names].map(
    (name) =>
      `(() => { try { return typeof ${name} === "function" ? ${name}.name + ${name}.length : ` +
      `${name} } catch (e) { return e.name } })()`,
  );
  const called = `fns.map((f) => { try { return f() } catch (e) { return e.name } })`;
  const told = `require("node:util").inspect(log, { breakLength: Infinity })`;
  return `[${told} + "${endOfLog}", ${called}, ${shown.join(", ")}]`;
}

function choose<T>({ pick }: Maker, choices: readonly T[]): T {
  return choices[pick(choices.length)] as T;
}

function known(maker: Maker, { known: names }: Names, isWanted = (_: Kind): boolean => true) {
  const wanted = [...names].filter(([, kind]) => isWanted(kind)).map(([name]) => name);
  return wanted.length > 0 ? choose(maker, wanted) : undefined;
}

function expression(maker: Maker, place: Place, depth = 2): string {
  const { pick } = maker;
  const sub = (): string => expression(maker, place, depth - 1);
  const name = known(maker, place) ?? "0";
  const simple = [() => String(pick(9)), () => name, () => `typeof ${name}`, () => `"s${pick(3)}"`];
  const compound = [
    () => `(${sub()}, ${sub()})`,
    () => `[${sub()}, ${sub()}]`,
    () => `({ k: ${sub()}, ...{ l: ${sub()} } })`,
    () => `(${sub()} ? ${sub()} : ${sub()})`,
    () => `(await ${sub()})`,
    () => `(await (async () => ${sub()})())`,
    () => `\`\${typeof ${sub()}}\``,
    () => `((x = ${sub().replaceAll("await ", "")}) => x)()`,
    () => `(log.push("e${pick(9)}"), ${sub()})`,
    () => `(${sub()} ?? ${sub()})`,
    () => `eval("1 + ${pick(5)}")`,
  ];
  return choose(maker, depth > 0 ? [...simple, ...compound] : simple)();
}

function list(maker: Maker, place: Place): string {
  const inner = { ...place, known: new Map(place.known), own: new Set<string>(), isTop: false };
  return Array.from({ length: maker.pick(3) }, () => statement(maker, inner)).join(" ");
}

function statement(maker: Maker, place: Place): string {
  const inner: Place = { ...place, depth: place.depth - 1 };
  const simple = [
    () => `log.push(${expression(maker, place)});`,
    () => `log.push(${expression(maker, place)});`,
    () => `fns.push(() => ${known(maker, place) ?? 1});`,
    () => declare(maker, place),
    () => declare(maker, place),
    () => declareFunction(maker, place),
    () => declareClass(maker, place),
    () => assign(maker, place),
    () => assign(maker, place),
    () => leave(maker, place),
    () =>
      maker.pick(6) === 0 ? `throw new RangeError("thrown");` : `${expression(maker, place)};`,
  ];
  if (place.depth <= 0) return choose(maker, simple)();
  return choose(maker, [...simple, ...compoundStatements(maker, place, inner)])();
}

function compoundStatements(maker: Maker, place: Place, inner: Place): (() => string)[] {
  const block = (at: Place = inner): string => `{ ${list(maker, at)} }`;
  const value = (): string => expression(maker, place, 1);
  const loop = { ...inner, inLoop: true };
  return [
    () => `;${block()}`,
    () => `if (${value()}) ${block()} else ${block()}`,
    () => `for (const q of [1, 2]) { log.push(q); ${list(maker, loop)} }`,
    () => `for (let q = 0; q < 2; q++) { fns.push(() => q); ${list(maker, loop)} }`,
    () => `for (const q in { x: ${value()}, y: 1 }) ${block(loop)}`,
    () => `for await (const q of [${value()}, Promise.resolve(2)]) ${block(loop)}`,
    () => `do ${block(loop)} while (false);`,
    () =>
      `switch (${value()}) { case 1: ${list(maker, inner)} ` +
      `default: ${list(maker, { ...inner, known: new Map(place.known) })} }`,
    () => `try ${block()} catch (e) { log.push(e?.name); ${list(maker, inner)} }`,
    () => `try ${block()} finally ${block()}`,
    () => {
      const label = `l${maker.fresh()}`;
      const body = list(maker, { ...loop, label });
      return `${label}: for (const q of [1, 2]) { ${body} break ${label}; }`;
    },
    () => `;{ using r = { [Symbol.dispose]() { log.push("end") } }; ${list(maker, inner)} }`,
    () => `with ({ w: ${value()} }) { log.push(w); }`,
  ];
}

function note(place: Place, name: string, kind: Kind): void {
  place.known.set(name, kind);
  place.own.add(name);
}

/** A new name; in a block sometimes one that is known outside. */
function nameFor(maker: Maker, place: Place, kind: Kind): string {
  const outer = known(maker, place);
  const isFree = outer !== undefined && !place.isTop && !place.own.has(outer);
  return isFree && kind !== "var" && maker.pick(3) === 0 ? outer : maker.fresh();
}

function declare(maker: Maker, place: Place): string {
  const kind = choose(maker, ["let", "const", "var"] as const);
  const name = nameFor(maker, place, kind);
  // What a block declares anew can't be named before.
  const value = expression(maker, { ...place, known: without(place.known, name) });
  note(place, name, kind);
  const patterns = [
    `${name} = ${value}`,
    `${name} = ${value}`,
    `{ ${name} } = { ${name}: ${value} }`,
    `{ ${name} = ${value} } = {}`,
    `[, ${name}] = [0, ${value}]`,
    `[...${name}] = [${value}, 1]`,
    `{ z: [], ...${name} } = { z: "", y: ${value} }`,
    `${name} = () => ${maker.pick(5)}`,
  ];
  return `${kind} ${choose(maker, patterns)};`;
}

function without<T>(names: Map<string, T>, name: string): Map<string, T> {
  const left = new Map(names);
  left.delete(name);
  return left;
}

function declareFunction(maker: Maker, place: Place): string {
  const name = nameFor(maker, place, "function");
  const outer = { ...place, known: without(place.known, name) };
  const target = known(maker, outer, (kind) => kind === "let" || kind === "var");
  const change = target === undefined ? "" : `${target} = ${maker.pick(9)}; `;
  const result = known(maker, outer) ?? maker.pick(9);
  note(place, name, "function");
  const head = choose(maker, ["function", "async function", "function*", "function"]);
  // A block's function may be seen outside of it, by Annex B, but only sometimes.
  const call = maker.pick(2) === 0 ? ` log.push(typeof ${name}());` : "";
  return `${head} ${name}(x) { log.push("${name}"); ${change}return ${result}; }${call}`;
}

function declareClass(maker: Maker, place: Place): string {
  const name = nameFor(maker, place, "class");
  const outer = { ...place, known: without(place.known, name) };
  const value = expression(maker, outer, 1).replaceAll("await ", "");
  note(place, name, "class");
  const members = [
    `static s = ${value};`,
    `#p = ${value}; get p() { return this.#p }`,
    `static { log.push("static"); }`,
    `[${expression(maker, outer, 1)}]() { return ${name} }`,
  ];
  return `class ${name} { ${choose(maker, members)} ${choose(maker, members)} }`.replace(
    /(#p = .*?get p\(\) \{ return this\.#p \}) (#p = .*)/,
    "$1 }",
  );
}

function assign(maker: Maker, place: Place): string {
  const name = known(maker, place);
  if (name === undefined) return ";";
  const value = expression(maker, place, 1);
  const forms = [
    `${name} = ${value};`,
    `${name} &&= ${value};`,
    `${name}++;`,
    `[${name}] = [${value}];`,
    `({ ${name} } = { ${name}: ${value} });`,
    `for (${name} of [${value}]);`,
    `${name} ??= ${value};`,
  ];
  const text = choose(maker, forms);
  return maker.pick(3) > 0 ? `try { ${text} } catch (e) { log.push(e.name) }` : text;
}

function leave(maker: Maker, { inLoop, label }: Place): string {
  if (label !== undefined && maker.pick(2) === 0) return `break ${label};`;
  if (!inLoop) return ";";
  return choose(maker, ["break;", "continue;", "if (log.length % 2) break;"]);
}
