// One walk over the whole tree, in source order, that collects what the other files then judge and
// rewrite. "Cell level" is what is in no function, field initialiser or static block.
import type {
  AnyNode,
  AwaitExpression,
  CallExpression,
  ForOfStatement,
  FunctionDeclaration,
  Identifier,
  ImportExpression,
  MetaProperty,
  Program,
  VariableDeclaration,
  YieldExpression,
} from "acorn";
import { isReservedName } from "./names.ts";
import { eachTarget, isShadowed, type Target } from "./scopes.ts";
import { childKeys, isFunction, type FunctionNode } from "./tree.ts";

export interface CellVar {
  node: VariableDeclaration;
  /** It stands in the head of a `for`. */
  head: boolean;
}

export interface ForAwait {
  node: ForOfStatement;
  /** The loop with its labels. */
  labelled: AnyNode;
}

/** `using` or `await using` in a block or in the head of a loop, at cell level. */
export interface Using {
  node: VariableDeclaration;
  /** The block or loop. */
  home: AnyNode;
  /** The same with its labels. */
  labelled: AnyNode;
}

/** A function declared in a block of a sloppy cell: Annex B makes it a `var` of the cell, too. */
export interface BlockFunction {
  node: FunctionDeclaration;
  name: string;
  /**
   * The block, the `switch`, or (for `if (x) function f() {}` and labels) the declaration itself.
   */
  home: AnyNode;
  /** False where a lexical name of the session is in the way: it stays in its block. */
  lifted: boolean;
}

export interface YieldName {
  node: Identifier;
  /** It may be meant as a keyword: `yield* x`. */
  delegates: boolean;
  /** The function that it stands in. */
  around: FunctionNode | undefined;
}

export interface Survey {
  awaits: AwaitExpression[];
  forAwaits: ForAwait[];
  usings: Using[];
  yields: YieldExpression[];
  vars: CellVar[];
  blockFunctions: BlockFunction[];
  /** Direct calls of `eval` at cell level. */
  evals: CallExpression[];
  metas: MetaProperty[];
  dynamicImports: ImportExpression[];
  /** Assignments to names that are constant. */
  constantTargets: Target[];
  assigned: Set<string>; // names of earlier cells
  /** Top-level functions that mention their own name. */
  selfReferring: Set<string>;
  /** `await` used as a name that nothing around it declares. */
  awaitNames: Identifier[];
  /** The same of `yield`. */
  yieldNames: YieldName[];
  /** The first that is a name at cell level: `await` of a block, a loop or a class, … */
  localAwait: Identifier | undefined;
  /** … `yield` whatever declares it. */
  localYield: Identifier | undefined;
  /** A sloppy `let` that is a statement by itself, without a semicolon. */
  lets: Identifier[];
  reserved: Identifier | undefined; // the first use of a name that generated code needs
  /** `import` and `export` declarations that are not at the top level. */
  nestedModules: AnyNode[];
}

export interface SurveyOptions {
  constants: ReadonlySet<string>;
  names: ReadonlyMap<string, unknown>; // of earlier cells
  /** Is the name, at the top level, one that `var` may not declare? */
  isLexical(name: string): boolean;
  strict: boolean;
  /** Generated names may occur: the source mentions their prefix. */
  mayUseReserved: boolean;
}

interface Walk extends SurveyOptions {
  found: Survey;
  ancestors: AnyNode[];
  /** 0 at cell level. */
  depth: number;
  /** The top-level function that is being walked. */
  topFunction: string | undefined;
}

export function surveyCell(program: Program, options: SurveyOptions): Survey {
  const found: Survey = {
    awaits: [],
    forAwaits: [],
    usings: [],
    yields: [],
    vars: [],
    blockFunctions: [],
    evals: [],
    metas: [],
    dynamicImports: [],
    constantTargets: [],
    assigned: new Set(),
    selfReferring: new Set(),
    awaitNames: [],
    yieldNames: [],
    localAwait: undefined,
    localYield: undefined,
    lets: [],
    reserved: undefined,
    nestedModules: [],
  };
  walk(program, { ...options, found, ancestors: [], depth: 0, topFunction: undefined });
  return found;
}

function walk(node: AnyNode, state: Walk): void {
  note(node, state);
  const isTopFunction =
    node.type === "FunctionDeclaration" && state.depth === 0 && isTopLevel(state.ancestors);
  if (isTopFunction) state.topFunction = node.id?.name;
  const deeper = isFunction(node) || node.type === "StaticBlock";
  if (deeper) state.depth += 1;
  state.ancestors.push(node);
  for (const key of childKeys(node)) walkChild(node, key, state);
  state.ancestors.pop();
  if (deeper) state.depth -= 1;
  if (isTopFunction) state.topFunction = undefined;
}

function walkChild(node: AnyNode, key: string, state: Walk): void {
  const value = (node as unknown as Record<string, AnyNode | (AnyNode | null)[] | null>)[key];
  if (value === null || value === undefined) return;
  if (Array.isArray(value)) {
    for (const child of value) if (child !== null) walk(child, state);
    return;
  }
  const isField = node.type === "PropertyDefinition" && key === "value";
  if (isField) state.depth += 1;
  walk(value, state);
  if (isField) state.depth -= 1;
}

/** Does it stand at the top level, but for `export` and labels? */
function isTopLevel(ancestors: readonly AnyNode[]): boolean {
  const outer = ancestors.findLast(
    ({ type }) =>
      type !== "LabeledStatement" &&
      type !== "ExportNamedDeclaration" &&
      type !== "ExportDefaultDeclaration",
  );
  return outer?.type === "Program";
}

