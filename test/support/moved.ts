// What must hold even of code that others printed: a name stands for the line it was written on.
import type { PositionMap } from "../../src/compiler/compile.ts";
import { createLines } from "../../src/compiler/positions.ts";
import { compileClasses } from "../../src/compiler/transpiler.ts";

/** The first name that is once in both texts, and that the map takes to another line. */
export function findMoved(source: string, code: string, map: PositionMap): string | undefined {
  const original = createLines(source);
  const generated = createLines(code);
  const places = findOnce(code.replace(own, (text) => " ".repeat(text.length)));
  for (const [name, index] of findOnce(source)) {
    const place = places.get(name);
    if (place === undefined || helperWords.has(name)) continue;
    const { line } = original.position(index);
    if (map.toOriginal(generated.position(place)).line !== line) return name;
  }
  return undefined;
}

/** What is put in; imports are bound before the cell. Nothing can fail at a mere string. */
const own = /"[\w$]+"|[\w$]+=__cell\.bind\([^)]*\)|__cell\.\w+/g;

/** A class with decorators is printed behind a `const`, and behind names of esbuild's own. */
const helpers = compileClasses("@a class A { @a accessor #b = 1; @a static #c() {} }");
const helperWords = new Set([
  "const",
  ...(("code" in helpers && helpers.code.match(/[\w$]+/g)) || []),
]);

function findOnce(text: string): Map<string, number> {
  const once = new Map<string, number>();
  const seen = new Set<string>();
  for (const { index, 0: word } of text.matchAll(/[\w$]+/g)) {
    if (seen.has(word)) once.delete(word);
    else once.set(word, index);
    seen.add(word);
  }
  return once;
}
