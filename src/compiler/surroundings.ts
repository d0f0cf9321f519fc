// What stands before a place where a text could not be read on: the brackets that are open there,
// and the last tokens. For words about a failure only; what a cell means is decided elsewhere.
import { tokenizer, type Token as AcornToken } from "acorn";

export interface Token {
  text: string;
  kind: "name" | "keyword" | "value" | "sign";
  start: number;
  end: number;
}

export interface Bracket {
  text: "(" | "[" | "{" | "${" | "`";
  start: number;
  /** Opens the arguments of a call. */
  isCall: boolean;
  /** Stands where a value does: a brace of an object, not of a block. */
  isValue: boolean;
}

export interface Surroundings {
  /** The innermost last. */
  open: readonly Bracket[];
  /** The last few, in their order. */
  before: readonly Token[];
}

const keptTokens = 8;
/** More is not read for the sake of a hint. */
const readableLength = 1024 * 1024;

const closers: Record<string, readonly string[]> = { ")": ["("], "]": ["["], "}": ["{", "${"] };

export function findSurroundings(source: string, until: number): Surroundings {
  const open: Bracket[] = [];
  const before: Token[] = [];
  if (until > readableLength) return { open, before };
  try {
    const options = { ecmaVersion: "latest", allowHashBang: true } as const;
    for (const read of tokenizer(source, options)) {
      if (read.start >= until) break;
      const token = createToken(source, read);
      if (!follow(token, open, before)) break;
      before.push(token);
      if (before.length > keptTokens) before.shift();
    }
  } catch (error) {
    // The text that can't be read ends here, too.
    if (!(error instanceof SyntaxError) && !(error instanceof RangeError)) throw error;
  }
  return { open, before };
}

function createToken(source: string, { type, start, end }: AcornToken): Token {
  const text = source.slice(start, end);
  const values = ["num", "string", "regexp", "template", "bigint"];
  const named = type.label === "name" ? ("name" as const) : ("sign" as const);
  const plain = values.includes(type.label) ? ("value" as const) : named;
  return { text, kind: type.keyword === undefined ? plain : "keyword", start, end };
}

/** Opens or closes a bracket; false where a closing one does not fit. */
function follow({ text, kind, start }: Token, open: Bracket[], before: readonly Token[]): boolean {
  if (kind === "value") return true;
  const innermost = open.at(-1);
  if (text === "`" && innermost?.text === "`") open.pop();
  else if (text === "(" || text === "[" || text === "{" || text === "${" || text === "`") {
    const isCall = text === "(" && isCalled(before);
    open.push({ text, start, isCall, isValue: wantsValue(before.at(-1)) });
  } else if (Object.hasOwn(closers, text)) {
    if (innermost === undefined || !closers[text]!.includes(innermost.text)) return false;
    open.pop();
  }
  return true;
}

function isCalled(before: readonly Token[]): boolean {
  const callee = before.at(-1);
  if (callee === undefined) return false;
  if (callee.kind === "keyword") return callee.text === "super" || callee.text === "import";
  const previous = before.at(-2)?.text;
  if (callee.kind === "name") return previous !== "function" && previous !== "*";
  return callee.text === ")" || callee.text === "]";
}

function wantsValue(previous: Token | undefined): boolean {
  const text = previous?.text ?? "";
  return (
    text !== "=>" && /^(?:[=([,:?]|[-+*/%&|^!<>=]+|\.\.\.|return|throw|yield|await)$/.test(text)
  );
}

/** Could an expression end with this token? */
export function endsExpression(token: Token | undefined): boolean {
  if (token === undefined) return false;
  if (token.kind === "name" || token.kind === "value") return true;
  if (token.kind === "keyword") return /^(?:this|null|true|false|super)$/.test(token.text);
  return /^[)\]}`]$/.test(token.text);
}
