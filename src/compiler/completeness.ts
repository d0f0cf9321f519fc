// Is a cell ready to be run, or does it go on? Judged as if the next text came on a new line: so
// `f(` goes on, and `"abc` is wrong, for no further line can close that string. A cell that can be
// run as it is counts as complete, whatever may follow it.
//
// It asks the parser alone: where that stops at the very end of the text, the text goes on.
import { compile, tooDeep, type CompileOptions, type Diagnostic } from "./compile.ts";
import { erase } from "./erase.ts";
import { skipBlank, parseExpression, parseProgram, type Grammar } from "./grammar.ts";
import { findIndent } from "./indent.ts";
import { expandMagics, holdsCell, mayHoldMagics, type MagicTable } from "./magics.ts";
import { readTokens, type Token } from "./tokens.ts";

export interface CompletenessOptions extends Pick<
  CompileOptions,
  "languageId" | "autoawait" | "form" | "delegates"
> {
  /** The session has a name `await`; no other name makes a difference. */
  awaitIsName?: boolean;
}
type Reading = CompletenessOptions & Pick<CompileOptions, "decorated" | "magics">;

export interface Completeness {
  status: "complete" | "incomplete" | "invalid" | "unknown";
  /** For `incomplete`: the blanks that the next line may begin with. */
  indent?: string;
}

export function judgeCompleteness(source: string, options: CompletenessOptions): Completeness {
  if (!mayHoldMagics(source)) return judge(source, source, options);
  // As in IPython, an empty line ends the body of a magic.
  if (holdsCell(source))
    return /\n[ \t]*\r?\n?$/.test(source)
      ? { status: "complete" }
      : { status: "incomplete", indent: "" };
  const { text } = expandMagics(source, anyMagic);
  return judge(source, text, { ...options, magics: () => anyMagic });
}

/** Whoever judges a text does not know which magics and variables there are. */
export const anyMagic: MagicTable = {
  find: () => ({ waits: true }),
  suggest: () => "",
  hasVariable: () => true,
};

/** `expanded`: the source without magics. */
function judge(source: string, expanded: string, options: Reading): Completeness {
  const isTypeScript = options.languageId === "typescript";
  // What JavaScript can tell, it tells: few texts need the stripper of types.
  const plain = diagnose(source, { ...options, languageId: "javascript" });
  // To TypeScript alone, `await<T>(x)` is a call.
  const mayDiffer = isTypeScript && !options.autoawait && /\bawait\s*</.test(source);
  if (plain === undefined && !mayDiffer) return { status: "complete" };
  if (plain?.message === tooDeep) return { status: "unknown" };
  const text = `${expanded}\n`;
  // Nobody runs it: decorators need not be compiled, which takes another process.
  const typed = { ...options, decorated: { classes: [] } };
  // A magic may wait even where cells may not.
  const autoawait = options.autoawait || expanded !== source;
  try {
    const isOpen = goesOn(text, { ...options, autoawait });
    // `f<T>` is open to JavaScript: a comparison.
    const mayBeWhole =
      isTypeScript && (!isOpen || readTokens(expanded).tokens.at(-1)?.label === "</>/<=/>=");
    if (mayBeWhole && diagnose(source, typed) === undefined) return { status: "complete" };
    if (isOpen || (isTypeScript && typesGoOn(text, { ...typed, autoawait })))
      return { status: "incomplete", indent: findIndent(text) };
    return { status: "invalid" };
  } catch (error) {
    if (error instanceof RangeError) return { status: "unknown" }; // nested too deeply
    throw error;
  }
}

const none: CompileOptions["names"] = new Map();
const awaitAlone: CompileOptions["names"] = new Map([["await", "var"]]);

function diagnose(source: string, options: Reading): Diagnostic | undefined {
  const names = options.awaitIsName ? awaitAlone : none;
  return compile(source, { ...options, file: "", names }).diagnostics[0];
}

/** In the order of `parseCell`. */
function grammarsFor(source: string, options: Reading): Grammar[] {
  const { autoawait, form, delegates = form !== "async", decorated } = options;
  const script = { await: false, yield: delegates, decorated };
  return autoawait && source.includes("await") ? [{ ...script, await: true }, script] : [script];
}

function goesOn(text: string, options: Reading): boolean {
  return grammarsFor(text, options).some((grammar) => goesOnIn(grammar, text));
}

/** The same of TypeScript: either its own part stops at the end, or what is left without types. */
function typesGoOn(text: string, options: Reading): boolean {
  const outcome = erase(text, options);
  if ("erased" in outcome) return goesOn(outcome.erased.text, options);
  const { message, position, end } = outcome.failure;
  if (/^Unterminated (?:template|block comment)/.test(message)) return true;
  if (message.startsWith("Unterminated string")) return /(?<!\\)(?:\\\\)*\\\n$/.test(text);
  if (message.startsWith("'const' declarations must"))
    return "erased" in erase(`${text}= 0`, options);
  return position === end && skipBlank(text, position) >= text.length;
}

function goesOnIn(grammar: Grammar, text: string): boolean {
  if (stopsAtEnd(text, () => parseProgram(text, grammar))) return true;
  const start = skipBlank(text, 0);
  return text[start] === "{" && stopsAtEnd(text, () => parseExpression(text, start, grammar));
}

function stopsAtEnd(text: string, parse: () => unknown): boolean {
  try {
    parse();
    return false;
  } catch (error) {
    if (!(error instanceof SyntaxError) || !("raisedAt" in error)) throw error;
    const { message, pos, raisedAt } = error as SyntaxError & { pos: number; raisedAt: number };
    if (message.startsWith("Not enough stack space")) throw new RangeError(message);
    if (/^Unterminated (?:comment|template)/.test(message)) return true;
    // The parser has read on to the end of the text, wherever it puts the blame.
    if (isWord(text.slice(pos))) return true;
    if (raisedAt !== text.length) return false;
    if (message.startsWith("Unexpected token"))
      return pos === text.length || text.startsWith("await", pos); // `for await (const a`
    return isMended(message, () => readTokens(text).tokens);
  }
}

/**
 * What the parser complains of at the end of the text though more text would put it right: `=`
 * after a pattern, `catch` after `try {}`, `: 1` after `({if`, `as x` after `import {default`, …
 */
function isMended(message: string, read: () => Token[]): boolean {
  if (mended.test(message)) return true;
  const tokens = read();
  if (/^Shorthand property|^Redefinition of __proto__/.test(message))
    return ["}", "]"].includes(tokens.at(-1)?.label ?? "");
  if (/keyword|reserved|Cannot use|^Duplicate export|^Binding rvalue/.test(message))
    return ["{", ","].includes(tokens.at(-2)?.label ?? "");
  return false;
}

/** `export let`, `export async`, `let` in strict code: only the next word tells what it is. */
const isWord = (rest: string): boolean => /^(?:let|async)\s*$/.test(rest);

const mended = new RegExp(
  [
    "^Unterminated string constant", // behind a backslash
    "^Missing catch or finally clause",
    "^Missing initializer in",
    "^Complex binding patterns require",
    "^Classes can't have a field named 'constructor'",
    "^A string literal cannot be used as an exported binding",
  ].join("|"),
);
