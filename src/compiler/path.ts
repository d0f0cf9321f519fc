// What leads to a value in a text: a name, and then members, places and keys that are written out.
import type { Token } from "./tokens.ts";

/** A member's key, or what stands in `map.get(…)`. */
export type Step = string | { entry: string | number };
/** A name, then what is inside of it. */
export type Path = readonly [string, ...Step[]];

export const isDot = ({ label }: Token): boolean => label === "." || label === "?.";

/** What the last of these tokens ends; none where code would have to run. */
export function readPath(text: string, tokens: readonly Token[]): Path | undefined {
  const path: Step[] = [];
  let at = tokens.length - 1;
  for (;;) {
    const token = tokens[at];
    if (token === undefined) return undefined;
    if (token.label === "]") {
      const key = readLiteral(text, tokens[at - 1]);
      if (key === undefined || tokens[at - 2]?.label !== "[") return undefined;
      path.unshift(String(key));
      at -= 3;
      continue;
    }
    if (token.label === ")") {
      const entry = readLiteral(text, tokens[at - 1]);
      const [dot, name] = tokens.slice(Math.max(0, at - 4), Math.max(0, at - 2));
      if (entry === undefined || tokens[at - 2]?.label !== "(" || !dot || !isDot(dot))
        return undefined;
      if (!name || text.slice(name.start, name.end) !== "get") return undefined;
      path.unshift({ entry });
      at -= 5;
      continue;
    }
    const name = text.slice(token.start, token.end);
    if (!/^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(name)) return undefined;
    const before = tokens[at - 1];
    if (before === undefined || !isDot(before)) return [name, ...path];
    path.unshift(name);
    at -= 2;
  }
}

function readLiteral(text: string, token: Token | undefined): string | number | undefined {
  if (token === undefined) return undefined;
  const literal = text.slice(token.start, token.end);
  if (token.label === "num" && /^\d+$/.test(literal)) return Number(literal);
  if (token.label === "string" && !literal.includes("\\")) return literal.slice(1, -1);
  return undefined;
}

/** What a call that asks a map for a key, of which the bracket is the last token, is a call on. */
export function readMap(text: string, tokens: readonly Token[]): Path | undefined {
  const [dot, name, bracket] = tokens.slice(-3);
  if (!dot || !name || bracket?.label !== "(" || !isDot(dot)) return undefined;
  const isAsked = /^(?:get|has|delete)$/.test(text.slice(name.start, name.end));
  return isAsked ? readPath(text, tokens.slice(0, -3)) : undefined;
}
