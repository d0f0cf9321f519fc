// The tokens of a text that need not be a program: as far as they can be told without a parser.
import { tokenizer } from "acorn";

export interface Token {
  /** As acorn calls its type: the brackets and marks themselves, `name`, `string`, … */
  label: string;
  start: number;
  end: number;
  /** It asks for something after it: an operator, `=>`, `.`, `else`, … */
  asks: boolean;
}

export interface TokenList {
  tokens: Token[];
  /** What the text breaks off in. */
  open: "template" | "comment" | "string" | undefined;
}

export function readTokens(text: string): TokenList {
  const tokens: Token[] = [];
  try {
    // Decorators are no tokens of acorn's.
    const plain = text.replaceAll("@", " ");
    const options = { ecmaVersion: "latest", allowHashBang: true } as const;
    for (const { type, start, end } of tokenizer(plain, options)) {
      tokens.push({ label: type.label, start, end, asks: asksForMore(type) });
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { tokens, open: findOpen(error.message) };
  }
  return { tokens, open: undefined };
}

/** The parts of acorn's token type that its types leave out. */
interface TokenKind {
  label: string;
  keyword?: string;
  beforeExpr?: boolean;
  prefix?: boolean;
  isAssign?: boolean;
  binop?: number | null;
}

const bracket = /^(?:[()[\]{},;]|\$\{|`)$/;

export function asksForMore(type: TokenKind): boolean {
  if (bracket.test(type.label)) return false;
  if (type.label === "." || type.label === "?.") return true;
  if (type.keyword !== undefined) return type.beforeExpr === true || asking.has(type.keyword);
  const isOperator = type.beforeExpr === true || type.prefix === true || type.isAssign === true;
  return isOperator && type.label !== "++/--" && type.label !== "template";
}

const asking = new Set(["import", "export", "var", "const", "extends", "class", "function"]);

function findOpen(message: string): TokenList["open"] {
  if (message.startsWith("Unterminated template")) return "template";
  if (message.startsWith("Unterminated comment")) return "comment";
  return message.startsWith("Unterminated string") ? "string" : undefined;
}
