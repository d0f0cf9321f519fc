// Top-level names. A new name comes into being where its initialiser has been evaluated, by a call
// of the scope object; from then on code only assigns it.
import type {
  AnyNode,
  ClassDeclaration,
  FunctionDeclaration,
  Identifier,
  LabeledStatement,
  Program,
  VariableDeclaration,
  VariableDeclarator,
} from "acorn";
import type { Edits } from "./edits.ts";
import { discardName, restrictedNames, scopeName, type NameKind } from "./names.ts";
import { eachTarget, type Target } from "./scopes.ts";
import type { Survey } from "./survey.ts";
import { innermost } from "./tree.ts";

export interface Declarations {
  /** let, const, using, await using. */
  variables: VariableDeclaration[];
  classes: ClassDeclaration[];
  functions: FunctionDeclaration[];
  /** Those of them that have labels, which change nothing. */
  labelled: { statement: LabeledStatement; node: FunctionDeclaration }[];
  /** Where each lexical name is first declared. */
  lexical: Identifier[];
  kinds: Map<string, NameKind>;
}

/**
 * What a statement of the cell declares, `export` or labels taken off; undefined for any other
 * statement.
 */
export function declarationOf(
  statement: AnyNode,
): VariableDeclaration | ClassDeclaration | FunctionDeclaration | undefined {
  if (statement.type === "LabeledStatement") {
    const labelled = innermost(statement);
    return labelled.type === "FunctionDeclaration" && labelled.id ? labelled : undefined;
  }
  const inner =
    statement.type === "ExportNamedDeclaration" || statement.type === "ExportDefaultDeclaration"
      ? statement.declaration
      : statement;
  if (inner?.type === "VariableDeclaration") return inner;
  if ((inner?.type === "ClassDeclaration" || inner?.type === "FunctionDeclaration") && inner.id) {
    return inner;
  }
  return undefined;
}

export function findDeclarations(program: Program): Declarations {
  const found: Declarations = {
    variables: [],
    classes: [],
    functions: [],
    labelled: [],
    lexical: [],
    kinds: new Map(),
  };
  for (const statement of program.body) {
    if (statement.type === "ImportDeclaration") {
      for (const { local } of statement.specifiers) {
        found.kinds.set(local.name, "import");
        found.lexical.push(local);
      }
    }
    const node = declarationOf(statement);
    if (node === undefined) continue;
    if (node.type === "FunctionDeclaration") {
      found.functions.push(node);
      if (statement.type === "LabeledStatement") found.labelled.push({ statement, node });
      found.kinds.set(node.id.name, "function");
    } else if (node.type === "ClassDeclaration") {
      found.classes.push(node);
      found.lexical.push(node.id);
      found.kinds.set(node.id.name, "class");
    } else if (node.kind !== "var") {
      found.variables.push(node);
      const kind = node.kind === "let" ? "let" : "const";
      for (const { id } of node.declarations) {
        eachTarget(id, (target) => {
          found.kinds.set(target.name, kind);
          found.lexical.push({
            type: "Identifier",
            name: target.name,
            start: target.start,
            end: target.end,
          });
        });
      }
    }
  }
  return found;
}

/**
 * Adds what `var` declares anywhere in the cell, and the functions that Annex B lifts out of
 * blocks.
 */
export function addVars(kinds: Map<string, NameKind>, survey: Survey): void {
  const add = (name: string): void => {
    // A sloppy `var let` is no name that a script-scope `let` could have: it becomes a plain
    // global.
    if (kinds.has(name) || restrictedNames.has(name) || name === "let") return;
    kinds.set(name, "var");
  };
  for (const { node } of survey.vars) {
    for (const { id } of node.declarations) eachTarget(id, ({ name }) => add(name));
  }
  for (const { name, lifted } of survey.blockFunctions) if (lifted) add(name);
}

export interface RewriteOptions {
  source: string;
  names: ReadonlyMap<string, NameKind>;
  kinds: ReadonlyMap<string, NameKind>;
}

