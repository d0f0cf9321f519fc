// What a cell gives to `eval` at its top level: its `var`s and functions are names of the session,
// as a script's would be. Everything else about the text is V8's business, errors too.
import { createEdits } from "./edits.ts";
import { findDirectives, isStrictDirective } from "./completion.ts";
import { addVars, findDeclarations, rewriteDeclarations } from "./declarations.ts";
import { parseFailure } from "./diagnostics.ts";
import { rewriteFrame } from "./frame.ts";
import { rewriteBlockFunctions, rewriteFunctions } from "./functions.ts";
import { parseProgram } from "./grammar.ts";
import { isLexicalKind, scopeName, type NameKind } from "./names.ts";
import { surveyCell, type Survey } from "./survey.ts";
import type { Edits } from "./edits.ts";

/** Returns the text to evaluate in place of `source`. */
export function compileEval(source: string, names: ReadonlyMap<string, NameKind>): string {
  if (!/\b(?:var|function)\b/.test(source)) return source;
  try {
    const program = parseProgram(source, { await: false, yield: false });
    const directives = findDirectives(program);
    if (directives.some(isStrictDirective)) return source;
    const survey = surveyCell(program, {
      constants: new Set(),
      isLexical: (name) => isLexicalKind(names.get(name)),
      strict: false,
      mayUseReserved: false,
    });
    const { functions, labelled } = findDeclarations(program);
    const kinds = new Map<string, NameKind>(functions.map(({ id }) => [id.name, "function"]));
    addVars(kinds, survey);
    const edits = createEdits(source);
    const makers = rewriteFunctions(functions, survey, edits, source);
    rewriteFrame(source, program, edits, {
      mode: "sync",
      goal: "script",
      directives,
      isObject: false,
      bindings: [],
      makers,
      names,
      kinds,
    });
    const vars = { variables: [], classes: [], functions, labelled, lexical: [], kinds };
    rewriteDeclarations(vars, survey, edits, { source, names, kinds });
    rewriteBlockFunctions(survey.blockFunctions, edits);
    return edits.apply().code;
  } catch (error) {
    parseFailure(error);
    return source;
  }
}

/**
 * `eval(text)` → `eval(__cell.eval(text))`: still the direct call that sees the names around it.
 */
export function rewriteEvals(survey: Survey, edits: Edits): void {
  for (const node of survey.evals) {
    const [text] = node.arguments;
    if (text === undefined || text.type === "SpreadElement") continue;
    edits.wrapArgument(text, `${scopeName}.eval(`);
  }
}
