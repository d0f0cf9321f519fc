// The texts that a client has open in its editor, and the cells in them. A text without a divider
// is one cell. It knows LSP's positions; what is known of a cell it does not know.
import { TextDocument } from "vscode-languageserver-textdocument";
import { divide } from "../../protocol/dividers.ts";
import type { DidChangeParams, DidOpenParams, Position, Range } from "../../protocol/documents.ts";
import { RpcError } from "../../protocol/errors.ts";

/** What one client may have open, in UTF-16 units. */
const maxLength = 32 * 1024 * 1024;

/** A cell of a text, and a place in it. */
export interface Place {
  code: string;
  /** Offset in `code`. */
  cursor: number;
  /** What stands above it in the text, whether it was run or not. */
  before: string[];
  /** Brings offsets in `code` back to positions in the text. */
  toRange(start: number, end: number): Range;
}

export class Documents {
  readonly #open = new Map<string, TextDocument>();
  readonly #sessions = new Map<string, string>();

  didOpen({ textDocument: { uri, languageId, version, text }, sessionId }: DidOpenParams): void {
    this.#put(TextDocument.create(uri, languageId, version, text));
    if (sessionId === undefined) this.#sessions.delete(uri);
    else this.#sessions.set(uri, sessionId);
  }

  didChange({ textDocument: { uri, version }, contentChanges }: DidChangeParams): void {
    this.#put(TextDocument.update(this.get(uri), contentChanges, version));
  }

  didClose(uri: string): void {
    this.#open.delete(uri);
    this.#sessions.delete(uri);
  }

  /** The session that the text was opened for; the client's own, if it said none. */
  sessionOf(uri: string): string | undefined {
    return this.#sessions.get(uri);
  }

  has(uri: string): boolean {
    return this.#open.has(uri);
  }

  get(uri: string): TextDocument {
    const document = this.#open.get(uri);
    if (document) return document;
    const expected = "the uri of a text that was opened with textDocument/didOpen";
    const message = `no text is open as ${JSON.stringify(uri)}`;
    throw new RpcError("InvalidParams", message, { path: "textDocument.uri", expected });
  }

  /** The cell that a position is in; one in a divider is at the beginning of the next cell. */
  locate(uri: string, position: Position): Place {
    const document = this.get(uri);
    const offset = document.offsetAt(position);
    const cells = findCells(document);
    const index = cells.findIndex(({ end }) => offset <= end);
    const cell = cells.at(index)!;
    const before = cells.slice(0, index === -1 ? cells.length - 1 : index);
    return {
      code: cell.code,
      cursor: Math.max(0, Math.min(offset, cell.end) - cell.start),
      before: before.map(({ code }) => code),
      toRange: cell.toRange,
    };
  }

  #put(document: TextDocument): void {
    this.#open.set(document.uri, document);
    const lengths = [...this.#open.values()].map((each) => each.getText().length);
    if (lengths.reduce((sum, length) => sum + length, 0) <= maxLength) return;
    this.#open.delete(document.uri);
    const message = `${document.uri} is not kept: the open texts are longer than ${maxLength}`;
    throw new RpcError("LimitExceeded", message);
  }
}

export interface DocumentCell {
  code: string;
  start: number;
  end: number;
  toRange(start: number, end: number): Range;
}

/** One that holds nothing but blanks is a cell, too: something may be typed there. */
export const findCells = (document: TextDocument): DocumentCell[] => {
  const text = document.getText();
  return divide(text).map(({ start, end }) => ({
    code: text.slice(start, end),
    start,
    end,
    toRange: (from, to) => ({
      start: document.positionAt(start + from),
      end: document.positionAt(start + to),
    }),
  }));
};
