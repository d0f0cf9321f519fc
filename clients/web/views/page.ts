// What the parts of the page share: the desk, where the focus is to go, which panel is open, and
// what buttons and keys do to a notebook.
import { signal, type Signal } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { isUnderWay, type Cell } from "../model/cell.ts";
import type { Desk } from "../model/desk.ts";
import type { Workspace } from "../model/workspace.ts";

export type Panel = "variables" | "history" | "none";

export class Page {
  readonly desk: Desk;
  /** A cell that is to have the focus, in its text or as a whole, once it is drawn. */
  readonly wanted: Signal<{ cell: Cell; where: "text" | "cell" } | undefined> = signal(undefined);
  readonly panel: Signal<Panel> = signal("variables");
  readonly isHelpShown = signal(false);
  readonly isListShown = signal(true);

  constructor(desk: Desk) {
    this.desk = desk;
  }

  focus(cell: Cell, where: "text" | "cell"): void {
    this.desk.shown.value?.notebook.select(cell);
    this.wanted.value = { cell, where };
  }

  run(workspace: Workspace, cell: Cell, then: "next" | "stay" | "insert"): void {
    const { notebook, executions } = workspace;
    if (cell.kind.value === "markdown") cell.isWriting.value = false;
    else void this.desk.attempt(executions.run(cell));
    if (then === "stay") return;
    const index = notebook.indexOf(cell);
    const next = then === "next" ? notebook.neighbour(cell, 1) : undefined;
    if (next) this.focus(next, next.kind.value === "code" ? "text" : "cell");
    else this.focus(notebook.insert(index + 1), "text");
  }

  runAll(workspace: Workspace): void {
    const cells = workspace.notebook.cells.value.filter((cell) => !isUnderWay(cell));
    void this.desk.attempt(workspace.executions.runAll(cells));
  }

  insert(workspace: Workspace, cell: Cell, by: 0 | 1, code = ""): void {
    const { notebook } = workspace;
    this.focus(notebook.insert(notebook.indexOf(cell) + by, { code }), "text");
  }

  remove(workspace: Workspace, cell: Cell): void {
    workspace.notebook.remove(cell);
    this.focus(workspace.notebook.current, "cell");
  }

  interrupt(workspace: Workspace): void {
    void this.desk.attempt(workspace.executions.interrupt());
  }

  restart(workspace: Workspace): void {
    void this.desk.attempt(workspace.restart());
  }

  togglePanel(panel: Panel): void {
    this.panel.value = this.panel.value === panel ? "none" : panel;
  }
}

export const PageContext = createContext<Page | undefined>(undefined);

export function usePage(): Page {
  const page = useContext(PageContext);
  if (!page) throw new Error("This part of the page stands outside of it.");
  return page;
}
