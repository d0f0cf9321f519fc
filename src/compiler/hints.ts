// What someone who made a slip may want to know, beside V8's message: a table of slips, the first
// that fits. A hint that is not certain is not given.
import type { Diagnostic } from "./diagnostics.ts";
import { createLines, splitLines } from "./positions.ts";
import { endsExpression, findSurroundings, type Bracket, type Token } from "./surroundings.ts";

/** All that a slip may look at. */
interface Place {
  source: string;
  message: string;
  start: number;
  /** What could not be read; empty at the end of the text. */
  token: string;
  /** The line of it, and what stands in that line before it. */
  text: string;
  lead: string;
  /** The last token before it. */
  previous: Token | undefined;
  before: readonly Token[];
  open: readonly Bracket[];
  /** `line 3`, or with a column where it is the line of the token itself. */
  where(offset: number): string;
}

type Slip = (place: Place) => string | undefined;

/** A sentence in Markdown, or nothing. */
export function findHint(source: string, diagnostic: Diagnostic): string | undefined {
  const { message, start, end, line, column } = diagnostic;
  const lines = createLines(source);
  const text = splitLines(source)[line - 1] ?? "";
  const { open, before } = findSurroundings(source, start);
  const place: Place = {
    source,
    message,
    start,
    token: source.slice(start, Math.max(end, start)),
    text,
    lead: text.slice(0, column - 1),
    previous: before.at(-1),
    before,
    open,
    where(offset) {
      const at = lines.position(offset);
      return at.line === line ? `column ${at.column}` : `line ${at.line}`;
    },
  };
  for (const slip of slips) {
    const hint = slip(place);
    if (hint !== undefined) return hint;
  }
  return undefined;
}

const pastedFence: Slip = ({ text, token }) =>
  /^\s*```/.test(text) && (token.startsWith("`") || token === "")
    ? "a Markdown fence is not code: leave out the lines with ```"
    : undefined;

const pastedPrompt: Slip = ({ text, source, start }) => {
  const prompt = /^\s*(\$|>{1,3}|\.{3}) /.exec(text)?.[1];
  if (prompt === undefined || (prompt === ">" && /[\w)\]]\s*$/.test(source.slice(0, start))))
    return undefined;
  return `\`${prompt}\` looks like a prompt that was copied along: leave it out`;
};

const smartQuote: Slip = ({ message, token }) =>
  message === "Invalid or unexpected token" && /^[\u2018-\u201f\xab\xbb]/.test(token)
    ? `\`${token[0]}\` is a typographic quotation mark: strings stand in \`"\` or \`'\``
    : undefined;

const openLiteral: Slip = ({ message, token, source, start }) => {
  if (message.startsWith("Unterminated template")) return "a template has no closing `` ` ``";
  if (message === "Invalid regular expression: missing /")
    return "this regular expression has no closing `/`";
  if (message !== "Invalid or unexpected token") return undefined;
  if (source.startsWith("/*", start)) return "this comment has no closing `*/`";
  const quote = /^["']/.exec(token)?.[0];
  if (quote === undefined) return undefined;
  const several = "one of several lines stands in `` ` ``";
  return `this string has no closing \`${quote}\` in its line; ${several}`;
};

/** TypeScript takes the first tag for a type. */
const markup: Slip = ({ token, source, start, message }) =>
  message.startsWith("Unexpected") &&
  ((token === "<" && /^<(?:[a-z>!/]|[A-Z]\w*[\s/>])/.test(source.slice(start, start + 50))) ||
    /^(?:<\/|\/>)/.test(source.slice(Math.max(0, start - 1), start + 1)))
    ? "JSX and HTML are not supported in cells; put markup into a string"
    : undefined;

const closers: Record<string, string> = { "(": ")", "[": "]", "{": "}", "${": "}", "`": "`" };

const nameBracket = (text: string): string => (text === "`" ? "template" : `\`${text}\``);

const strayCloser: Slip = ({ token, open, message, where }) => {
  if (!/^[)\]}]$/.test(token) || message === "missing ) after argument list") return undefined;
  const innermost = open.at(-1);
  if (innermost === undefined) return `nothing is open that this \`${token}\` could close`;
  if (closers[innermost.text] === token) return undefined;
  return `the ${nameBracket(innermost.text)} of ${where(innermost.start)} is still open`;
};

/** At the end, or where nothing but a closing bracket could go on. */
const openBracket: Slip = ({ token, open, lead, previous, source, where }) => {
  const innermost = open.at(-1);
  if (innermost === undefined) return undefined;
  const atEnd = token === "";
  const breaksOff =
    innermost.text !== "{" &&
    (lead.trim() === "" || token === "{" || token === ";") &&
    (endsExpression(previous) || /^(?:\+\+|--)$/.test(previous?.text ?? "")) &&
    !source.slice(innermost.start, previous?.end).includes("{");
  if (!atEnd && !breaksOff) return undefined;
  const told = open.slice(atEnd ? -3 : -1);
  const list = told.map(({ text, start }) => `the ${nameBracket(text)} of ${where(start)}`);
  return `${list.join(" and ")} ${list.length > 1 ? "are" : "is"} still open`;
};

