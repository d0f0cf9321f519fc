// The cell compiler: text in, text and facts out. It owns what a cell means (its names, waits and
// value) and knows nothing of Node, of sessions or of how the code is run. It never throws on a
// user's text: a diagnostic is data. The code it makes runs as a script of the main context, with
// `__cell`, the scope object, in reach (or as a function's body, where the names of the session are
// no script's); every line of it stands where the user wrote it.
import { findWaits, rewriteAwaits } from "./awaits.ts";
import { autoawaitIsOff, checkCell } from "./checks.ts";
import { findDirectives, isStrictDirective, rewriteCompletion } from "./completion.ts";
import { addVars, findDeclarations, retarget, rewriteDeclarations } from "./declarations.ts";
import type { Decorated } from "./decorators.ts";
import { createDiagnostic, type Diagnostic } from "./diagnostics.ts";
import { createEdits, type Edits } from "./edits.ts";
import type { Erased } from "./erase.ts";
import { rewriteEvals } from "./eval.ts";
import { isWrapped, rewriteFrame, type Frame } from "./frame.ts";
import { rewriteBlockFunctions, rewriteFunctions } from "./functions.ts";
import { rewriteGone } from "./gone.ts";
import { findImports, rewriteImports, type ImportRequest } from "./imports.ts";
import { isConstantKind, isLexicalKind, scopeName, type NameKind } from "./names.ts";
import {
  expandMagics,
  isMagicWait,
  mayHoldMagics,
  type Expanded,
  type MagicTable,
} from "./magics.ts";
import type { Form, ParsedCell } from "./parse.ts";
import { composeMaps, createPositionMap, type PositionMap } from "./positions.ts";
import { moveDiagnostic, readCell } from "./read.ts";
import { rewriteShown } from "./shown.ts";
import { surveyCell, type Survey } from "./survey.ts";
import { transformCell, type Transformed, type TreeTransforms } from "./transform.ts";

export type { Diagnostic, Form, ImportRequest, MagicTable, NameKind, PositionMap };

export interface CompileOptions {
  /** What stacks call the cell: `In[3]`. */
  file: string;
  languageId: "typescript" | "javascript";
  autoawait: boolean;
  /** What the runner asks of an asynchronous cell. */
  form: Form;
  /** `yield*` is legal at the top level; if left out, unless the form is `async`. */
  delegates?: boolean;
  /** What V8 is given: a script, or the body of a function among the session's names. */
  goal?: "script" | "function";
  /** The top-level names that exist. */
  names: ReadonlyMap<string, NameKind>;
  /** Those that were taken away. */
  gone?: ReadonlySet<string>;
  /** Asked for where a cell may hold magics; without it there are none. */
  magics?: () => MagicTable;
  /** What others make of the cell first. */
  transforms?: TreeTransforms | undefined;
  /** Every expression statement of its top level is shown, not its value alone. */
  showsAll?: boolean;
  /** Stands around the cell, which keeps its places. */
  around?: Around | undefined;
  /** For who asks about a text and does not run it: decorators are read, and stay in the code. */
  decorated?: Decorated;
}

export interface Around {
  before: string;
  after: string;
}

export interface Declaration {
  name: string;
  kind: NameKind;
}

export interface Compiled {
  file: string;
  mode: "sync" | "async" | "generator";
  code: string;
  declares: Declaration[];
  /** Names of earlier cells that its code assigns, be it in a function. */
  assigns: ReadonlySet<string>;
  imports: ImportRequest[];
  /** It waits for its magics alone: that is no business of a runner's. */
  passesRunner: boolean;
  map: PositionMap;
  /** What a function's text in the code was in the JavaScript that the code was made of. */
  restore(piece: string): string | undefined;
  /** With any of these the cell must not run. */
  diagnostics: Diagnostic[];
}

/** Thousands of levels of nesting use up the stack. */
export const tooDeep = "The cell is nested too deeply to be read";

