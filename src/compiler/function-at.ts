// The text of a function in a cell as it was typed, found by the line that it begins on.
import type { AnyNode } from "acorn";
import { readCell } from "./read.ts";
import { eachChild, isFunction } from "./tree.ts";

/** `lineStart`: where in the cell its line begins. Of several there, the one of that name. */
export function findFunctionAt(cell: string, lineStart: number, name: string): string | undefined {
  const read = readCell(cell, { languageId: "typescript", autoawait: true, form: "async" });
  // Where code was printed anew, its places are others.
  if ("diagnostic" in read || read.erased.map) return undefined;
  const lineEnd = `${cell}\n`.indexOf("\n", lineStart);
  const found: { node: AnyNode; name: string | undefined }[] = [];
  const visit = (node: AnyNode, around: string | undefined): void => {
    const isOne = isFunction(node) || node.type === "ClassDeclaration";
    if (isOne && node.start >= lineStart && node.start < lineEnd)
      found.push({ node, name: ("id" in node ? node.id?.name : undefined) ?? around });
    eachChild(node, (child) => visit(child, nameFor(node)));
  };
  visit(read.cell.program, undefined);
  const { node } = found.find((each) => each.name === name) ?? found[0] ?? {};
  return node && cell.slice(node.start, node.end);
}

/** What a function in its place is called. */
function nameFor(node: AnyNode): string | undefined {
  if (node.type === "VariableDeclarator" && node.id.type === "Identifier") return node.id.name;
  const isKeyed = node.type === "Property" || node.type === "MethodDefinition";
  return isKeyed && node.key.type === "Identifier" ? node.key.name : undefined;
}
