// What is more than types, made JavaScript where it stands: each enum and namespace on the line it
// begins on, each parameter property as a field and an assignment, each assertion as brackets.
import type { AnyNode, Class, FunctionExpression, MethodDefinition } from "acorn";
import { parseFailure } from "./diagnostics.ts";
import { createEdits, type Edits } from "./edits.ts";
import type { EraseFailure, EraseOutcome } from "./erase.ts";
import { fit, type Printed } from "./fit.ts";
import { parseProgram, parseTokens } from "./grammar.ts";
import { gap, type Mark, type Marks } from "./marks.ts";
import { addNames, createPart, type Part } from "./merge.ts";
import { parseCell, type ParseOptions } from "./parse.ts";
import { transform } from "./strip.ts";
import { eachChild, isFunction } from "./tree.ts";

interface Lowering {
  edits: Edits;
  declarations: Map<number, Mark>;
  properties: Map<number, Mark>;
  assertions: Set<number>;
  /** What the parts that were lowered are filled by. */
  fillers: Map<Mark, FunctionExpression>;
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
    fillers: new Map(),
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
  const name = nameOf(mark);
  const outcome = printPart(mark, findEarlier(name, mark, ancestors, lowering), lowering);
  if ("failure" in outcome) {
    lowering.failure ??= outcome.failure;
    return;
  }
  const { printed, filler, part } = outcome;
  if (filler === undefined) return lowering.edits.blank(mark.start, mark.end);
  const isLater = declaresBefore(name, mark, ancestors, lowering);
  const keyword = ancestors.some((node) => isScope(node)) ? "let" : "var";
  const [before, after] = isLater
    ? ["{let{}=(", `)(${name})}`]
    : [`${keyword} ${name}=(`, ")({});"];
  const { start, end } = filler;
  const cut = { start, end: end - 1, before, after: `;return ${parameterOf(filler)}}${after}` };
  const { text, kept } = fit(printed, cut, part);
  lowering.edits.replace(mark.start, mark.end, text, kept);
}

type PrintOutcome =
  | { printed: Printed; filler: FunctionExpression | undefined; part: Part }
  | { failure: EraseFailure };

function printPart(mark: Mark, earlier: readonly Mark[], lowering: Lowering): PrintOutcome {
  const first = print(mark, createPart(mark, earlier));
  if ("failure" in first || first.filler === undefined) return first;
  lowering.fillers.set(mark, first.filler);
  const fillers = earlier.flatMap((each) => lowering.fillers.get(each) ?? []);
  const named = fillers.length > 0 ? addNames(mark, first.filler, fillers) : undefined;
  return named === undefined ? first : print(mark, named);
}

function print(mark: Mark, part: Part): PrintOutcome {
  const printed = transform(part.source);
  if ("failure" in printed) {
    const { message, start, end } = printed.failure;
    return { failure: { message, position: part.start + start, end: part.start + end } };
  }
  const wait = mark.text.search(/\bawait\b/);
  if (wait !== -1 && !isProgram(printed.code)) {
    const place = /^(?:const\s+)?enum\b/.test(mark.text) ? "an enum" : "a namespace";
    const message = `await is not valid in ${place}`;
    return { failure: { message, position: mark.start + wait, end: mark.end } };
  }
  return { printed, filler: findFiller(printed.code), part };
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

/** The function that fills the enum or the namespace: the last one called. */
function findFiller(code: string): FunctionExpression | undefined {
  const { body } = parseProgram(code, { await: true, yield: false });
  const callees = body.flatMap((statement) => {
    const call =
      statement.type === "VariableDeclaration"
        ? statement.declarations[0]?.init
        : statement.type === "ExpressionStatement" && statement.expression;
    return call && call.type === "CallExpression" ? call.callee : [];
  });
  return callees.findLast((callee) => callee.type === "FunctionExpression");
}

function parameterOf({ params: [parameter] }: FunctionExpression): string {
  return parameter?.type === "Identifier" ? parameter.name : "";
}

/** What stands beside it, without `export`. */
function siblings(ancestors: readonly AnyNode[]): AnyNode[] {
  const home = ancestors.at(-1);
  const list = home !== undefined && "body" in home && Array.isArray(home.body) ? home.body : [];
  return (list as AnyNode[]).map((node) =>
    node.type === "ExportNamedDeclaration" || node.type === "ExportDefaultDeclaration"
      ? (node.declaration ?? node)
      : node,
  );
}

/** Enums and namespaces of this name in this block that stand before it. */
function findEarlier(
  name: string,
  mark: Mark,
  ancestors: readonly AnyNode[],
  { declarations }: Lowering,
): Mark[] {
  return siblings(ancestors).flatMap((node) => {
    const earlier = node.start < mark.start ? declarations.get(node.start) : undefined;
    return earlier !== undefined && nameOf(earlier) === name ? earlier : [];
  });
}

/** One that goes on with a class, a function, an enum or a namespace of its block adds to it. */
function declaresBefore(
  name: string,
  mark: Mark,
  ancestors: readonly AnyNode[],
  lowering: Lowering,
): boolean {
  const isDeclared = siblings(ancestors).some((node) => {
    if (node.type === "FunctionDeclaration") return node.id?.name === name;
    return node.start < mark.start && node.type === "ClassDeclaration" && node.id?.name === name;
  });
  return isDeclared || findEarlier(name, mark, ancestors, lowering).length > 0;
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
