// Names that were taken away. V8 keeps a script-scope binding for good, so what a later cell says
// of one goes to where it is found whether there is a variable of that name again.
import type { AnyNode, Identifier, Program } from "acorn";
import type { Edits } from "./edits.ts";
import { scopeName, type NameKind } from "./names.ts";
import { isShadowed } from "./scopes.ts";
import { eachChild } from "./tree.ts";

/** `declared`: by the cell; those are there again. */
export function rewriteGone(
  program: Program,
  gone: ReadonlySet<string>,
  declared: ReadonlyMap<string, NameKind>,
  edits: Edits,
): void {
  const names = new Set([...gone].filter((name) => !declared.has(name)));
  if (names.size > 0) walk(program, [], { names, edits });
}

interface Walk {
  names: ReadonlySet<string>;
  edits: Edits;
}

function walk(node: AnyNode, ancestors: AnyNode[], state: Walk): void {
  // What stands in a `with` may be a member of its object.
  if (node.type === "WithStatement") return;
  if (node.type === "Identifier") {
    if (state.names.has(node.name) && !isShadowed(node.name, ancestors))
      rewriteName(node, ancestors, state.edits);
    return;
  }
  ancestors.push(node);
  eachChild(node, (child) => walk(child, ancestors, state));
  ancestors.pop();
}

function rewriteName(
  { name, start, end }: Identifier,
  ancestors: readonly AnyNode[],
  edits: Edits,
): void {
  const parent = ancestors.at(-1);
  const isAsked = parent?.type === "UnaryExpression" && parent.operator === "typeof";
  const isCalled =
    (parent?.type === "CallExpression" && parent.callee.start === start) ||
    (parent?.type === "TaggedTemplateExpression" && parent.tag.start === start);
  // A member that is called would be given its object as `this`.
  const method = isAsked ? "seek" : isCalled ? "find" : undefined;
  const place = method ? `${method}(${JSON.stringify(name)})` : `gone.${name}`;
  // `{a = 1}` of a pattern has its default around the name.
  const holder =
    parent?.type === "AssignmentPattern" && parent.left.start === start ? ancestors.at(-2) : parent;
  const key = holder?.type === "Property" && holder.shorthand ? `${name}:` : "";
  const before = `${key}${scopeName}.`;
  // Where V8 says that it is not defined.
  const at = before.length + (method ? 0 : "gone.".length);
  edits.replace(start, end, before + place, [{ generated: at, original: start, length: 1 }]);
}
