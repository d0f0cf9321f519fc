// `display: "all"`: every expression statement of a cell's top level is shown, but the one that the
// cell's value is, which its result shows.
import type { AnyNode, Program } from "acorn";
import { findDirectives, startsUndefined } from "./completion.ts";
import type { Edits } from "./edits.ts";
import { scopeName } from "./names.ts";
import { innermost } from "./tree.ts";

/** `f(1)` → `__cell.show(f(1))` */
export function rewriteShown(program: Program, edits: Edits): void {
  const body = program.body.slice(findDirectives(program).length);
  const last = body.findLast(hasValue);
  for (const node of body) {
    if (node.type === "ExpressionStatement" && node !== last)
      edits.wrapArgument(node.expression, `${scopeName}.show(`);
  }
}

/** Does it decide on the value of the cell, whatever came before it? */
function hasValue(node: AnyNode): boolean {
  if (node.type === "BlockStatement") return node.body.some(hasValue);
  const inner = innermost(node);
  if (inner !== node) return hasValue(inner);
  return (
    node.type === "ExpressionStatement" ||
    node.type === "ExportDefaultDeclaration" ||
    startsUndefined(node)
  );
}
