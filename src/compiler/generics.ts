// `f<T>(x)` is JavaScript, too: two comparisons. TypeScript takes what stands in angle brackets for
// type arguments when a bracket or a template follows, or nothing on the line that could be
// compared. Here is found whether a cell has such a place at all; what it means, the stripper says.
import type { AnyNode, Program } from "acorn";
import { eachChild } from "./tree.ts";

/** No cell without this has one: it spares the walk. */
const closing = />\s*[(`]|>[^\S\n\r\u2028\u2029]*[\n\r\u2028\u2029]/g;

export function mayBeGeneric(source: string, program: Program): boolean {
  closing.lastIndex = 0;
  if (!source.includes("<") || !hasClosing(source)) return false;
  return hasPair(program, source);
}

function hasClosing(source: string): boolean {
  for (const { index } of source.matchAll(closing)) if (source[index - 1] !== "=") return true;
  return false;
}

/** What no type has, where comparisons do. */
const notInTypes = /[;+*%^]|&&|\|\||\?\?|=(?!>)/;

/** A greater-than with what may follow type arguments, and what may be those before it. */
function hasPair(program: Program, source: string): boolean {
  let opened: number | undefined;
  let found = false;
  const visit = (node: AnyNode): void => {
    if (found) return;
    if (node.type !== "BinaryExpression") return eachChild(node, visit);
    visit(node.left);
    const between = source.slice(node.left.end, node.right.start);
    const at = node.left.end + between.lastIndexOf(node.operator);
    if (node.operator === "<") opened = at;
    else if (/^>{1,3}$/.test(node.operator) && opened !== undefined) {
      const text = source.slice(at, node.right.start + 1);
      const isFollowed = /^>+\s*[(`]|^>+[^]*[\n\r\u2028\u2029]/.test(text);
      found ||= isFollowed && !notInTypes.test(source.slice(opened, at));
    }
    visit(node.right);
  };
  visit(program);
  return found;
}
