// The notebooks that are open, each with its session, and the controllers that run their cells.
import * as vscode from "vscode";
import { createCanvas } from "./canvas.ts";
import type { Daemon, Opened } from "./daemon.ts";
import { Failures } from "./failures.ts";
import { NotebookKernel, type CellJob } from "./kernel.ts";
import { LanguageLink, type Diagnostic } from "./language.ts";
import { toDiagnostic } from "./languages.ts";
import { askInput } from "./questions.ts";
import { readSessionOptions } from "./settings.ts";

export interface OpenNotebook {
  document: vscode.NotebookDocument;
  kernel: NotebookKernel;
  link: LanguageLink;
}

export interface NotebooksSetup {
  daemon: Daemon;
  log: (line: string) => void;
  /** Something that the user has to know of; it is said once, where they see it. */
  report: (error: Error) => void;
}

const notebookTypes = ["awaitd-typescript", "awaitd-javascript", "jupyter-notebook"] as const;
const languages = ["typescript", "javascript"];
const isType = (type: string): boolean => (notebookTypes as readonly string[]).includes(type);
/** Who types is not to be told of what is half typed; the daemon itself waits, too. */
const pauseMs = 150;

export class Notebooks implements vscode.Disposable {
  readonly #setup: NotebooksSetup;
  readonly #open = new Map<vscode.NotebookDocument, OpenNotebook>();
  readonly #selected = new Set<vscode.NotebookDocument>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #controllers = new Map<string, vscode.NotebookController>();
  readonly #problems = vscode.languages.createDiagnosticCollection("awaitd");
  readonly #failures = new Failures();
  readonly #timers = new Map<vscode.NotebookDocument, NodeJS.Timeout>();
  readonly #disposables: vscode.Disposable[];
  /** Something of some notebook's session is other than it was. */
  readonly onDidChange = this.#changed.event;

