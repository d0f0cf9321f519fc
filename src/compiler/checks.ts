// What the parser lets through and a cell may not hold. Everything is checked before anything runs.
import type { Identifier, VariableDeclaration } from "acorn";
import { createDiagnostic, type Diagnostic } from "./diagnostics.ts";
import { restrictedNames, type NameKind } from "./names.ts";
import type { Form } from "./parse.ts";
import type { Survey, YieldName } from "./survey.ts";

export interface CheckOptions {
  names: ReadonlyMap<string, NameKind>;
  form: Form;
  autoawait: boolean;
  /** Names that the cell itself declares at its top level. */
  declared: ReadonlySet<string>;
  /**
   * Of those, the ones that a script could not declare when the global object has them for good.
   */
  lexical: readonly Identifier[];
  /** let, const, using, await using. */
  variables: readonly VariableDeclaration[];
}

export function checkCell(source: string, survey: Survey, options: CheckOptions): Diagnostic[] {
  const found: Diagnostic[] = [];
  const complain: Complain = (message, node) => {
    found.push(createDiagnostic(source, message, node.start, node.end));
  };
  for (const node of survey.nestedModules) {
    const word = node.type === "ImportDeclaration" ? "import" : "export";
    complain(`'${word}' may only appear at the top level`, {
      start: node.start,
      end: node.start + word.length,
    });
  }
  checkKeywords(survey, options, complain);
  for (const node of options.lexical) {
    if (restrictedNames.has(node.name))
      complain(`Identifier '${node.name}' has already been declared`, node);
  }
  if (survey.reserved !== undefined)
    complain(`'${survey.reserved.name}' is a reserved name`, survey.reserved);
  return found.sort((a, b) => a.start - b.start);
}

type Complain = (message: string, node: { start: number; end: number }) => void;

function checkKeywords(survey: Survey, options: CheckOptions, complain: Complain): void {
  const isName = (name: string): boolean => options.declared.has(name) || options.names.has(name);
  if (options.autoawait && !isName("await")) {
    for (const node of survey.awaitNames)
      complain("await is only valid in async functions and at the top level of a cell", node);
  }
  if (!isName("yield"))
    for (const name of survey.yieldNames) complain(describeYield(name), name.node);
  for (const node of survey.yields) {
    if (!node.delegate) complain("yield is not valid at the top level of a cell; yield* is", node);
  }
  const usings = [...options.variables, ...survey.usings.map(({ node }) => node)];
  const wait =
    survey.awaits[0] ??
    survey.forAwaits[0]?.node ??
    usings.find(({ kind }) => kind === "await using");
  if (wait === undefined) return;
  const isLocal = options.declared.has("await") || survey.localAwait !== undefined;
  if (options.form === "async" && isLocal)
    complain("await is a name of this cell, which can't await by it as well", wait);
  const isYieldName = isName("yield") || survey.yieldNames.length === 0;
  if (options.form !== "async" && survey.localYield && isYieldName)
    complain("yield is a name of this cell, which can't wait under this runner", wait);
}

function describeYield({ delegates, around }: YieldName): string {
  const rule = "yield is only valid in generator functions";
  if (around === undefined)
    return delegates
      ? "yield* at the top level of a cell needs the runner `effection` or `effect`, or a " +
          "function of yours (%autoawait NAME)"
      : rule;
  if (around.type === "ArrowFunctionExpression")
    return `${rule}; the arrow function around it can't be one`;
  return `${rule}; ${around.id ? `'${around.id.name}'` : "the function around it"} is none`;
}

export const autoawaitIsOff =
  "top-level await is off in this session; turn it on with %autoawait True";