export function compile(source: string, options: CompileOptions): Compiled {
  try {
    return compileCell(source, options);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return refuse(source, options, [createDiagnostic(source, tooDeep, 0, source.length)]);
  }
}

function compileCell(source: string, options: CompileOptions): Compiled {
  const { magics } = options;
  const expanded: Expanded =
    magics !== undefined && mayHoldMagics(source)
      ? expandMagics(source, magics())
      : { text: source };
  if (expanded.diagnostic) return refuse(source, options, [expanded.diagnostic]);
  const placed = options.around ? surround(expanded.text, options.around) : expanded;
  const compiled = compileTyped(source, placed.text, options);
  const own = placed === expanded ? compiled : moveBack(compiled, placed, expanded.text);
  return moveBack(own, expanded, source);
}

/** From where the cell's text begins: blanks before it only give it its place. */
function surround(cell: string, { before, after }: Around): Erased {
  const start = cell.search(/\S|$/);
  const text = cell.slice(0, start) + before + cell.slice(start) + after;
  const kept = [{ generated: start + before.length, original: start, length: cell.length - start }];
  return { text, map: createPositionMap(cell, text, kept) };
}

/** `source` is what was typed; `text` has no magics any more. */
function compileTyped(source: string, text: string, options: CompileOptions): Compiled {
  const reading = { ...options, autoawait: options.autoawait || text !== source };
  const read = readCell(text, reading);
  const { erased } = read;
  if ("diagnostic" in read) {
    const off = options.autoawait ? undefined : diagnoseForbiddenAwait(text, options);
    return refuse(text, options, [off ?? read.diagnostic]);
  }
  const mayUseReserved = source.includes(scopeName);
  const { transforms } = options;
  const made: Transformed =
    transforms && transforms.list.length > 0
      ? transformCell(erased.text, read.cell, transforms, reading)
      : { text: erased.text, cell: read.cell };
  const compiled = compileText(made.text, made.cell, options, mayUseReserved);
  return moveBack(moveBack(compiled, made, erased.text), erased, text);
}

/** What was compiled of a text that was made of the source. */
function moveBack(compiled: Compiled, made: Erased, source: string): Compiled {
  const { map } = made;
  if (map === undefined) return compiled;
  return {
    ...compiled,
    map: composeMaps(map, compiled.map),
    imports: compiled.imports.map((request) => ({ ...request, ...map.toOriginal(request) })),
    diagnostics: compiled.diagnostics.map((found) => moveDiagnostic(found, made, source)),
  };
}

function compileText(
  source: string,
  cell: ParsedCell,
  options: CompileOptions,
  mayUseReserved: boolean,
): Compiled {
  const { program, isObject } = cell;
  const { names, goal = "script" } = options;
  const directives = findDirectives(program);
  const strict = directives.some(isStrictDirective);
  const declarations = findDeclarations(program);
  const { kinds } = declarations;
  const constants = findConstants(names, kinds);
  const isLexical = (name: string): boolean => isLexicalKind(kinds.get(name) ?? names.get(name));
  const survey = surveyCell(program, { constants, names, isLexical, strict, mayUseReserved });
  addVars(kinds, survey);

  const off = options.autoawait ? undefined : findForbiddenAwait(source, survey, kinds, options);
  if (off !== undefined) return refuse(source, options, [off]);
  const checks = { ...options, declared: new Set(kinds.keys()), ...declarations };
  const diagnostics = checkCell(source, survey, checks);
  if (diagnostics.length > 0) return refuse(source, options, diagnostics);

  const waits = findWaits(survey, program);
  const own = waits.filter((node) => !isMagicWait(node));
  if (!options.autoawait && own[0] !== undefined) {
    const { start, end } = own[0];
    return refuse(source, options, [createDiagnostic(source, autoawaitIsOff, start, end)]);
  }
  const passesRunner = own.length === 0 && waits.length > 0;
  const form = passesRunner ? "async" : options.form;
  const waiting = form === "async" ? "async" : "generator";
  const mode = waits.length > 0 ? waiting : "sync";
  const imports = findImports(program, source);
  const edits = createEdits(source);
  const bindings = rewriteImports(program, imports, survey, edits, source);
  const makers = rewriteFunctions(declarations.functions, survey, edits, source);
  const frame: Frame = { mode, goal, directives, isObject, bindings, makers, names, kinds };
  rewriteFrame(source, program, edits, frame);
  rewriteDeclarations(declarations, survey, edits, { source, names, kinds });
  rewriteBlockFunctions(survey.blockFunctions, edits);
  rewriteConstants(survey, kinds, edits);
  if (options.gone) rewriteGone(program, options.gone, kinds, edits);
  if (!strict && !names.has("eval") && options.gone?.has("eval") !== true)
    rewriteEvals(survey, edits, source);
  if (mode !== "sync") rewriteAwaits(survey, edits, form, source);
  if (isWrapped(frame)) rewriteCompletion(program, edits);
  if (options.showsAll === true) rewriteShown(program, edits);
  const declares = [...kinds].map(([name, kind]) => ({ name, kind }));
  const { code, map, restore } = edits.apply();
  const { requests } = imports;
  const { file } = options;
  return {
    file,
    mode,
    code,
    declares,
    assigns: survey.assigned,
    imports: requests,
    passesRunner,
    map,
    restore,
    diagnostics,
  };
}

