// What is known at a place in a notebook's cells: the daemon's language server, asked about the
// notebook as one text. It sends that text when it has changed and somebody asks, and sorts what
// the server finds wrong by cell. Shapes are LSP's, of which the editor's own are made elsewhere.
import type { PublishDiagnosticsParams } from "../../protocol/documents.ts";
import type { Params, Result } from "../../protocol/methods.ts";
import type { Client } from "../shared/client.ts";
import type { Opened } from "./daemon.ts";
import { NotebookText, type CellText, type Position, type Range } from "./text.ts";

export type Diagnostic = PublishDiagnosticsParams["diagnostics"][number];
export type Completion = Result<"textDocument/completion">;
export type Hover = Result<"textDocument/hover">;
export type Signatures = Result<"textDocument/signatureHelp">;

export interface LanguageSetup {
  /** The notebook's. */
  uri: string;
  languageId: () => string;
  /** The cells of code, as they are now. */
  cells: () => CellText[];
  onDiagnostics: (found: Map<string, Diagnostic[]>) => void;
}

interface Sent {
  client: Client;
  sessionId: string;
  notebook: NotebookText;
  stop: () => void;
}

export class LanguageLink {
  readonly #setup: LanguageSetup;
  #sent: Sent | undefined;
  #version = 0;

  constructor(setup: LanguageSetup) {
    this.#setup = setup;
  }

  /** Brings the server what the notebook says now. */
  sync({ client, session }: Opened): NotebookText {
    const { uri, languageId, cells } = this.#setup;
    const notebook = new NotebookText(cells());
    const sent = this.#sent;
    const isKnown = sent?.client === client && sent.sessionId === session.id;
    if (isKnown && sent.notebook.text === notebook.text) {
      sent.notebook = notebook;
      return notebook;
    }
    const version = ++this.#version;
    if (isKnown) {
      sent.notebook = notebook;
      const contentChanges = [{ text: notebook.text }];
      client.notify("textDocument/didChange", { textDocument: { uri, version }, contentChanges });
      return notebook;
    }
    this.#forget();
    const textDocument = { uri, languageId: languageId(), version, text: notebook.text };
    client.notify("textDocument/didOpen", { textDocument, sessionId: session.id });
    this.#sent = { client, sessionId: session.id, notebook, stop: this.#follow(client) };
    return notebook;
  }

  complete(opened: Opened, cell: string, at: Position): Promise<Completion> {
    return this.#ask(opened, "textDocument/completion", cell, at, (found, toCell) => {
      const items = (found?.items ?? []).flatMap((item) => {
        const range = toCell(item.textEdit.range);
        if (!range) return [];
        const edits = item.additionalTextEdits?.flatMap((edit) => {
          const place = toCell(edit.range);
          return place ? [{ ...edit, range: place }] : [];
        });
        const textEdit = { ...item.textEdit, range };
        return [{ ...item, textEdit, ...(edits && { additionalTextEdits: edits }) }];
      });
      return { isIncomplete: found?.isIncomplete ?? false, items };
    });
  }

  hover(opened: Opened, cell: string, at: Position): Promise<Hover> {
    return this.#ask(opened, "textDocument/hover", cell, at, (found, toCell) => {
      if (!found) return null;
      const { range, ...rest } = found;
      const place = range && toCell(range);
      return { ...rest, ...(place && { range: place }) };
    });
  }

  signatures(opened: Opened, cell: string, at: Position): Promise<Signatures> {
    return this.#ask(opened, "textDocument/signatureHelp", cell, at, (found) => found ?? null);
  }

  /** The notebook is closed, or its session is another one. */
  close(): void {
    const { uri } = this.#setup;
    this.#sent?.client.notify("textDocument/didClose", { textDocument: { uri } });
    this.#forget();
  }

  #forget(): void {
    this.#sent?.stop();
    this.#sent = undefined;
  }

  async #ask<
    Name extends "textDocument/completion" | "textDocument/hover" | "textDocument/signatureHelp",
  >(
    opened: Opened,
    method: Name,
    cell: string,
    at: Position,
    translate: (
      found: Result<Name> | undefined,
      toCell: (range: Range) => Range | undefined,
    ) => Result<Name>,
  ): Promise<Result<Name>> {
    const notebook = this.sync(opened);
    const position = notebook.toText(cell, at);
    if (!position) return translate(undefined, () => undefined);
    const { uri } = this.#setup;
    const params = { textDocument: { uri }, position, sessionId: opened.session.id };
    const found = await opened.client.request(method, params as Params<Name>);
    return translate(found, (range) => notebook.toCell(cell, range));
  }

  #follow(client: Client): () => void {
    const stops = [
      // A new connection knows of no text.
      client.onConnection(({ type }) => {
        if (type === "reconnected") this.#forget();
      }),
      client.on("textDocument/publishDiagnostics", ({ uri, version, diagnostics }) => {
        if (uri !== this.#setup.uri || version !== this.#version || !this.#sent) return;
        this.#setup.onDiagnostics(this.#sent.notebook.sort(diagnostics));
      }),
    ];
    return () => stops.forEach((stop) => stop());
  }
}