  constructor(setup: NotebooksSetup) {
    this.#setup = setup;
    this.#disposables = [
      this.#changed,
      this.#problems,
      this.#failures,
      ...notebookTypes.map((type) => this.#createController(type)),
      vscode.workspace.onDidOpenNotebookDocument((document) => this.#onOpen(document)),
      vscode.workspace.onDidCloseNotebookDocument((document) => this.#close(document)),
      vscode.workspace.onDidChangeNotebookDocument((event) => this.#onEdit(event)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        const notebook = this.find(document);
        if (!notebook) return;
        this.#failures.clear(document);
        this.#syncSoon(notebook);
      }),
      vscode.window.onDidChangeActiveNotebookEditor(() => this.#changed.fire()),
    ];
    for (const document of vscode.workspace.notebookDocuments) this.#onOpen(document);
  }

  /** The one that the user looks at, if it is ours. */
  get active(): OpenNotebook | undefined {
    const document = vscode.window.activeNotebookEditor?.notebook;
    return document && this.#selected.has(document) ? this.get(document) : undefined;
  }

  get(document: vscode.NotebookDocument): OpenNotebook {
    const known = this.#open.get(document);
    if (known) return known;
    const notebook = this.#create(document);
    this.#open.set(document, notebook);
    return notebook;
  }

  /** The notebook of a cell's text. */
  find(text: vscode.TextDocument): OpenNotebook | undefined {
    for (const document of this.#selected)
      if (document.getCells().some((cell) => cell.document === text)) return this.get(document);
    return undefined;
  }

  /** What it takes to ask about a place in a cell; nothing where the cell is none of ours. */
  async ask(
    text: vscode.TextDocument,
  ): Promise<{ opened: Opened; link: LanguageLink; cell: string } | undefined> {
    const notebook = this.find(text);
    if (!notebook || notebook.kernel.state.status === "none") return undefined;
    const opened = await notebook.kernel.open();
    return { opened, link: notebook.link, cell: text.uri.toString() };
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    for (const each of this.#disposables) each.dispose();
  }

  #createController(type: (typeof notebookTypes)[number]): vscode.Disposable {
    const controller = vscode.notebooks.createNotebookController(`awaitd-${type}`, type, "awaitd");
    this.#controllers.set(type, controller);
    controller.supportedLanguages = languages;
    controller.supportsExecutionOrder = true;
    controller.description = "TypeScript and JavaScript with top-level await";
    controller.executeHandler = (cells, document) => this.#run(controller, cells, document);
    controller.interruptHandler = (document) => this.#interrupt(document);
    controller.onDidChangeSelectedNotebooks(({ notebook, selected }) => {
      if (selected) this.#select(notebook);
      else if (!notebook.isClosed && notebook.notebookType === type) this.#close(notebook);
    });
    return controller;
  }

  /** Scripts have no other kernel; of notebooks those that say so are ours at first sight. */
  #onOpen(document: vscode.NotebookDocument): void {
    if (document.notebookType !== "jupyter-notebook") return this.#select(document);
    const { metadata } = document.metadata as { metadata?: { kernelspec?: { name?: string } } };
    if (metadata?.kernelspec?.name !== "awaitd") return;
    const { Preferred } = vscode.NotebookControllerAffinity;
    this.#controllers.get(document.notebookType)?.updateNotebookAffinity(document, Preferred);
  }

  #select(document: vscode.NotebookDocument): void {
    if (!isType(document.notebookType) || this.#selected.has(document)) return;
    this.#selected.add(document);
    const { kernel } = this.get(document);
    kernel.open().then(
      () => this.#syncSoon(this.get(document)),
      (error: unknown) => this.#setup.report(error as Error),
    );
  }

  async #run(
    controller: vscode.NotebookController,
    cells: readonly vscode.NotebookCell[],
    document: vscode.NotebookDocument,
  ): Promise<void> {
    this.#selected.add(document);
    for (const cell of cells) this.#failures.clear(cell.document);
    const jobs = cells.map((cell): CellJob => ({
      cellId: cell.document.uri.toString(),
      code: cell.document.getText(),
      languageId: cell.document.languageId === "javascript" ? "javascript" : "typescript",
      canvas: createCanvas(controller, cell, this.#setup.log),
    }));
    await this.get(document)
      .kernel.run(jobs)
      .catch((error: unknown) => this.#setup.report(error as Error));
  }

  async #interrupt(document: vscode.NotebookDocument): Promise<void> {
    const how = await this.get(document).kernel.interrupt();
    if (how?.stateLost === true)
      void vscode.window.showWarningMessage(
        "awaitd: the cell could not be stopped but by ending its session; its variables are lost.",
      );
  }

  #create(document: vscode.NotebookDocument): OpenNotebook {
    const { daemon } = this.#setup;
    const kernel = new NotebookKernel({
      daemon,
      options: () => readSessionOptions(document),
      onInput: askInput,
      onFailure: (error) => {
        const texts = document.getCells().map((cell) => cell.document);
        this.#failures.show(error, (id) => texts.find(({ uri }) => uri.toString() === id));
      },
    });
    kernel.onChange(() => this.#changed.fire());
    const link = new LanguageLink({
      uri: document.uri.toString(),
      languageId: () =>
        document.notebookType === "awaitd-javascript" ? "javascript" : "typescript",
      cells: () =>
        document
          .getCells()
          .filter(({ document: text }) => languages.includes(text.languageId))
          .map(({ document: text }) => ({ uri: text.uri.toString(), source: text.getText() })),
      onDiagnostics: (found) => this.#onDiagnostics(found),
    });
    return { document, kernel, link };
  }

  #onEdit({ notebook, contentChanges }: vscode.NotebookDocumentChangeEvent): void {
    const open = this.#open.get(notebook);
    if (!open) return;
    for (const cell of contentChanges.flatMap(({ removedCells }) => removedCells)) {
      open.kernel.forget(cell.document.uri.toString());
      this.#problems.delete(cell.document.uri);
      this.#failures.clear(cell.document);
    }
    if (contentChanges.length > 0) this.#syncSoon(open);
  }

  #syncSoon({ document, kernel, link }: OpenNotebook): void {
    clearTimeout(this.#timers.get(document));
    const sync = async (): Promise<void> => {
      this.#timers.delete(document);
      if (kernel.state.info) link.sync(await kernel.open());
    };
    const onError = (error: unknown): void => this.#setup.log(String(error));
    this.#timers.set(
      document,
      setTimeout(() => void sync().catch(onError), pauseMs),
    );
  }

  #onDiagnostics(found: Map<string, Diagnostic[]>): void {
    for (const [uri, diagnostics] of found)
      this.#problems.set(vscode.Uri.parse(uri), diagnostics.map(toDiagnostic));
  }

  #close(document: vscode.NotebookDocument): void {
    const open = this.#open.get(document);
    this.#selected.delete(document);
    this.#open.delete(document);
    clearTimeout(this.#timers.get(document));
    this.#timers.delete(document);
    for (const cell of document.getCells()) {
      this.#problems.delete(cell.document.uri);
      this.#failures.clear(cell.document);
    }
    open?.link.close();
    open?.kernel.close().catch((error: unknown) => this.#setup.log(String(error)));
    this.#changed.fire();
  }
}
