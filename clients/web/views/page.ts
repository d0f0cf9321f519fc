// What the parts of the page share: the desk, where the focus is to go, which panel is open, and
// what buttons and keys do to a notebook.
import { signal, type Signal } from "@preact/signals";
import { createContext, options } from "preact";
import { useContext } from "preact/hooks";
import { isUnderWay, type Cell } from "../model/cell.ts";
import type { Desk } from "../model/desk.ts";
import type { Place } from "../model/language.ts";
import type { Workspace } from "../model/workspace.ts";

export type Panel = "variables" | "history" | "none";

/** A cell, as it is drawn. */
export interface Drawn {
  focusCell(): void;
  /** Where there is a place, the cursor goes there. */
  focusText(at: Place | undefined): void;
}

/** What follows is drawn before this returns, so that the next key meets what is there then. */
function drawNow(change: () => void): void {
  const before = options.debounceRendering;
  options.debounceRendering = (draw) => draw();
  try {
    change();
  } finally {
    options.debounceRendering = before;
  }
}

export class Page {
  readonly desk: Desk;
  readonly drawn = new Map<Cell, Drawn>();
  readonly panel: Signal<Panel> = signal("variables");
  readonly isHelpShown = signal(false);
  readonly isListShown = signal(true);

  constructor(desk: Desk) {
    this.desk = desk;
  }

  /** The focus goes to the cell, or into its text. */
  focus(cell: Cell, where: "text" | "cell", at?: Place): void {
    drawNow(() => {
      this.desk.shown.value?.notebook.select(cell);
      if (where === "text") cell.isWriting.value = true;
    });
    const drawn = this.drawn.get(cell);
    if (where === "text") drawn?.focusText(at);
    else drawn?.focusCell();
  }

  run(workspace: Workspace, cell: Cell, then: "next" | "stay" | "insert"): void {
    const { notebook, executions } = workspace;
    if (cell.kind.value === "markdown") cell.isWriting.value = false;
    else void this.desk.attempt(executions.run(cell));
    if (then === "stay") {
      // The text that had the focus is shown as it is read now.
      if (cell.kind.value === "markdown") this.focus(cell, "cell");
      return;
    }
    const index = notebook.indexOf(cell);
    const next = then === "next" ? notebook.neighbour(cell, 1) : undefined;
    if (next) this.focus(next, next.kind.value === "code" ? "text" : "cell");
    else this.begin(() => notebook.insert(index + 1));
  }

  runAll(workspace: Workspace): void {
    const cells = workspace.notebook.cells.value.filter((cell) => !isUnderWay(cell));
    void this.desk.attempt(workspace.executions.runAll(cells));
  }

  insert(workspace: Workspace, cell: Cell, by: 0 | 1, code = ""): void {
    const { notebook } = workspace;
    this.begin(() => notebook.insert(notebook.indexOf(cell) + by, { code }));
  }

  /** A new cell, which has the focus. */
  begin(make: () => Cell): void {
    let cell: Cell | undefined;
    drawNow(() => (cell = make()));
    this.focus(cell!, "text");
  }

  remove(workspace: Workspace, cell: Cell): void {
    drawNow(() => workspace.notebook.remove(cell));
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
