// A double of VS Code's API, as far as the extension uses it: it remembers what it is given and
// calls back as the editor does. It is no editor: what that makes of all this, only a real one
// shows (test/slow/vscode.slow.ts).

export interface Shown {
  metadata: Record<string, unknown>;
  items: { mime: string; data: Uint8Array }[];
}

export interface Cell {
  index: number;
  kind: number;
  notebook: Notebook;
  metadata: Record<string, unknown>;
  document: {
    uri: Uri;
    languageId: string;
    getText(range?: unknown): string;
    getWordRangeAtPosition(at: unknown): undefined;
  };
  /** What the double remembers. */
  outputs: Shown[];
  order: number | undefined;
  ended: (boolean | undefined)[];
}

export interface Notebook {
  uri: Uri;
  notebookType: string;
  metadata: Record<string, unknown>;
  isClosed: boolean;
  getCells(): Cell[];
}

type Listener = (told: never) => void;

export class EventEmitter {
  readonly #listeners = new Set<Listener>();
  readonly event = (listener: Listener): Disposable => {
    this.#listeners.add(listener);
    return new Disposable(() => void this.#listeners.delete(listener));
  };
  fire(told?: unknown): void {
    for (const listener of this.#listeners) listener(told as never);
  }
  dispose(): void {
    this.#listeners.clear();
  }
}

export class Disposable {
  readonly dispose: () => void;
  constructor(dispose: () => void) {
    this.dispose = dispose;
  }
  static from(...all: { dispose(): unknown }[]): Disposable {
    return new Disposable(() => all.forEach((each) => each.dispose()));
  }
}

export class Uri {
  readonly scheme: string;
  readonly path: string;
  readonly fsPath: string;
  readonly #text: string;
  constructor(text: string) {
    const { protocol, pathname } = new URL(text);
    this.#text = text;
    this.scheme = protocol.slice(0, -1);
    this.path = decodeURIComponent(pathname);
    this.fsPath = this.path;
  }
  static parse(text: string): Uri {
    return new Uri(text);
  }
  toString(): string {
    return this.#text;
  }
}

type Class = new (...given: unknown[]) => object;

/** A class that only holds what it is given. */
const holder = (...fields: string[]): Class =>
  function (this: object, ...given: unknown[]): void {
    fields.forEach((name, index) => Object.assign(this, { [name]: given[index] }));
  } as unknown as Class;

export const NotebookData = holder("cells");
export const NotebookCellData = holder("kind", "value", "languageId");
export const NotebookCellOutput = holder("items", "metadata");
export const NotebookCellOutputItem = holder("data", "mime");
export const NotebookCellStatusBarItem = holder("text", "alignment");
export const CompletionItem = holder("label", "kind");
export const CompletionList = holder("items", "isIncomplete");
export const Hover = holder("contents", "range");
export const SignatureHelp = holder();
export const SignatureInformation = holder("label", "documentation");
export const ParameterInformation = holder("label", "documentation");
export const Diagnostic = holder("range", "message", "severity");
export const DiagnosticRelatedInformation = holder("location", "message");
export const Location = holder("uri", "range");
export const Position = holder("line", "character");
export const TextEdit = holder("range", "newText");
export const TreeItem = holder("label", "collapsibleState");
export class TabInputText {
  readonly uri: Uri;
  constructor(uri: Uri) {
    this.uri = uri;
  }
}
export class Range {
  readonly span: unknown[];
  constructor(...span: unknown[]) {
    this.span = span;
  }
}
export class MarkdownString {
  value: string;
  constructor(value = "") {
    this.value = value;
  }
  appendMarkdown(text: string): void {
    this.value += text;
  }
  appendCodeblock(text: string): void {
    this.value += text;
  }
}
export class CancellationTokenSource {
  readonly token = {};
  cancel(): void {}
  dispose(): void {}
}

const names = (...all: string[]): Record<string, string> =>
  Object.fromEntries(all.map((name) => [name, name]));
export const NotebookCellKind = { Markup: 1, Code: 2 };
export const NotebookControllerAffinity = names("Default", "Preferred");
export const NotebookCellStatusBarAlignment = names("Left", "Right");
export const StatusBarAlignment = names("Left", "Right");
export const TreeItemCollapsibleState = names("None", "Collapsed");
export const CompletionItemKind = names(
  "Method",
  "Function",
  "Variable",
  "Class",
  "Module",
  "Property",
  "Keyword",
  "File",
  "Folder",
);
export const DiagnosticSeverity = names("Error", "Warning", "Information", "Hint");
export const version = "1.0.0-double";

/** What the tests see of it, and set. */
export const desk = {
  settings: {} as Record<string, unknown>,
  commands: new Map<string, (...args: unknown[]) => unknown>(),
  executed: [] as unknown[][],
  controllers: new Map<string, Controller>(),
  serializers: new Map<string, Serializer>(),
  providers: {} as Record<string, Record<string, (...args: unknown[]) => Promise<unknown>>>,
  problems: new Map<string, object[]>(),
  statusBar: { text: "", isShown: false },
  tree: undefined as Tree | undefined,
  messages: [] as string[],
  /** Answers to boxes and picks, in the order in which they are asked. */
  answers: [] as unknown[],
  preferred: [] as string[],
  closed: [] as unknown[],
};

interface Serializer {
  deserializeNotebook(content: Uint8Array): {
    cells: { kind: number; value: string; languageId: string; metadata: Record<string, unknown> }[];
    metadata: Record<string, unknown>;
  };
  serializeNotebook(data: object): Uint8Array;
}

interface Tree {
  getChildren(node?: unknown): Promise<unknown[]>;
  getTreeItem(node: unknown): { label: string; description: string; tooltip: string };
}

interface Controller {
  executeHandler(cells: Cell[], notebook: Notebook): Promise<void>;
  interruptHandler(notebook: Notebook): Promise<void>;
  select(notebook: Notebook, selected: boolean): void;
}

const opened = new EventEmitter();
const closed = new EventEmitter();
const edited = new EventEmitter();
const typed = new EventEmitter();
const activated = new EventEmitter();

const nothing = new Disposable(() => {});

export const workspace = {
  workspaceFolders: undefined,
  textDocuments: [],
  notebookDocuments: [] as Notebook[],
  getWorkspaceFolder: () => undefined,
  getConfiguration: (section: string) => ({
    get: (name: string) => desk.settings[`${section}.${name}`],
  }),
  onDidOpenNotebookDocument: opened.event,
  onDidCloseNotebookDocument: closed.event,
  onDidChangeNotebookDocument: edited.event,
  onDidChangeTextDocument: typed.event,
  registerNotebookSerializer: (type: string, serializer: Serializer) => {
    desk.serializers.set(type, serializer);
    return nothing;
  },
};

const tell = (message: string): Promise<unknown> => {
  desk.messages.push(message);
  return Promise.resolve(undefined);
};

export const window = {
  activeNotebookEditor: undefined as { notebook: Notebook } | undefined,
  activeTextEditor: undefined,
  onDidChangeActiveNotebookEditor: activated.event,
  createOutputChannel: () => ({ dispose() {}, info() {}, warn() {}, error() {}, show() {} }),
  createStatusBarItem: () =>
    Object.assign(desk.statusBar, {
      show: () => (desk.statusBar.isShown = true),
      hide: () => (desk.statusBar.isShown = false),
      dispose() {},
    }),
  createTreeView: (_id: string, { treeDataProvider }: { treeDataProvider: Tree }) => {
    desk.tree = treeDataProvider;
    return { dispose() {} };
  },
  tabGroups: {
    all: [] as { tabs: unknown[] }[],
    close: (tabs: unknown[]) => Promise.resolve(desk.closed.push(...tabs)),
  },
  showInformationMessage: tell,
  showWarningMessage: (message: string) => {
    desk.messages.push(message);
    return Promise.resolve(desk.answers.shift());
  },
  showErrorMessage: tell,
  showInputBox: () => Promise.resolve(desk.answers.shift()),
  showQuickPick: (items: unknown[]) => {
    const wanted = desk.answers.shift() as string;
    const found = items.find((item) => JSON.stringify(item).includes(wanted));
    return Promise.resolve(found);
  },
};

export const commands = {
  registerCommand: (name: string, command: (...args: unknown[]) => unknown) => {
    desk.commands.set(name, command);
    return nothing;
  },
  executeCommand: (...command: unknown[]) => {
    desk.executed.push(command);
    return Promise.resolve(desk.commands.get(command[0] as string)?.(...command.slice(1)));
  },
};

const register =
  (kind: string) =>
  (_selector: unknown, provider: (typeof desk.providers)[string]): Disposable => {
    desk.providers[kind] = provider;
    return nothing;
  };

export const languages = {
  registerCompletionItemProvider: register("completion"),
  registerHoverProvider: register("hover"),
  registerSignatureHelpProvider: register("signatures"),
  createDiagnosticCollection: (name: string) => ({
    set: (uri: Uri, found: object[]) => void desk.problems.set(`${name} ${uri.toString()}`, found),
    delete: (uri: Uri) => void desk.problems.delete(`${name} ${uri.toString()}`),
    dispose() {},
  }),
};

export const notebooks = {
  registerNotebookCellStatusBarItemProvider: () => nothing,
  createNotebookController: (id: string, type: string) => {
    const selected = new EventEmitter();
    const controller = {
      id,
      onDidChangeSelectedNotebooks: selected.event,
      select: (notebook: Notebook, is: boolean) => selected.fire({ notebook, selected: is }),
      updateNotebookAffinity: (notebook: Notebook) => desk.preferred.push(notebook.uri.toString()),
      createNotebookCellExecution: (cell: Cell) => new Execution(cell),
      dispose() {},
    };
    desk.controllers.set(type, controller as unknown as Controller);
    return controller;
  },
};

/** As in the editor, one at a time a cell, and nothing may be changed when it is over. */
class Execution {
  readonly #cell: Cell;
  executionOrder: number | undefined;

  constructor(cell: Cell) {
    if (running.has(cell)) throw new Error("a cell has one execution at a time");
    running.add(cell);
    this.#cell = cell;
  }
  start(): void {
    this.#cell.order = this.executionOrder;
  }
  end(isOk: boolean | undefined): void {
    running.delete(this.#cell);
    this.#cell.ended.push(isOk);
    progressed.fire();
  }
  clearOutput(cell: Cell): Promise<void> {
    return this.#change(() => void cell.outputs.splice(0));
  }
  appendOutput(output: Shown, cell: Cell): Promise<void> {
    return this.#change(() => cell.outputs.push(output));
  }
  appendOutputItems(item: Shown["items"][number], output: Shown): Promise<void> {
    return this.#change(() => output.items.push(item));
  }
  replaceOutputItems(items: Shown["items"], output: Shown): Promise<void> {
    return this.#change(() => (output.items = items));
  }
  #change(change: () => unknown): Promise<void> {
    if (!running.has(this.#cell)) return Promise.reject(new Error("the execution is over"));
    change();
    progressed.fire();
    return Promise.resolve();
  }
}

const running = new Set<Cell>();
const progressed = new EventEmitter();

/** Resolves as soon as it holds, looked at whenever a cell changes. */
export const until = (holds: () => boolean): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (!holds()) return;
      watch.dispose();
      resolve();
    };
    const watch = progressed.event(look);
    look();
  });

/** Opens a notebook of such cells, and shows it. */
export function openNotebook(
  type: string,
  url: string,
  sources: readonly string[],
  metadata: Record<string, unknown> = {},
): Notebook {
  const uri = new Uri(url);
  const languageId = type === "awaitd-javascript" ? "javascript" : "typescript";
  const notebook = { uri, notebookType: type, metadata, isClosed: false, getCells: () => cells };
  const cells = sources.map((source, index): Cell => ({
    index,
    kind: NotebookCellKind.Code,
    notebook,
    metadata: {},
    document: {
      uri: new Uri(`vscode-notebook-cell:${uri.path}#c${index}`),
      languageId,
      getText: () => source,
      getWordRangeAtPosition: () => undefined,
    },
    outputs: [],
    order: undefined,
    ended: [],
  }));
  workspace.notebookDocuments.push(notebook);
  window.activeNotebookEditor = { notebook };
  opened.fire(notebook);
  activated.fire();
  return notebook;
}

export function closeNotebook(notebook: Notebook): void {
  notebook.isClosed = true;
  workspace.notebookDocuments.splice(workspace.notebookDocuments.indexOf(notebook), 1);
  closed.fire(notebook);
}