/** Names that are constant once the cell has run, as far as its top-level statements say. */
function findConstants(
  names: CompileOptions["names"],
  kinds: ReadonlyMap<string, NameKind>,
): ReadonlySet<string> {
  const constants = new Set<string>();
  for (const [name, kind] of names)
    if (isConstantKind(kind) && !kinds.has(name)) constants.add(name);
  for (const [name, kind] of kinds) if (isConstantKind(kind)) constants.add(name);
  return constants;
}

/** An assignment to a constant goes to a setter that throws. */
function rewriteConstants(
  survey: Survey,
  kinds: ReadonlyMap<string, NameKind>,
  edits: Edits,
): void {
  for (const target of survey.constantTargets) {
    // A `var` somewhere in the cell has made it a variable again.
    if (!isConstantKind(kinds.get(target.name) ?? "const")) continue;
    retarget(target, `${scopeName}.fixed.${target.name}`, edits);
  }
}

/** With autoawait off: does the cell only make sense with `await` as a keyword? */
function findForbiddenAwait(
  source: string,
  survey: Survey,
  declared: ReadonlyMap<string, NameKind>,
  options: CompileOptions,
): Diagnostic | undefined {
  const [name] = survey.awaitNames;
  if (name === undefined || declared.has("await") || options.names.has("await")) return undefined;
  return diagnoseForbiddenAwait(source, options);
}

/** Types and all: what follows `await` may be a script only when it is read as something else. */
function diagnoseForbiddenAwait(
  source: string,
  { languageId }: CompileOptions,
): Diagnostic | undefined {
  const read = readCell(source, { languageId, autoawait: true, form: "async" });
  if ("diagnostic" in read) return undefined;
  const { program } = read.cell;
  const survey = surveyCell(program, {
    constants: new Set(),
    names: new Map(),
    isLexical: () => false,
    strict: false,
    mayUseReserved: false,
  });
  const [first] = findWaits(survey, program).sort((a, b) => a.start - b.start);
  if (first === undefined) return undefined;
  const { text } = read.erased;
  const found = createDiagnostic(text, autoawaitIsOff, first.start, first.end);
  return moveDiagnostic(found, read.erased, source);
}

function refuse(source: string, options: CompileOptions, diagnostics: Diagnostic[]): Compiled {
  const map = createPositionMap(source, "", []);
  return {
    file: options.file,
    mode: "sync",
    code: "",
    declares: [],
    assigns: new Set(),
    imports: [],
    passesRunner: false,
    map,
    restore: () => undefined,
    diagnostics,
  };
}
