// Where cells have failed, as problems of the editor's: a squiggle in the cell, and a row among
// the problems that leads there, with the calls that led to it below. They go when the cell is
// changed or run again.
import * as vscode from "vscode";
import type { CellError, Frame } from "../../protocol/shapes.ts";

type Placed = Frame & { cellId: string };

export class Failures implements vscode.Disposable {
  readonly #problems = vscode.languages.createDiagnosticCollection("awaitd run");

  /** `find` gives the text of a cell, while it is there. */
  show(error: CellError, find: (cellId: string) => vscode.TextDocument | undefined): void {
    const places = error.frames
      .filter((frame): frame is Placed => frame.cellId !== undefined)
      .flatMap((frame) => {
        const text = find(frame.cellId);
        return text ? [{ frame, text, range: rangeOf(text, frame) }] : [];
      });
    const [first, ...others] = places;
    if (!first) return;
    const message = `${error.name}: ${error.message}`;
    const problem = new vscode.Diagnostic(first.range, message, vscode.DiagnosticSeverity.Error);
    problem.source = `In[${first.frame.executionCount ?? " "}]`;
    problem.relatedInformation = others.map(({ frame, text, range }) => {
      const called = `called by ${frame.function ?? "the cell"}`;
      const location = new vscode.Location(text.uri, range);
      return new vscode.DiagnosticRelatedInformation(location, called);
    });
    this.#problems.set(first.text.uri, [problem]);
  }

  clear(text: vscode.TextDocument): void {
    this.#problems.delete(text.uri);
  }

  dispose(): void {
    this.#problems.dispose();
  }
}

/** The word that begins there, or a character. */
function rangeOf(text: vscode.TextDocument, { line, column }: Frame): vscode.Range {
  const start = new vscode.Position(line - 1, column - 1);
  const word = text.getWordRangeAtPosition(start);
  return word ?? new vscode.Range(start, new vscode.Position(line - 1, column));
}
