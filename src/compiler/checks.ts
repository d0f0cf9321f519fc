// What the parser lets through and a cell may not hold. Everything is checked before anything runs.
import type { FunctionDeclaration, Identifier } from "acorn";
import { createDiagnostic, type Diagnostic } from "./diagnostics.ts";
import { restrictedNames, type NameKind } from "./names.ts";
import type { Form } from "./parse.ts";
import type { Survey } from "./survey.ts";

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
  labelled: readonly { node: FunctionDeclaration }[];
}

export function checkCell(source: string, survey: Survey, options: CheckOptions): Diagnostic[] {
  const found: Diagnostic[] = [];
  const complain = (message: string, node: { start: number; end: number }): void => {
    found.push(createDiagnostic(source, message, node.start, node.end));
  };
  for (const node of survey.nestedModules) {
    const word = node.type === "ImportDeclaration" ? "import" : "export";
    complain(`'${word}' may only appear at the top level`, {
      start: node.start,
      end: node.start + word.length,
    });
  }
  for (const node of survey.keywordNames) {
    const isDeclared = options.declared.has(node.name) || options.names.has(node.name);
    if (!isDeclared) checkKeywordName(node, options, complain);
  }
  for (const node of survey.yields) {
    if (!node.delegate) complain("yield is not valid at the top level of a cell; yield* is", node);
  }
  const wait = survey.awaits[0] ?? survey.forAwaits[0]?.node;
  const isName = options.declared.has("await") || survey.localAwait !== undefined;
  if (wait && options.form === "async" && isName)
    complain("await is a name of this cell, which can't await by it as well", wait);
  for (const node of options.lexical) {
    if (restrictedNames.has(node.name))
      complain(`Identifier '${node.name}' has already been declared`, node);
  }
  for (const { node } of options.labelled) {
    // acorn forgets these.
    if (options.lexical.some(({ name }) => name === node.id.name))
      complain(`Identifier '${node.id.name}' has already been declared`, node.id);
  }
  if (survey.reserved !== undefined)
    complain(`'${survey.reserved.name}' is a reserved name`, survey.reserved);
  return found.sort((a, b) => a.start - b.start);
}

function checkKeywordName(
  node: Identifier,
  options: CheckOptions,
  complain: (message: string, node: Identifier) => void,
): void {
  if (node.name === "yield") {
    complain(
      "yield is only valid in generator functions; " +
        "yield* at the top level needs a generator runner",
      node,
    );
  } else if (options.autoawait) {
    complain("await is only valid in async functions and at the top level of a cell", node);
  }
}

export const autoawaitIsOff =
  "top-level await is off in this session; turn it on with %autoawait True";
