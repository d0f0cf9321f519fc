// Arbitrary cells full of calls of `at()`, which notes the stack it is called with, and of errors
// that are caught and handed to `note()`.
import fc from "fast-check";

type Pick = (count: number) => number;

interface Place {
  depth: number;
  /** `await` may stand here. */
  waits: boolean;
}

/** `·` in a template is a gap in which anything blank may stand. */
const gaps = ["", " ", "\n", "\t", "/* 😀 */", " // 漢\n", "\r\n", "\u2028", "  "];

export const stackPrograms: fc.Arbitrary<string> = fc.gen().map((gen) => {
  let count = 0;
  const pick: Pick = (size) => gen(fc.nat, { max: size - 1 });
  const fresh = (): string => `v${(count += 1)}`;
  const writer = new Writer(pick, fresh, pick(2) === 0);
  const text = Array.from({ length: 1 + pick(4) }, () => writer.statement(3)).join("·");
  return text.replaceAll("·", () => gaps[pick(gaps.length)] ?? "");
});

class Writer {
  readonly #pick: Pick;
  readonly #fresh: () => string;
  readonly #waits: boolean;

  constructor(pick: Pick, fresh: () => string, waits: boolean) {
    this.#pick = pick;
    this.#fresh = fresh;
    this.#waits = waits;
  }

  #choose(choices: readonly (() => string)[]): string {
    return choices[this.#pick(choices.length)]?.() ?? "";
  }

  statement(depth: number, place: Place = { depth, waits: this.#waits }): string {
    const at = { ...place, depth: depth - 1 };
    const e = (): string => this.#expression(at);
    const s = (): string => this.statement(depth - 1, { ...at });
    const n = this.#fresh();
    const plain = [
      () => `·${e()};`,
      () => `let ${n}·=·${e()};`,
      () => `const ${n} =·${e()},·${this.#fresh()}·= ${e()};`,
      () => `var ${n} = ${e()};`,
      () => `const {·a: ${n} =·${e()} } = {};`,
      () => `let [·${n}·= ${e()}] = [];`,
      () => `class ${n} {·static p = ${this.#expression({ ...at, waits: false })};·}`,
      () => `class ${n} extends (·${e()},·Object) {}`,
      () =>
        `function ${n}(p =·at()) {·return ${this.#expression({ ...at, waits: false })}·}·${n}();`,
      () => `try {·null.x(·${e()}) } catch (e) { note(e) }`,
      () => `try {·nowhere;·} catch (e) { note(e) }`,
      () => `const ${n} = 1;·try {·${n}·= ${e()}; } catch (e) { note(e) }`,
      () => `try { const {·z: {·y } } = {}; } catch (e) { note(e) }`,
      () => `try { for (const k of ·5) ; } catch (e) { note(e) }`,
    ];
    if (depth <= 0) return this.#choose(plain);
    const nested = [
      () => `for (let i = 0;·i < 1;·i++)·{·${s()}·}`,
      () => `for (const k of·[${e()}])·{·${s()}·}`,
      () => `if (·${e()},·1)·{·${s()}·} else·{·${s()}·}`,
      () => `switch (1) { case ·(${e()}, 1):·${s()} }`,
      () => `try {·${s()}·throw ${e()} } catch·{·${s()}·} finally {·${s()}·}`,
      () => `{·${s()}·}`,
      () => `do {·${s()}·} while (·${e()},·false);`,
      () => `l${n}: {·${s()}·break l${n};·}`,
    ];
    const waiting = [
      () => `for await (const k of·[${e()}])·{·${s()}·}`,
      () => `async function ${n}() {·await 0;·${e()};·}·await ·${n}();`,
      () => `await ·(async () => {·await ·null;·return ${e()}·})();`,
      () => `try {·await ·Promise.reject(·new Error("late"·+ ${e()})) } catch (e) { note(e) }`,
    ];
    return this.#choose([...plain, ...nested, ...(place.waits ? waiting : [])]);
  }

  #expression({ depth, waits }: Place): string {
    const e = (): string => this.#expression({ depth: depth - 1, waits });
    const inner = (): string => this.#expression({ depth: depth - 1, waits: false });
    if (depth <= 0) return "at()";
    return this.#choose([
      () => "at()",
      () => `at(·1,·${e()})`,
      () => `(·${e()}·)`,
      () => `[·${e()},·${e()}]`,
      () => `({·a:·${e()} }).a`,
      () => `(() =>·${inner()})()`,
      () => `(function g() {·return ${inner()}·})()`,
      () => `new (class K { constructor() {·${inner()}·} })()`,
      () => `\`😀\${·${e()}·}\``,
      () => `[1].map(() =>·${inner()})`,
      () => `(·${e()} ||·${e()})`,
      () => "eval(`1;·at()`·)",
      ...(waits
        ? [() => `(await ·${e()})`, () => `(·await ·(async () => {·await 0; return ${e()}·})())`]
        : []),
    ]);
  }
}
