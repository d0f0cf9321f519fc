// Files with `// %%` lines as notebooks of VS Code's.
import * as vscode from "vscode";
import { readFile, writeFile } from "./files.ts";

export function createSerializer(languageId: string): vscode.NotebookSerializer {
  return {
    deserializeNotebook(content) {
      // A byte order mark is part of the text here: it is written again.
      const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(content);
      const { cells, metadata } = readFile(text, languageId);
      const data = new vscode.NotebookData(
        cells.map((cell) => {
          const kind = cell.isCode ? vscode.NotebookCellKind.Code : vscode.NotebookCellKind.Markup;
          const made = new vscode.NotebookCellData(kind, cell.source, cell.languageId);
          made.metadata = cell.metadata;
          return made;
        }),
      );
      data.metadata = metadata;
      return data;
    },
    serializeNotebook({ cells, metadata = {} }) {
      const text = writeFile({
        cells: cells.map((cell) => ({
          isCode: cell.kind === vscode.NotebookCellKind.Code,
          source: cell.value,
          languageId: cell.languageId,
          metadata: cell.metadata ?? {},
        })),
        metadata,
      });
      return new TextEncoder().encode(text);
    },
  };
}