function note(node: AnyNode, state: Walk): void {
  const { found } = state;
  switch (node.type) {
    case "Identifier":
      noteIdentifier(node, state);
      break;
    case "AssignmentExpression":
      noteTargets(node.left, state);
      break;
    case "UpdateExpression":
      noteTargets(node.argument, state);
      break;
    case "ForInStatement":
    case "ForOfStatement":
      if (node.left.type !== "VariableDeclaration") noteTargets(node.left, state);
      if (node.type === "ForOfStatement" && node.await && state.depth === 0)
        found.forAwaits.push({ node, labelled: withLabels(node, state.ancestors) });
      break;
    case "MetaProperty":
      if (node.meta.name === "import") found.metas.push(node);
      break;
    case "ImportExpression":
      found.dynamicImports.push(node);
      break;
    case "CallExpression":
      if (node.callee.type === "Identifier" && node.callee.name === "eval") noteEval(node, state);
      break;
    case "ImportDeclaration":
    case "ExportNamedDeclaration":
    case "ExportDefaultDeclaration":
    case "ExportAllDeclaration":
      if (state.ancestors.at(-1)?.type !== "Program") found.nestedModules.push(node);
      break;
    default:
      if (state.depth === 0) noteAtCellLevel(node, state);
  }
}

function withLabels(node: AnyNode, ancestors: readonly AnyNode[]): AnyNode {
  const outer = ancestors.findLastIndex(({ type }) => type !== "LabeledStatement");
  return ancestors[outer + 1] ?? node;
}

function noteAtCellLevel(node: AnyNode, state: Walk): void {
  const { found } = state;
  const parent = state.ancestors.at(-1);
  if (node.type === "AwaitExpression") found.awaits.push(node);
  else if (node.type === "ClassDeclaration" || node.type === "ClassExpression") {
    if (node.id?.name === "await") found.localAwait ??= node.id;
  } else if (node.type === "YieldExpression") found.yields.push(node);
  else if (node.type === "VariableDeclaration") {
    const isFor =
      parent?.type === "ForStatement" ||
      parent?.type === "ForInStatement" ||
      parent?.type === "ForOfStatement";
    const head = isFor && parent.body !== (node as AnyNode);
    if (node.kind === "var") found.vars.push({ node, head });
    if (node.kind === "await using" || node.kind === "using") noteUsing(node, state);
  } else if (node.type === "FunctionDeclaration" && node.id && !isTopLevel(state.ancestors))
    noteBlockFunction(node, state);
}

function noteUsing(node: VariableDeclaration, { found, ancestors }: Walk): void {
  const home = ancestors.at(-1);
  if (home === undefined || isTopLevel(ancestors)) return;
  found.usings.push({ node, home, labelled: withLabels(home, ancestors.slice(0, -1)) });
}

function noteIdentifier(node: Identifier, state: Walk): void {
  const { name } = node;
  const { found, ancestors } = state;
  if (name === state.topFunction) found.selfReferring.add(name);
  else if (name === "await") {
    if (!isShadowed(name, ancestors)) found.awaitNames.push(node);
    else if (state.depth === 0) found.localAwait ??= node;
  } else if (name === "yield") {
    if (!isShadowed(name, ancestors)) found.yieldNames.push(describeYield(node, ancestors));
    if (state.depth === 0) found.localYield ??= node;
  } else if (name === "let") {
    const parent = ancestors.at(-1);
    if (parent?.type === "ExpressionStatement" && parent.end === node.end) found.lets.push(node);
  } else if (state.mayUseReserved && isReservedName(name)) found.reserved ??= node;
}

function describeYield(node: Identifier, ancestors: readonly AnyNode[]): YieldName {
  const parent = ancestors.at(-1);
  const delegates =
    parent?.type === "BinaryExpression" && parent.operator === "*" && parent.left === node;
  return { node, delegates, around: ancestors.findLast(isFunction) };
}

function noteTargets(pattern: AnyNode, state: Walk): void {
  const { constants, names, found } = state;
  if (constants.size === 0 && names.size === 0) return;
  eachTarget(pattern, (target) => {
    const { name } = target;
    const isConstant = constants.has(name);
    const isNew = names.has(name) && !found.assigned.has(name);
    if ((!isConstant && !isNew) || isShadowed(name, state.ancestors)) return;
    if (isConstant) found.constantTargets.push(target);
    else found.assigned.add(name);
  });
}

function noteEval(node: CallExpression, state: Walk): void {
  if (state.topFunction !== undefined) state.found.selfReferring.add(state.topFunction);
  if (state.depth === 0 && !isShadowed("eval", state.ancestors)) state.found.evals.push(node);
}

/**
 * ECMAScript, Annex B.3.2: only in sloppy code, only plain functions, only where no `let` is in the
 * way.
 */
function noteBlockFunction(node: FunctionDeclaration, state: Walk): void {
  if (state.strict || node.async || node.generator) return;
  const { name } = node.id;
  const outer = state.ancestors.slice();
  let home: AnyNode = node;
  while (outer.at(-1)?.type === "LabeledStatement") outer.pop();
  const parent = outer.pop();
  if (parent?.type === "BlockStatement") home = parent;
  else if (parent?.type === "SwitchCase") home = outer.pop() ?? node;
  else if (parent !== undefined) outer.push(parent);
  if (isShadowed(name, outer)) return;
  state.found.blockFunctions.push({ node, name, home, lifted: !state.isLexical(name) });
}
