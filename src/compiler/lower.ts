// What is more than types, made JavaScript where it stands: each enum and namespace on the line it
// begins on, each parameter property as a field and an assignment, each assertion as brackets.
import type { AnyNode, Class, MethodDefinition } from "acorn";
import { parseFailure } from "./diagnostics.ts";
import { createEdits, type Edits } from "./edits.ts";
import type { EraseFailure, EraseOutcome } from "./erase.ts";
import { fit } from "./fit.ts";
import { parseProgram, parseTokens } from "./grammar.ts";
import { gap, type Mark, type Marks } from "./marks.ts";
import { parseCell, type ParseOptions } from "./parse.ts";
import { transform } from "./strip.ts";
import { eachChild, isFunction } from "./tree.ts";

interface Lowering {
  edits: Edits;
  declarations: Map<number, Mark>;
  properties: Map<number, Mark>;
  assertions: Set<number>;
  failure: EraseFailure | undefined;
}

export function lower(text: string, marks: Marks, options: ParseOptions): EraseOutcome {
  const { declarations, properties, assertions } = marks;
  if (declarations.length + properties.length + assertions.length === 0)
    return { erased: { text } };
  const parsed = parseCell(text, { ...options, decorated: { classes: [] } });
  // Whoever reads it next finds what is wrong with it in the same place.
  if ("diagnostic" in parsed) return { erased: { text } };
  const lowering: Lowering = {
    edits: createEdits(text),
    declarations: new Map(declarations.map((mark) => [mark.start, mark])),
    properties: new Map(properties.map((mark) => [mark.start, mark])),
    assertions: new Set(assertions),
    failure: undefined,
  };
  visit(parsed.cell.program, [], lowering);
  const [lost] = lowering.assertions;
  if (lost !== undefined)
    return { failure: { message: "Unexpected token", position: lost, end: lost + 1 } };
  if (lowering.failure !== undefined) return { failure: lowering.failure };
  const { code, map } = lowering.edits.apply();
  return { erased: { text: code, map } };
}

function visit(node: AnyNode, ancestors: AnyNode[], lowering: Lowering): void {
  const { edits, declarations, assertions } = lowering;
  const mark = node.type === "BlockStatement" ? declarations.get(node.start) : undefined;
  if (mark !== undefined) return lowerDeclaration(mark, ancestors, lowering);
  if (node.type === "UnaryExpression" && assertions.has(node.start)) {
    edits.replace(node.start, node.start + 1, "(");
    edits.wrap(node.start, node.end, "", ")");
    assertions.delete(node.start);
  }
  if (node.type === "MethodDefinition" && node.kind === "constructor") {
    const owner = ancestors.at(-2);
    if (owner !== undefined) lowerProperties(node, owner as Class, lowering);
  }
  ancestors.push(node);
  eachChild(node, (child) => visit(child, ancestors, lowering));
  ancestors.pop();
}

function lowerDeclaration(mark: Mark, ancestors: readonly AnyNode[], lowering: Lowering): void {
  const printed = transform(mark.text);
  if ("failure" in printed) {
    const { message, start, end } = printed.failure;
    lowering.failure ??= { message, position: mark.start + start, end: mark.start + end };
    return;
  }
  const wait = mark.text.search(/\bawait\b/);
  if (wait !== -1 && !isProgram(printed.code)) {
    const [message, position] = ["await is not valid in a namespace", mark.start + wait];
    lowering.failure ??= { message, position, end: mark.end };
    return;
  }
  const filler = findFiller(printed.code);
  if (filler === undefined) return lowering.edits.blank(mark.start, mark.end);
  const name = nameOf(mark);
  const isLater = declaresBefore(name, mark, ancestors, lowering);
  const keyword = ancestors.some((node) => isScope(node)) ? "let" : "var";
  const [before, after] = isLater
    ? ["{let{}=(", `)(${name})}`]
    : [`${keyword} ${name}=(`, ")({});"];
  const cut = { ...filler, before, after: `;return ${filler.parameter}}${after}` };
  const { text, kept } = fit(printed, cut, { source: mark.text, start: mark.start });
  lowering.edits.replace(mark.start, mark.end, text, kept);
}

