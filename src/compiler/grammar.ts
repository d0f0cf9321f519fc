// The only file, beside that of decorators, that knows acorn's inside: what a cell may hold at its
// top level beyond a script's.
import {
  Parser,
  type AnyNode,
  type Expression,
  type Options,
  type Program,
  type Token,
} from "acorn";
import { withDecorators, type Decorated } from "./decorators.ts";

interface Scope {
  flags: number;
  var: NameList;
  lexical: NameList;
  functions: NameList;
}

/** What acorn asks of a list of names. */
type NameList = Pick<string[], "indexOf" | "push">;

/** The names of a cell's top level: in acorn's array each of thousands is looked for in all. */
function createNames(): NameList {
  const names = new Set<string>();
  return {
    indexOf: (name) => (names.has(name) ? 0 : -1),
    push: (name: string) => names.add(name).size,
  };
}

/** The part of acorn's parser that its types leave out. */
interface ParserInternals {
  input: string;
  pos: number;
  strict: boolean;
  keywords: RegExp;
  labels: { statementStart?: number }[];
  isLet(context?: string): boolean;
  strictDirective(start: number): boolean;
  parseFunctionStatement(node: AnyNode, isAsync: boolean, isDeclaration: boolean): AnyNode;
  enterScope(flags: number): void;
  scopeStack: Scope[];
  currentScope(): Scope;
  currentVarScope(): Scope;
}

const parserPrototype = Parser.prototype as unknown as ParserInternals;

function inherited(name: string): (this: ParserInternals) => boolean {
  const getter = Object.getOwnPropertyDescriptor(parserPrototype, name)?.get;
  if (getter === undefined) throw new Error(`acorn's parser has no getter ${name}`);
  return getter as (this: ParserInternals) => boolean;
}

function extend(getters: Record<string, (this: ParserInternals) => boolean>): typeof Parser {
  return Parser.extend((Base) => {
    class Extended extends Base {
      /** Before a keyword on a later line, a sloppy `let` is a name and ends there. */
      isLet(context?: string): boolean {
        const self = this as unknown as ParserInternals;
        if (!parserPrototype.isLet.call(self, context)) return false;
        if (self.strict) return true;
        const next = skipBlank(self.input, self.pos);
        if (!/[\n\r\u2028\u2029]/.test(self.input.slice(self.pos, next))) return true;
        word.lastIndex = next;
        return !self.keywords.test(word.exec(self.input)?.[0] ?? "");
      }

      enterScope(flags: number): void {
        const self = this as unknown as ParserInternals;
        parserPrototype.enterScope.call(self, flags);
        if (self.scopeStack.length > 1) return;
        const top = self.currentScope();
        top.var = createNames();
        top.lexical = createNames();
        top.functions = createNames();
      }

      /** A function with a label is as much of a declaration as any other. */
      parseFunctionStatement(node: AnyNode, isAsync: boolean, isDeclaration: boolean): AnyNode {
        const self = this as unknown as ParserInternals;
        const isLabelled = self.labels.at(-1)?.statementStart === node.start;
        const declares = isDeclaration || isLabelled;
        return parserPrototype.parseFunctionStatement.call(self, node, isAsync, declares);
      }
    }
    Object.defineProperty(Extended.prototype, "strictDirective", { value: strictDirective });
    for (const [name, get] of Object.entries(getters)) {
      Object.defineProperty(Extended.prototype, name, { get, configurable: true });
    }
    return Extended;
  });
}

/** Acorn looks for it behind white space and comments, but not behind a script's `<!--`. */
function strictDirective(this: ParserInternals, start: number): boolean {
  let at = skipBlank(this.input, start);
  while (this.input.startsWith("<!--", at)) {
    const length = this.input.slice(at).search(/[\n\r\u2028\u2029]/);
    at = skipBlank(this.input, length === -1 ? this.input.length : at + length);
  }
  return parserPrototype.strictDirective.call(this, at);
}

const word = /[\p{ID_Continue}$\u200c\u200d]*/uy;

const allowUsing = inherited("allowUsing");
const inGenerator = inherited("inGenerator");

const usingAtTop = {
  allowUsing(this: ParserInternals): boolean {
    return allowUsing.call(this) || this.currentScope() === this.scopeStack[0];
  },
};

const CellParser = extend(usingAtTop);

const GeneratorParser = extend({
  ...usingAtTop,
  inGenerator(this: ParserInternals): boolean {
    return inGenerator.call(this) || this.currentVarScope() === this.scopeStack[0];
  },
});

/** Takes `await` for a keyword everywhere, so that one in the wrong place can be named. */
const LenientParser = extend({ ...usingAtTop, canAwait: () => true });

export interface Grammar {
  /** `await` is a keyword at the top level. */
  await: boolean;
  /** `yield` is a keyword at the top level. */
  yield: boolean;
  lenient?: boolean;
  /** Decorators and `accessor` are read, too; where they stand is noted here. */
  decorated?: Decorated | undefined;
}

/** Throws acorn's SyntaxError. */
export function parseProgram(source: string, grammar: Grammar): Program {
  return parserFor(grammar).parse(source, optionsFor(grammar));
}

/** Parses the expression that begins at `start`, whatever follows it. */
export function parseExpression(source: string, start: number, grammar: Grammar): Expression {
  return parserFor(grammar).parseExpressionAt(source, start, optionsFor(grammar));
}

/** All tokens of a whole program. Throws acorn's SyntaxError. */
export function parseTokens(source: string): Token[] {
  const tokens: Token[] = [];
  CellParser.parse(source, { ...optionsFor({ await: true, yield: false }), onToken: tokens });
  return tokens;
}

/** Where tokens begin, as far as the text can be read. */
export function findTokens(source: string): Set<number> {
  const starts = new Set<number>();
  try {
    for (const { start } of CellParser.tokenizer(source, optionsFor({ await: true, yield: false })))
      starts.add(start);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return starts;
}

/**
 * The offset of the first token at or behind `offset`: past white space and comments, also those
 * of HTML, of which `-->` is one where nothing but blanks is before it on its line.
 */
export function skipBlank(source: string, offset: number): number {
  let at = offset;
  let isLineStart = offset === 0;
  for (;;) {
    const pattern = isLineStart ? blankAtStart : blank;
    pattern.lastIndex = at;
    const found = pattern.exec(source)?.[0];
    if (found === undefined) return at;
    at += found.length;
    isLineStart ||= /[\n\r\u2028\u2029]/.test(found);
  }
}

const blank = /\s+|\/\/.*|<!--.*|\/\*[^]*?\*\//y;
const blankAtStart = /\s+|\/\/.*|<!--.*|-->.*|\/\*[^]*?\*\//y;

function parserFor(grammar: Grammar): typeof Parser {
  const { decorated } = grammar;
  const parser = grammar.lenient ? LenientParser : grammar.yield ? GeneratorParser : CellParser;
  return decorated === undefined ? parser : withDecorators(parser, decorated);
}

function optionsFor(grammar: Grammar): Options {
  return {
    ecmaVersion: "latest",
    sourceType: "script",
    allowAwaitOutsideFunction: grammar.await,
    allowImportExportEverywhere: true,
    allowHashBang: true,
  };
}
