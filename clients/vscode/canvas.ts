// A cell of VS Code's as the painter draws on it. The editor lets a cell be changed only while it
// counts as running; what comes when it is over is gathered, and put in by a short run of its own.
import * as vscode from "vscode";
import type { Draft, Item } from "./items.ts";
import type { Canvas, Handle } from "./painter.ts";

type Change = (execution: vscode.NotebookCellExecution) => Thenable<void>;

/** What comes late comes at most so often: each time the cell looks busy for a moment. */
const gatherMs = 100;

export function createCanvas(
  controller: vscode.NotebookController,
  cell: vscode.NotebookCell,
  log: (line: string) => void,
): Canvas {
  return new CellCanvas(controller, cell, log);
}

class CellCanvas implements Canvas {
  readonly #controller: vscode.NotebookController;
  readonly #cell: vscode.NotebookCell;
  readonly #log: (line: string) => void;
  #execution: vscode.NotebookCellExecution | undefined;
  #late: Change[] = [];
  #order: number | undefined;
  #isOk: boolean | undefined;
  #span: { start?: number; end?: number } = {};

  constructor(
    controller: vscode.NotebookController,
    cell: vscode.NotebookCell,
    log: (line: string) => void,
  ) {
    this.#controller = controller;
    this.#cell = cell;
    this.#log = log;
    this.#execution = controller.createNotebookCellExecution(cell);
  }

  start(executionCount: number): void {
    this.#order = executionCount;
    this.#span.start = Date.now();
    if (this.#execution) this.#begin(this.#execution);
    this.clear();
  }

  append({ items, metadata }: Draft): Handle {
    const output = new vscode.NotebookCellOutput(items.map(toItem), metadata);
    this.#change((execution) => execution.appendOutput(output, this.#cell));
    return output;
  }

  extend(handle: Handle, item: Item): void {
    const output = handle as vscode.NotebookCellOutput;
    this.#change((execution) => execution.appendOutputItems(toItem(item), output));
  }

  replace(handle: Handle, items: Item[]): void {
    const output = handle as vscode.NotebookCellOutput;
    this.#change((execution) => execution.replaceOutputItems(items.map(toItem), output));
  }

  clear(): void {
    this.#change((execution) => execution.clearOutput(this.#cell));
  }

  end(isOk: boolean | undefined): void {
    this.#isOk = isOk;
    this.#span.end = Date.now();
    this.#execution?.end(isOk, this.#span.end);
    this.#execution = undefined;
  }

  #change(change: Change): void {
    if (this.#execution) return this.#make(change, this.#execution);
    if (this.#late.length === 0) setTimeout(() => this.#changeLate(), gatherMs);
    this.#late.push(change);
  }

  #changeLate(): void {
    const changes = this.#late;
    this.#late = [];
    if (this.#cell.index < 0) return;
    let execution: vscode.NotebookCellExecution;
    try {
      execution = this.#controller.createNotebookCellExecution(this.#cell);
    } catch (error) {
      // It runs anew, or its notebook has another controller: this output has no place any more.
      return this.#log(`an output came too late for its cell: ${String(error)}`);
    }
    this.#begin(execution);
    for (const change of changes) this.#make(change, execution);
    execution.end(this.#isOk, this.#span.end);
  }

  #begin(execution: vscode.NotebookCellExecution): void {
    execution.executionOrder = this.#order;
    execution.start(this.#span.start);
  }

  #make(change: Change, execution: vscode.NotebookCellExecution): void {
    change(execution).then(undefined, (error: unknown) =>
      this.#log(`an output was not drawn: ${String(error)}`),
    );
  }
}

const toItem = ({ mime, data }: Item): vscode.NotebookCellOutputItem =>
  new vscode.NotebookCellOutputItem(data, mime);
