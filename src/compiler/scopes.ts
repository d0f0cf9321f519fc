// Which names a node of the tree binds for what is inside it. Asked only about the few names that
// matter to a cell (its constants, `await`, `yield`), so nothing is built ahead.
import type { AnyNode, Pattern, VariableDeclaration } from "acorn";
import { eachChild, isFunction } from "./tree.ts";

const bindings = new WeakMap<AnyNode, ReadonlySet<string>>();

/** True when one of `ancestors` (the program itself left out) binds `name`. */
export function isShadowed(name: string, ancestors: readonly AnyNode[]): boolean {
  return ancestors.some((node) => node.type !== "Program" && boundBy(node).has(name));
}

export function boundBy(node: AnyNode): ReadonlySet<string> {
  let names = bindings.get(node);
  if (names === undefined) {
    names = collect(node);
    bindings.set(node, names);
  }
  return names;
}

const empty: ReadonlySet<string> = new Set();

function collect(node: AnyNode): ReadonlySet<string> {
  const names = new Set<string>();
  if (isFunction(node)) {
    for (const param of node.params) addPattern(param, names);
    if (node.type === "FunctionExpression" && node.id) names.add(node.id.name);
    addVars(node.body, names);
    return names;
  }
  switch (node.type) {
    case "BlockStatement":
      addLexical(node.body, names);
      return names;
    case "StaticBlock":
      addLexical(node.body, names);
      for (const statement of node.body) addVars(statement, names);
      return names;
    case "SwitchStatement":
      for (const branch of node.cases) addLexical(branch.consequent, names);
      return names;
    case "ForStatement":
      if (node.init?.type === "VariableDeclaration") addLexical([node.init], names);
      return names;
    case "ForInStatement":
    case "ForOfStatement":
      if (node.left.type === "VariableDeclaration") addLexical([node.left], names);
      return names;
    case "CatchClause":
      if (node.param) addPattern(node.param, names);
      return names;
    case "ClassDeclaration":
    case "ClassExpression":
      if (node.id) names.add(node.id.name);
      return names;
    default:
      return empty;
  }
}

/** let, const, class, function, using: what a list of statements declares for itself. */
export function addLexical(statements: readonly AnyNode[], names: Set<string>): void {
  for (const node of statements) {
    if (node.type === "VariableDeclaration" && node.kind !== "var") addDeclarators(node, names);
    else if ((node.type === "FunctionDeclaration" || node.type === "ClassDeclaration") && node.id) {
      names.add(node.id.name);
    }
  }
}

function addVars(node: AnyNode, names: Set<string>): void {
  if (node.type === "VariableDeclaration" && node.kind === "var") addDeclarators(node, names);
  if (node.type === "FunctionDeclaration" && node.id) names.add(node.id.name);
  if (isFunction(node) || node.type === "StaticBlock" || node.type === "PropertyDefinition") return;
  eachChild(node, (child) => addVars(child, names));
}

function addDeclarators(node: VariableDeclaration, names: Set<string>): void {
  for (const { id } of node.declarations) addPattern(id, names);
}

/** The names that a pattern binds or assigns; members are none. */
export function addPattern(pattern: Pattern, names: Set<string>): void {
  eachTarget(pattern, ({ name }) => names.add(name));
}

export interface Target {
  name: string;
  start: number;
  end: number;
  /** `{a}`: the name is the property's key, too. */
  shorthand: boolean;
  /** The default value, `{a = 1}`. */
  value?: AnyNode;
}

/** Every plain name that a pattern binds or assigns, in source order. */
export function eachTarget(
  pattern: AnyNode,
  visit: (target: Target) => void,
  shorthand = false,
  value?: AnyNode,
): void {
  switch (pattern.type) {
    case "Identifier":
      visit({
        name: pattern.name,
        start: pattern.start,
        end: pattern.end,
        shorthand,
        ...(value && { value }),
      });
      break;
    case "AssignmentPattern":
      eachTarget(pattern.left, visit, shorthand, pattern.right);
      break;
    case "RestElement":
      eachTarget(pattern.argument, visit);
      break;
    case "ArrayPattern":
      for (const element of pattern.elements) if (element) eachTarget(element, visit);
      break;
    case "ObjectPattern":
      for (const property of pattern.properties) {
        if (property.type === "RestElement") eachTarget(property.argument, visit);
        else eachTarget(property.value, visit, property.shorthand);
      }
      break;
    default:
  }
}
