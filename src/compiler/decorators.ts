// Reads decorators and `accessor`, which no engine has yet: a parser that knows where they stand.
import {
  TokenType,
  tokTypes,
  type AnonymousClassDeclaration,
  type AnyNode,
  type ClassDeclaration,
  type ClassExpression,
  type Expression,
  type Parser,
} from "acorn";

export type ClassNode = AnonymousClassDeclaration | ClassDeclaration | ClassExpression;

/** A class that no engine reads as it stands. */
export interface DecoratedClass {
  node: ClassNode;
  /** Where its own decorators begin. */
  start: number;
  /** What is evaluated around the class, not in it: its decorators and those of its members. */
  heads: Expression[];
}

/** Inner classes come before the classes around them. */
export interface Decorated {
  classes: DecoratedClass[];
}

interface Open {
  start: number | undefined;
  heads: Expression[];
  isDecorated: boolean;
}

/** The part of acorn's parser that its types leave out. */
interface Internals {
  type: TokenType;
  value: unknown;
  pos: number;
  start: number;
  end: number;
  input: string;
  next(): void;
  eat(type: TokenType): boolean;
  isContextual(name: string): boolean;
  startNode(): AnyNode;
  startNodeAt(start: number): AnyNode;
  finishNode(node: object, type: string): Expression;
  finishToken(type: TokenType): void;
  getTokenFromCode(code: number): void;
  raise(at: number, message: string): never;
  parseStatement(...rest: unknown[]): AnyNode;
  parseExprAtom(...rest: unknown[]): Expression;
  parseParenExpression(): Expression;
  parseIdent(liberal: boolean): Expression;
  parseBindingAtom(): AnyNode;
  parseExprList(close: TokenType, comma: boolean, empty: boolean): Expression[];
  parseClass(node: AnyNode, isStatement: unknown): ClassNode;
  parseClassElement(allowsSuper: boolean): AnyNode | null;
  parseClassElementName(element: AnyNode): unknown;
  parseExportDefaultDeclaration(): AnyNode;
  shouldParseExportStatement(): boolean;
}

const TokenOf = TokenType as unknown as new (label: string, options: object) => TokenType;
const at = new TokenOf("@", { beforeExpr: true });
const nameStart = /[ \t]*(?:[\p{ID_Start}$_\\[#"']|\.?\d)/uy;

export const misplacedDecorator = "Decorators are not valid here";
const ofParameters =
  "Decorators of parameters are not part of JavaScript, " +
  "only of TypeScript's experimentalDecorators";

export function withDecorators(Base: typeof Parser, found: Decorated): typeof Parser {
  class Decorating extends refuseOnParameters(Base) {
    #open: Open[] = [];
    /** Decorators that were read before their class. */
    #pending: { start: number; heads: Expression[] } | undefined;

    override getTokenFromCode(code: number): void {
      if (code !== 64) return super.getTokenFromCode(code);
      this.pos += 1;
      this.finishToken(at);
    }

    override parseStatement(...rest: unknown[]): AnyNode {
      this.#readAhead();
      const parsed = super.parseStatement(...rest);
      if (this.#pending !== undefined) this.raise(this.#pending.start, misplacedDecorator);
      return parsed;
    }

    override parseExprAtom(...rest: unknown[]): Expression {
      this.#readAhead();
      return super.parseExprAtom(...rest);
    }

    override parseExportDefaultDeclaration(): AnyNode {
      this.#readAhead();
      return super.parseExportDefaultDeclaration();
    }

    override shouldParseExportStatement(): boolean {
      this.#readAhead();
      return super.shouldParseExportStatement();
    }

    override parseClass(node: AnyNode, isStatement: unknown): ClassNode {
      const open = { start: undefined, heads: [], ...this.#pending, isDecorated: false };
      this.#pending = undefined;
      this.#open.push(open);
      const parsed = super.parseClass(node, isStatement);
      this.#open.pop();
      if (open.isDecorated || open.start !== undefined)
        found.classes.push({ node: parsed, start: open.start ?? parsed.start, heads: open.heads });
      return parsed;
    }

    override parseClassElement(allowsSuper: boolean): AnyNode | null {
      const heads = readDecorators(this);
      if (heads.length > 0) this.#open.at(-1)!.isDecorated = true;
      this.#open.at(-1)!.heads.push(...heads);
      return super.parseClassElement(allowsSuper);
    }

    override parseClassElementName(element: AnyNode): unknown {
      nameStart.lastIndex = this.end;
      if (this.isContextual("accessor") && nameStart.test(this.input)) {
        this.#open.at(-1)!.isDecorated = true;
        this.next();
      }
      return super.parseClassElementName(element);
    }

    #readAhead(): void {
      if (this.type !== at) return;
      this.#pending = { start: this.start, heads: readDecorators(this) };
      if (!/^(?:export|class)$/.test(this.type.keyword ?? ""))
        this.raise(this.#pending.start, misplacedDecorator);
    }
  }
  return Decorating as unknown as typeof Parser;
}

function refuseOnParameters(Base: typeof Parser): new (...rest: unknown[]) => Internals {
  const Untyped = Base as unknown as new (...rest: unknown[]) => Internals;
  return class extends Untyped {
    override parseBindingAtom(): AnyNode {
      if (this.type === at) this.raise(this.start, ofParameters);
      return super.parseBindingAtom();
    }
  };
}

function readDecorators(parser: Internals): Expression[] {
  const heads: Expression[] = [];
  while (parser.eat(at)) heads.push(readDecorator(parser));
  return heads;
}

/** `@(any expression)`, `@a.b.c`, `@a.b(…)`. */
function readDecorator(parser: Internals): Expression {
  if (parser.type === tokTypes.parenL) return parser.parseParenExpression();
  const { start } = parser;
  let head = parser.parseIdent(false);
  while (parser.eat(tokTypes.dot)) {
    const node = { ...parser.startNodeAt(start), object: head, computed: false, optional: false };
    head = parser.finishNode({ ...node, property: parser.parseIdent(true) }, "MemberExpression");
  }
  if (parser.type !== tokTypes.parenL) return head;
  const node = { ...parser.startNodeAt(start), callee: head, optional: false };
  parser.next();
  const list = parser.parseExprList(tokTypes.parenR, true, false);
  return parser.finishNode({ ...node, arguments: list }, "CallExpression");
}
