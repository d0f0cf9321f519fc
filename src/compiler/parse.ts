// From text to a tree. `await` is tried as a keyword first: in a script's grammar `await (x)` is a
// call. So is `yield` where a runner allows it: `yield* f()` is a product.
import type { AnyNode, Program } from "acorn";
import type { Decorated } from "./decorators.ts";
import {
  createDiagnostic,
  diagnoseFailure,
  parseFailure,
  type Diagnostic,
  type ParseFailure,
} from "./diagnostics.ts";
import { parseExpression, parseProgram, skipBlank, type Grammar } from "./grammar.ts";
import { eachChild, isFunction } from "./tree.ts";

export interface ParsedCell {
  program: Program;
  /** `await` was read as a keyword at the top level. */
  awaitIsKeyword: boolean;
  /** The cell is one object literal, as the consoles have it. */
  isObject: boolean;
}

export type ParseOutcome = { cell: ParsedCell } | { diagnostic: Diagnostic };

/**
 * What becomes of a cell that waits. `async`: it is awaited. `generator`: each `await` hands out
 * what it waits for, by `yield`. `operation`: it delegates to what the runner makes of that.
 */
export type Form = "async" | "generator" | "operation";

export interface ParseOptions {
  autoawait: boolean;
  form: Form;
  /** `yield*` is legal at the top level; if left out, unless the form is `async`. */
  delegates?: boolean;
  /** Decorators are read, too; where they stand is noted here. */
  decorated?: Decorated;
}

export function parseCell(source: string, options: ParseOptions): ParseOutcome {
  const { delegates = options.form !== "async" } = options;
  const yields = delegates && source.includes("yield");
  const outcome = parseWith(source, options, yields);
  if (!yields || "cell" in outcome) return outcome;
  const named = parseWith(source, options, false);
  return "cell" in named ? named : outcome;
}

/** `yields`: is `yield` a keyword at the top level? */
function parseWith(source: string, options: ParseOptions, yields: boolean): ParseOutcome {
  const { decorated } = options;
  const awaits = source.includes("await");
  const first = attempt(source, { await: awaits && options.autoawait, yield: yields, decorated });
  if ("cell" in first) return first;
  if (!awaits || !options.autoawait) return { diagnostic: diagnoseFailure(source, first.failure) };

  const script = attempt(source, { await: false, yield: yields, decorated });
  if ("cell" in script) return script;
  const misplaced = findMisplacedAwait(source, decorated);
  if (misplaced !== undefined) return { diagnostic: misplaced };
  if (/await/i.test(first.failure.message))
    return { diagnostic: diagnoseFailure(source, first.failure) };
  const farther = script.failure.position > first.failure.position ? script.failure : first.failure;
  return { diagnostic: diagnoseFailure(source, farther) };
}

function attempt(
  source: string,
  grammar: Grammar,
): { cell: ParsedCell } | { failure: ParseFailure } {
  if (grammar.decorated !== undefined) grammar.decorated.classes = [];
  const object = parseObjectCell(source, grammar);
  if (object !== undefined) {
    return { cell: { program: object, awaitIsKeyword: grammar.await, isObject: true } };
  }
  try {
    const program = parseProgram(source, grammar);
    return { cell: { program, awaitIsKeyword: grammar.await, isObject: false } };
  } catch (error) {
    return { failure: parseFailure(error) };
  }
}

/** `{a: 1}`: begins with a brace, does not end with a semicolon, is an expression to its end. */
function parseObjectCell(source: string, grammar: Grammar): Program | undefined {
  const start = skipBlank(source, 0);
  if (source[start] !== "{" || /;\s*$/.test(source)) return undefined;
  try {
    const expression = parseExpression(source, start, grammar);
    if (skipBlank(source, expression.end) < source.length) return undefined;
    const { end } = expression;
    const statement = {
      type: "ExpressionStatement",
      start: expression.start,
      end,
      expression,
    } as const;
    return {
      type: "Program",
      sourceType: "script",
      start: 0,
      end: source.length,
      body: [statement],
    };
  } catch (error) {
    parseFailure(error);
    return undefined;
  }
}

/** Names the function around an `await` that may not stand there. */
function findMisplacedAwait(
  source: string,
  decorated: Decorated | undefined,
): Diagnostic | undefined {
  let program: Program;
  try {
    program = parseProgram(source, { await: true, yield: false, lenient: true, decorated });
  } catch (error) {
    parseFailure(error);
    return undefined;
  }
  let found: Diagnostic | undefined;
  const visit = (node: AnyNode, where: string | undefined, name: string | undefined): void => {
    if (found !== undefined) return;
    if (isAwait(node) && where !== undefined) {
      found = createDiagnostic(source, where, node.start, node.start + "await".length);
    }
    const place =
      isFunction(node) || node.type === "StaticBlock" ? misplacement(node, name) : where;
    const inner =
      node.type === "PropertyDefinition"
        ? "await is not valid in a class field initializer"
        : place;
    eachChild(node, (child, key) => {
      const held = key === "value" && node.type === "PropertyDefinition" ? inner : place;
      visit(child, held, nameFor(node, key) ?? undefined);
    });
  };
  visit(program, undefined, undefined);
  return found;
}

function isAwait(node: AnyNode): boolean {
  return (
    node.type === "AwaitExpression" ||
    (node.type === "ForOfStatement" && node.await) ||
    (node.type === "VariableDeclaration" && node.kind === "await using")
  );
}

function misplacement(node: AnyNode, name: string | undefined): string | undefined {
  if (node.type === "StaticBlock") return "await is not valid in a class static block";
  if (!isFunction(node) || node.async) return undefined;
  const own = node.id?.name ?? name;
  const which = own === undefined ? "the function around it is not" : `'${own}' is not`;
  return `await is only valid in async functions and at the top level of a cell; ${which} async`;
}

/** What a function without a name of its own is called after. */
function nameFor(parent: AnyNode, key: string): string | undefined {
  if (parent.type === "VariableDeclarator" && key === "init" && parent.id.type === "Identifier")
    return parent.id.name;
  if (
    parent.type === "AssignmentExpression" &&
    key === "right" &&
    parent.left.type === "Identifier"
  ) {
    return parent.left.name;
  }
  const isMember =
    parent.type === "Property" ||
    parent.type === "MethodDefinition" ||
    parent.type === "PropertyDefinition";
  if (isMember && key === "value" && parent.key.type === "Identifier" && !parent.computed)
    return parent.key.name;
  return undefined;
}
