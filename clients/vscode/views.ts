// The variables' view and the status bar: both about the notebook that the user looks at.
import * as vscode from "vscode";
import type { Notebooks, OpenNotebook } from "./notebooks.ts";
import { describeState } from "./status.ts";
import { listChildren, listVariables, type TreeNode } from "./variables.ts";

export function createStatusBar(notebooks: Notebooks): vscode.Disposable {
  const item = vscode.window.createStatusBarItem("awaitd", vscode.StatusBarAlignment.Right, 100);
  item.name = "awaitd";
  item.command = "awaitd.showMenu";
  const draw = (): void => {
    const { active } = notebooks;
    if (!active) return item.hide();
    Object.assign(item, describeState(active.kernel.state));
    item.show();
  };
  draw();
  return vscode.Disposable.from(item, notebooks.onDidChange(draw));
}

export class VariablesView implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  readonly #notebooks: Notebooks;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #view: vscode.TreeView<TreeNode>;
  readonly #subscription: vscode.Disposable;
  /** What was drawn last: it is drawn again only where that may be other. */
  #drawn = "";
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(notebooks: Notebooks) {
    this.#notebooks = notebooks;
    this.#view = vscode.window.createTreeView("awaitd.variables", { treeDataProvider: this });
    this.#subscription = notebooks.onDidChange(() => this.#onChange());
    this.#onChange();
  }

  refresh(): void {
    this.#changed.fire();
  }

  dispose(): void {
    vscode.Disposable.from(this.#view, this.#subscription, this.#changed).dispose();
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    const { Collapsed, None } = vscode.TreeItemCollapsibleState;
    if (node.kind === "range") {
      const { start, count } = node;
      return new vscode.TreeItem(`[${start} … ${start + count - 1}]`, Collapsed);
    }
    const item = new vscode.TreeItem(node.name, node.ref === undefined ? None : Collapsed);
    item.description = node.preview;
    const shape = node.shape ? ` (${node.shape.join(" × ")})` : "";
    const set = node.executionCount ? `\nSet by In[${node.executionCount}]` : "";
    item.tooltip = `${node.name}: ${node.type}${shape}\n${node.preview}${set}`;
    item.contextValue = "value";
    return item;
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    const { active } = this.#notebooks;
    if (!active?.kernel.state.info) return [];
    const { session } = await active.kernel.open();
    return node ? listChildren(session, node) : listVariables(session);
  }

  #onChange(): void {
    const { active } = this.#notebooks;
    this.#view.message = active ? describeEmpty(active) : undefined;
    const { status, info } = active?.kernel.state ?? {};
    // While cells run nothing is asked: what they have set is there when they have ended.
    if (status === "busy" || status === "starting") return;
    const drawn = [info?.sessionId, info?.executionCount, info?.lastSeq, status].join(" ");
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    this.#view.description = info?.name;
    this.#changed.fire();
  }
}

const describeEmpty = ({ kernel }: OpenNotebook): string | undefined =>
  kernel.state.info ? undefined : "Run a cell to see its variables.";
