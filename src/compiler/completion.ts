// The completion value of a cell that runs in a wrapper function, kept by hand as ECMAScript's
// UpdateEmpty has it. (A synchronous cell is a script: V8 keeps the value itself.)
import type { AnyNode, ExpressionStatement, Program, Statement } from "acorn";
import type { Edits } from "./edits.ts";
import { savedName, valueName } from "./names.ts";
import { innermost, isLoop } from "./tree.ts";

/** An expression statement that is a directive. */
export type Directive = ExpressionStatement & { directive?: string };

type Body = Program["body"][number];

/** The leading string literals. Only "use strict" means anything, and that one has no value. */
export function findDirectives(program: Program): Directive[] {
  const end = program.body.findIndex((node) => !isDirective(node));
  return (end === -1 ? program.body : program.body.slice(0, end)).filter(isDirective);
}

function isDirective(node: Body): node is Directive {
  return node.type === "ExpressionStatement" && "directive" in node;
}

export function isStrictDirective(node: Directive): boolean {
  return node.directive === "use strict";
}

/** Tracks from the last statement that surely has a value; what is before it cannot be seen. */
export function rewriteCompletion(program: Program, edits: Edits): void {
  for (const node of program.body.toReversed()) {
    if (isDirective(node)) return;
    rewriteStatement(node, true, edits);
    if (hasValue(node)) return;
  }
}

function hasValue(node: AnyNode): boolean {
  return (
    node.type === "ExpressionStatement" ||
    node.type === "ExportDefaultDeclaration" ||
    startsUndefined(node)
  );
}

/** Statements whose value is `undefined` when nothing in them has one. */
export function startsUndefined(node: AnyNode): boolean {
  const { type } = node;
  return (
    isLoop(node) ||
    type === "IfStatement" ||
    type === "SwitchStatement" ||
    type === "TryStatement" ||
    type === "WithStatement"
  );
}

/** `inList` says that the statement stands in a list, where another may be put before it. */
function rewriteStatement(node: AnyNode, inList: boolean, edits: Edits): void {
  // A `continue` to a label needs the label to stand right before its loop.
  const labelled = innermost(node);
  if (startsUndefined(labelled)) {
    const reset = `${valueName}=void 0;`;
    if (inList) edits.wrap(node.start, node.end, `;${reset}`, "");
    else edits.wrap(node.start, node.end, `{${reset}`, "}");
  }
  rewriteInside(labelled, edits);
}

function rewriteInside(node: AnyNode, edits: Edits): void {
  switch (node.type) {
    case "ExpressionStatement":
      // The comma keeps a function from being called after the variable.
      edits.wrap(node.expression.start, node.expression.end, `${valueName}=(0,`, ")");
      break;
    case "ExportDefaultDeclaration":
      if (isExpression(node.declaration)) {
        edits.wrap(node.declaration.start, node.declaration.end, `${valueName}=(0,`, ")");
      }
      break;
    case "BlockStatement":
      rewriteList(node.body, edits);
      break;
    case "IfStatement":
      rewriteStatement(node.consequent, false, edits);
      if (node.alternate) rewriteStatement(node.alternate, false, edits);
      break;
    case "SwitchStatement":
      for (const { consequent } of node.cases) rewriteList(consequent, edits);
      break;
    case "TryStatement":
      rewriteList(node.block.body, edits);
      if (node.handler) {
        edits.wrap(
          node.handler.body.start + 1,
          node.handler.body.end - 1,
          `${valueName}=void 0;`,
          "",
        );
        rewriteList(node.handler.body.body, edits);
      }
      if (node.finalizer) rewriteFinally(node.finalizer, edits);
      break;
    case "WithStatement":
    case "WhileStatement":
    case "DoWhileStatement":
    case "ForStatement":
    case "ForInStatement":
    case "ForOfStatement":
      rewriteStatement(node.body, false, edits);
      break;
    default:
  }
}

function rewriteList(statements: readonly Statement[], edits: Edits): void {
  for (const statement of statements) rewriteStatement(statement, true, edits);
}

/** A `finally` that ends by itself leaves the value as it was; one that breaks out has its own. */
function rewriteFinally(
  node: { start: number; end: number; body: Statement[] },
  edits: Edits,
): void {
  const save = `let ${savedName}=${valueName};${valueName}=void 0;`;
  edits.wrap(node.start + 1, node.end - 1, save, `;${valueName}=${savedName};`);
  rewriteList(node.body, edits);
}

function isExpression(node: AnyNode): boolean {
  if (node.type === "FunctionDeclaration" || node.type === "ClassDeclaration") return !node.id;
  return node.type !== "VariableDeclaration";
}