const namePattern = new RegExp(
  String.raw`^(?:const${gap}+)?(?:enum|namespace|module)${gap}+([\p{ID_Continue}$\u200c\u200d]+)`,
  "u",
);

function nameOf(mark: Mark): string {
  return namePattern.exec(mark.text)?.[1] ?? "";
}

const isScope = (node: AnyNode): boolean =>
  node.type === "BlockStatement" || node.type === "SwitchStatement" || isFunction(node);

function isProgram(code: string): boolean {
  try {
    parseTokens(code);
    return true;
  } catch (error) {
    parseFailure(error);
    return false;
  }
}

/** The function that fills the enum or the namespace, without its last brace. */
function findFiller(code: string): { start: number; end: number; parameter: string } | undefined {
  const [first] = parseProgram(code, { await: true, yield: false }).body;
  const call =
    first?.type === "VariableDeclaration"
      ? first.declarations[0]?.init
      : first?.type === "ExpressionStatement"
        ? first.expression
        : undefined;
  if (call?.type !== "CallExpression" || call.callee.type !== "FunctionExpression")
    return undefined;
  const { start, end, params } = call.callee;
  const [parameter] = params;
  return { start, end: end - 1, parameter: parameter?.type === "Identifier" ? parameter.name : "" };
}

/** One that goes on with a class, a function, an enum or a namespace of its block adds to it. */
function declaresBefore(
  name: string,
  mark: Mark,
  ancestors: readonly AnyNode[],
  { declarations }: Lowering,
): boolean {
  const home = ancestors.at(-1);
  const list = home !== undefined && "body" in home && Array.isArray(home.body) ? home.body : [];
  return (list as AnyNode[]).some((node) => {
    const inner =
      node.type === "ExportNamedDeclaration" || node.type === "ExportDefaultDeclaration"
        ? node.declaration
        : node;
    if (inner?.type === "FunctionDeclaration") return inner.id?.name === name;
    if (node.start >= mark.start) return false;
    if (inner?.type === "ClassDeclaration") return inner.id?.name === name;
    const earlier = declarations.get(node.start);
    return earlier !== undefined && nameOf(earlier) === name;
  });
}

/** TypeScript defines the fields first, and assigns them as soon as there is a `this`. */
function lowerProperties(node: MethodDefinition, owner: Class, lowering: Lowering): void {
  const { edits, properties } = lowering;
  const names = node.value.params.flatMap((parameter) => {
    const name = parameter.type === "AssignmentPattern" ? parameter.left : parameter;
    return properties.has(parameter.start) && name.type === "Identifier" ? [name.name] : [];
  });
  if (names.length === 0) return;
  edits.insert(owner.body.start + 1, names.map((name) => `${name};`).join(""));
  const assignments = names.map((name) => `this.${name}=${name}`).join(",");
  const { body } = node.value;
  if (owner.superClass) return assignAfterSuper(body, assignments, edits);
  const directives = body.body.filter((statement) => "directive" in statement);
  edits.insert(directives.at(-1)?.end ?? body.start + 1, `;${assignments};`);
}

function assignAfterSuper(node: AnyNode, assignments: string, edits: Edits): void {
  if (isFunction(node) && node.type !== "ArrowFunctionExpression") return;
  if (node.type === "ClassDeclaration" || node.type === "ClassExpression") return;
  if (node.type === "ExpressionStatement" && isSuperCall(node.expression)) {
    edits.wrap(node.expression.start, node.expression.end, "", `,${assignments}`);
  } else if (isSuperCall(node)) edits.wrap(node.start, node.end, "(", `,${assignments},this)`);
  eachChild(node, (child) => {
    if (!(node.type === "ExpressionStatement" && isSuperCall(child))) {
      assignAfterSuper(child, assignments, edits);
    }
  });
}

const isSuperCall = (node: AnyNode): boolean =>
  node.type === "CallExpression" && node.callee.type === "Super";
