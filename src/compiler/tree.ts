// The syntax tree's children, in source order. Names that are no references (labels, plain property
// keys, a declaration's own name) are left out on purpose.
import type {
  AnyNode,
  ArrowFunctionExpression,
  FunctionDeclaration,
  FunctionExpression,
} from "acorn";

export type FunctionNode = FunctionDeclaration | FunctionExpression | ArrowFunctionExpression;

const children: Record<string, readonly string[]> = {
  Program: ["body"],
  ExpressionStatement: ["expression"],
  BlockStatement: ["body"],
  StaticBlock: ["body"],
  WithStatement: ["object", "body"],
  ReturnStatement: ["argument"],
  LabeledStatement: ["body"],
  IfStatement: ["test", "consequent", "alternate"],
  SwitchStatement: ["discriminant", "cases"],
  SwitchCase: ["test", "consequent"],
  ThrowStatement: ["argument"],
  TryStatement: ["block", "handler", "finalizer"],
  CatchClause: ["param", "body"],
  WhileStatement: ["test", "body"],
  DoWhileStatement: ["body", "test"],
  ForStatement: ["init", "test", "update", "body"],
  ForInStatement: ["left", "right", "body"],
  ForOfStatement: ["left", "right", "body"],
  FunctionDeclaration: ["params", "body"],
  FunctionExpression: ["params", "body"],
  ArrowFunctionExpression: ["params", "body"],
  VariableDeclaration: ["declarations"],
  VariableDeclarator: ["id", "init"],
  ArrayExpression: ["elements"],
  ObjectExpression: ["properties"],
  SpreadElement: ["argument"],
  RestElement: ["argument"],
  UnaryExpression: ["argument"],
  UpdateExpression: ["argument"],
  BinaryExpression: ["left", "right"],
  LogicalExpression: ["left", "right"],
  AssignmentExpression: ["left", "right"],
  AssignmentPattern: ["left", "right"],
  ConditionalExpression: ["test", "consequent", "alternate"],
  CallExpression: ["callee", "arguments"],
  NewExpression: ["callee", "arguments"],
  ChainExpression: ["expression"],
  ParenthesizedExpression: ["expression"],
  SequenceExpression: ["expressions"],
  YieldExpression: ["argument"],
  AwaitExpression: ["argument"],
  TemplateLiteral: ["expressions"],
  TaggedTemplateExpression: ["tag", "quasi"],
  ObjectPattern: ["properties"],
  ArrayPattern: ["elements"],
  ClassDeclaration: ["superClass", "body"],
  ClassExpression: ["superClass", "body"],
  ClassBody: ["body"],
  ImportExpression: ["source", "options"],
  ExportNamedDeclaration: ["declaration"],
  ExportDefaultDeclaration: ["declaration"],
};

const keyed: Record<string, readonly [plain: readonly string[], computed: readonly string[]]> = {
  MemberExpression: [["object"], ["object", "property"]],
  Property: [["value"], ["key", "value"]],
  MethodDefinition: [["value"], ["key", "value"]],
  PropertyDefinition: [["value"], ["key", "value"]],
};

const none: readonly string[] = [];

export function childKeys(node: AnyNode): readonly string[] {
  const keys = children[node.type];
  if (keys !== undefined) return keys;
  const pair = keyed[node.type];
  if (pair === undefined) return none;
  return (node as { computed?: boolean }).computed === true ? pair[1] : pair[0];
}

/** Calls `visit` for every child, in source order. */
export function eachChild(node: AnyNode, visit: (child: AnyNode, key: string) => void): void {
  for (const key of childKeys(node)) {
    const value = (node as unknown as Record<string, AnyNode | (AnyNode | null)[] | null>)[key];
    if (value === null || value === undefined) continue;
    if (!Array.isArray(value)) visit(value, key);
    else for (const child of value) if (child !== null) visit(child, key);
  }
}

export function isFunction(node: AnyNode): node is FunctionNode {
  return (
    node.type === "FunctionDeclaration" ||
    node.type === "FunctionExpression" ||
    node.type === "ArrowFunctionExpression"
  );
}

/** What all the labels of a statement stand before. */
export function innermost(node: AnyNode): AnyNode {
  return node.type === "LabeledStatement" ? innermost(node.body) : node;
}

export function isLoop(node: AnyNode): boolean {
  return (
    node.type === "ForStatement" ||
    node.type === "ForInStatement" ||
    node.type === "ForOfStatement" ||
    node.type === "WhileStatement" ||
    node.type === "DoWhileStatement"
  );
}