export function rewriteDeclarations(
  declarations: Declarations,
  survey: Survey,
  edits: Edits,
  options: RewriteOptions,
): void {
  for (const node of declarations.variables) rewriteVariables(node, edits, options);
  for (const node of declarations.classes) rewriteClass(node, edits, options);
  // Before the brace that a declaration becomes it would begin a pattern.
  for (const { end } of survey.lets) edits.insert(end, ";");
  for (const { statement, node } of declarations.labelled) edits.blank(statement.start, node.start);
  for (const { node, head } of survey.vars) {
    if (head) rewriteLoopVar(node, edits);
    else rewriteVariables(node, edits, options);
  }
}

/**
 * `let a = 1, {b} = f();` → `{let __cellD=(a = …, {b} = f());}`: a block, since it has no
 * completion value.
 */
function rewriteVariables(node: VariableDeclaration, edits: Edits, options: RewriteOptions): void {
  const keyword = keywordLength(node, options.source);
  const last = node.declarations.at(-1) ?? node;
  edits.replace(node.start, node.start + keyword, `{let ${discardName}=(`);
  edits.wrap(node.start, node.end, "", "}");
  edits.wrap(node.start, last.end, "", ")");
  for (const declarator of node.declarations) {
    if (declarator.id.type === "Identifier")
      rewriteName(node, declarator, declarator.id, edits, options);
    else rewritePattern(declarator, edits, options);
  }
}

function keywordLength(node: VariableDeclaration, source: string): number {
  if (node.kind !== "await using") return node.kind.length;
  return source.indexOf("using", node.start) + "using".length - node.start;
}

function rewriteName(
  node: VariableDeclaration,
  { init }: VariableDeclarator,
  id: Identifier,
  edits: Edits,
  options: RewriteOptions,
): void {
  if (node.kind === "var") return;
  const method = node.kind === "await using" ? "awaitUsing" : node.kind;
  const isUsing = node.kind === "using" || node.kind === "await using";
  const isSettled = !isUsing && options.names.get(id.name) === options.kinds.get(id.name);
  const call = `${scopeName}.${method}(${JSON.stringify(id.name)}`;
  if (!init) edits.wrap(id.start, id.end, "", isSettled ? "=void 0" : `=${call})`);
  else if (!isSettled) {
    edits.wrapArgument(init, `${call},`);
    nameValue(init, id.name, edits);
  }
}

/** Keeps the name that an anonymous function or class would have had from its binding. */
function nameValue(value: AnyNode, name: string, edits: Edits): void {
  if (!isAnonymousFunction(value)) return;
  const key = JSON.stringify(name);
  edits.wrap(value.start, value.end, `{[${key}]:`, `}[${key}]`);
}

export function isAnonymousFunction(node: AnyNode): boolean {
  if (node.type === "ArrowFunctionExpression") return true;
  return (node.type === "FunctionExpression" || node.type === "ClassExpression") && !node.id;
}

function rewritePattern({ id }: VariableDeclarator, edits: Edits, options: RewriteOptions): void {
  eachTarget(id, (target) => {
    const kind = options.kinds.get(target.name);
    // `var` and function names are there from the start.
    if (kind === undefined || kind === "var" || kind === "function") return;
    if (options.names.get(target.name) === kind) return;
    retarget(target, `${scopeName}.${kind}s.${target.name}`, edits);
    if (target.value) nameValue(target.value, target.name, edits);
  });
}

/** Makes an assignment in a pattern, or anywhere else, go to another place. */
export function retarget(target: Target, place: string, edits: Edits): void {
  edits.replace(target.start, target.end, target.shorthand ? `${target.name}:${place}` : place);
}

/** `for (var i = 0; …)` → `for (    i = 0; …)`. */
function rewriteLoopVar(node: VariableDeclaration, edits: Edits): void {
  edits.blank(node.start, node.start + "var".length);
  const first = node.declarations[0]?.id;
  // `for (async of …)` and `for (let of …)` do not parse.
  if (first?.type === "Identifier" && (first.name === "async" || first.name === "let")) {
    edits.wrap(first.start, first.end, "(", ")");
  }
}

function rewriteClass(node: ClassDeclaration, edits: Edits, options: RewriteOptions): void {
  const { name } = node.id;
  const isSettled = options.names.get(name) === "class";
  const call = isSettled ? "" : `${scopeName}.class(${JSON.stringify(name)},`;
  edits.wrap(
    node.start,
    node.end,
    `{let ${discardName}=(${name}=${call}`,
    isSettled ? ")}" : "))}",
  );
}
