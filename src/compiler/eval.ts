// What a cell gives to `eval` at its top level: its `var`s and functions are names of the session,
// as a script's would be. Everything else about the text is V8's business, errors too.
import { createEdits, type Applied, type Edits } from "./edits.ts";
import { findDirectives, isStrictDirective } from "./completion.ts";
import { addVars, findDeclarations, rewriteDeclarations } from "./declarations.ts";
import { parseFailure } from "./diagnostics.ts";
import { rewriteFrame } from "./frame.ts";
import { rewriteBlockFunctions, rewriteFunctions } from "./functions.ts";
import { parseProgram } from "./grammar.ts";
import { isLexicalKind, scopeName, type NameKind } from "./names.ts";
import { createLines } from "./positions.ts";
import { surveyCell, type Survey } from "./survey.ts";

/** What to evaluate in place of `source`; undefined where that is the source itself. */
export function compileEval(
  source: string,
  names: ReadonlyMap<string, NameKind>,
): Applied | undefined {
  if (!/\b(?:var|function)\b/.test(source)) return undefined;
  try {
    const program = parseProgram(source, { await: false, yield: false });
    const directives = findDirectives(program);
    if (directives.some(isStrictDirective)) return undefined;
    const survey = surveyCell(program, {
      constants: new Set(),
      names: new Map(),
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
    return edits.apply();
  } catch (error) {
    parseFailure(error);
    return undefined;
  }
}

/**
 * `eval(text)` → `eval(__cell.eval(1,5,text))`: still the direct call that sees the names around
 * it, told where it stands.
 */
export function rewriteEvals(survey: Survey, edits: Edits, source: string): void {
  if (survey.evals.length === 0) return;
  const lines = createLines(source);
  for (const node of survey.evals) {
    const [text] = node.arguments;
    if (text === undefined || text.type === "SpreadElement") continue;
    const { line, column } = lines.position(node.start);
    edits.wrapArgument(text, `${scopeName}.eval(${line},${column},`);
  }
}
