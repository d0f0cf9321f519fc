// Where the lines of a text begin that may hold a magic: outside of strings, templates, comments
// and round brackets, as far as that can be told without a parser.
import { tokenizer, type Token } from "acorn";
import { asksForMore } from "./tokens.ts";

export interface LineStart {
  /** How many braces are open around it. */
  depth: number;
  /** The text before it asks for something: an operator, a comma. */
  follows: boolean;
  /** What stands before it has come to its end. */
  isFresh: boolean;
}

/** Reads a text from its start to its end, as far as each question needs it. */
export class LineStarts {
  readonly #source: string;
  #tokens: Iterator<Token>;
  /** Of the piece that is being read. */
  #offset = 0;
  /** Read, and not passed. */
  #ahead: Token | undefined;
  #last: Token | undefined;
  readonly #open: string[] = [];

  constructor(source: string) {
    this.#source = source;
    this.#tokens = this.#read();
  }

  /** What stands around this offset; undefined where no token begins there, or in a bracket. */
  reach(start: number): LineStart | undefined {
    while (this.#peek() !== undefined && this.#peek()!.start + this.#offset < start) this.#pass();
    if (this.#peek()?.start !== start - this.#offset) return undefined;
    if (this.#open.some((bracket) => bracket !== "{")) return undefined;
    const last = this.#last?.type;
    const label = last?.label ?? ";";
    return {
      depth: this.#open.length,
      follows: last !== undefined && (label === "," || asksForMore(last)),
      isFresh: label === ";" || label === "{" || label === "}",
    };
  }

  /** All before this offset was no JavaScript; a statement begins there. */
  skip(end: number): void {
    this.#offset = end;
    this.#ahead = undefined;
    this.#last = undefined;
    this.#tokens = this.#read();
  }

  #read(): Iterator<Token> {
    // Decorators are no tokens of acorn's.
    const plain = this.#source.slice(this.#offset).replaceAll("@", " ");
    const tokens = tokenizer(plain, { ecmaVersion: "latest", allowHashBang: true });
    return tokens[Symbol.iterator]();
  }

  #peek(): Token | undefined {
    if (this.#ahead !== undefined) return this.#ahead;
    try {
      const { done, value } = this.#tokens.next();
      this.#ahead = done === true ? undefined : value;
    } catch (error) {
      // What can't be read ends here.
      if (!(error instanceof SyntaxError)) throw error;
    }
    return this.#ahead;
  }

  #pass(): void {
    const token = this.#ahead!;
    const { label } = token.type;
    if (/^(?:[([{]|\$\{)$/.test(label)) this.#open.push(label);
    else if (/^[)\]}]$/.test(label)) this.#open.pop();
    this.#last = token;
    this.#ahead = undefined;
  }
}
