// What stands behind a `// %%`, shown below its cell.
import * as vscode from "vscode";

export const titleProvider: vscode.NotebookCellStatusBarItemProvider = {
  provideCellStatusBarItems(cell) {
    const title = cell.metadata["title"] as string | undefined;
    if (title === undefined) return [];
    const item = new vscode.NotebookCellStatusBarItem(
      `$(tag) ${title}`,
      vscode.NotebookCellStatusBarAlignment.Left,
    );
    item.tooltip = "The cell's title in the file";
    return [item];
  },
};