const missingComma: Slip = ({ token, open, previous, lead, message }) => {
  const innermost = open.at(-1);
  const starts = /^(?:[\p{L}$_\d"'`[{(]|\.\.\.)/u.test(token);
  const holds =
    innermost?.text === "[" || innermost?.isCall === true || isObject(innermost, message);
  if (!holds || !starts || !endsExpression(previous) || lead.trim() === "") return undefined;
  return `is a comma missing before \`${token}\`?`;
};

/** Only in an object can one name stand right behind a value. */
function isObject(bracket: Bracket | undefined, message: string): boolean {
  return bracket?.text === "{" && bracket.isValue && message.startsWith("Unexpected");
}

const loneElse: Slip = ({ token, previous }) => {
  if (token !== "else" && token !== "catch" && token !== "finally") return undefined;
  const partner = token === "else" ? "if" : "try";
  const reason =
    previous?.text === ";" || previous?.text === "}"
      ? `before it stands \`${previous.text}\`, which ended that`
      : "before it stands none";
  return `\`${token}\` follows its \`${partner}\` directly; ${reason}`;
};

const bareCondition: Slip = ({ token, previous }) =>
  /^(?:if|while|for|switch)$/.test(previous?.text ?? "") && token !== "(" && token !== ""
    ? `what follows \`${previous!.text}\` stands in parentheses: \`${previous!.text} (…)\``
    : undefined;

const apostrophe: Slip = ({ token, previous, start }) =>
  previous?.text.startsWith("'") === true && previous.end === start && /^\p{L}/u.test(token)
    ? "an apostrophe ends a string in `'`: write `\\'`, or put the string into `\"`"
    : undefined;

const reservedName: Slip = ({ token, previous, message }) =>
  /^(?:let|const|var|function|class)$/.test(previous?.text ?? "") &&
  /^Unexpected (?:token '[a-z]|reserved)/.test(message) &&
  /^[a-z]+$/.test(token)
    ? `\`${token}\` is a reserved word: choose another name`
    : undefined;

const numberedName: Slip = ({ message, source, start }) => {
  if (message !== "Invalid or unexpected token") return undefined;
  const isNumber = /(?:^|[^\w.])\d+$/.test(source.slice(Math.max(0, start - 20), start));
  return isNumber && /^(?!(?:in|of|instanceof|n)\b)[\p{L}$_]/u.test(source.slice(start, start + 20))
    ? "a name cannot begin with a digit, and a number has no unit"
    : undefined;
};

/** What other languages begin a statement with. */
const foreignStarts: Record<string, string> = {
  print: "`print` is Python's; here it is `console.log(…)`",
  def: "`def` is Python's; here it is `function name(…) { … }`",
  elif: "`elif` is Python's; here it is `else if (…)`",
  except: "`except` is Python's; here it is `catch (error) { … }`",
  from: '`from … import …` is Python\'s; here it is `import { … } from "…"`',
  fn: "`fn` is Rust's; here it is `function`",
  func: "`func` is Go's; here it is `function`",
  foreach: "here it is `for (const each of all) { … }`",
  unless: "`unless` is Ruby's; here it is `if (!…)`",
  puts: "`puts` is Ruby's; here it is `console.log(…)`",
};

/** And what they join or begin an expression with. */
const foreignOperators: Record<string, string> = {
  lambda: "`lambda` is Python's; here it is `(x) => …`",
  not: "`not` is Python's; here it is `!`",
  and: "`and` is written `&&`",
  or: "`or` is written `||`",
  is: "`is` is Python's; here it is `===`",
  f: "a string with values in it is `` `… ${value} …` ``",
};

const foreignWord: Slip = ({ token, previous, message, lead }) => {
  if (!/^(?:Unexpected (?:identifier|string|number|template)|missing \))/.test(message))
    return undefined;
  const word = previous?.kind === "name" ? previous.text : "";
  const isStart = lead.trim() === word || lead.trim() === `} ${word}`;
  if (isStart && Object.hasOwn(foreignStarts, word)) return foreignStarts[word];
  if (word === "f" && !/^["']/.test(token)) return undefined;
  const operator = Object.hasOwn(foreignOperators, token) && token !== "f" ? token : word;
  return Object.hasOwn(foreignOperators, operator) ? foreignOperators[operator] : undefined;
};

/** By the message alone. */
const messages: readonly (readonly [RegExp, string])[] = [
  [/^Illegal return/, "a cell is no function: its last expression is its value, without `return`"],
  [/^'import' may only/, 'inside a function or a block it is `await import("…")`'],
  [
    /^Missing initializer in const/,
    "a `const` is given its value where it is declared; one that comes later needs `let`",
  ],
  [/^Missing initializer in destr/, "what is taken apart is missing: `const { a } = object`"],
  [/^Function statements require/, "give the function a name, or put it in parentheses"],
  [/^Invalid shorthand property/, "in an object a name and its value are parted by `:`"],
  [/^await is only valid in async functions and at.*; '(.*)' is not/, "write `async` before it"],
  [/^Illegal newline after throw/, "what is thrown begins in the line of `throw`"],
  [
    /^Identifier '(?!undefined|NaN|Infinity).*' has already been declared$/,
    "within one cell a name is declared once",
  ],
];

const byMessage: Slip = ({ message }) => messages.find(([pattern]) => pattern.test(message))?.[1];

const slips: readonly Slip[] = [
  pastedFence,
  pastedPrompt,
  smartQuote,
  openLiteral,
  markup,
  byMessage,
  loneElse,
  bareCondition,
  apostrophe,
  reservedName,
  numberedName,
  foreignWord,
  strayCloser,
  openBracket,
  missingComma,
];
