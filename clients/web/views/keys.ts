// Keys that mean a cell as a whole, while no text has the focus. They are those of Jupyter, where
// it has them.
import type { Cell } from "../model/cell.ts";
import type { Workspace } from "../model/workspace.ts";
import type { Page } from "./page.ts";

interface Pressed {
  key: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

type Action = (page: Page, workspace: Workspace, cell: Cell) => void;

const step =
  (by: number): Action =>
  (page, { notebook }, cell) => {
    const next = notebook.neighbour(cell, by);
    if (next) page.focus(next, "cell");
  };

const move =
  (by: number): Action =>
  (page, { notebook }, cell) => {
    notebook.move(cell, by);
    page.focus(cell, "cell");
  };

const actions: Readonly<Record<string, Action>> = {
  Enter: (page, _workspace, cell) => page.focus(cell, "text"),
  "Shift-Enter": (page, workspace, cell) => page.run(workspace, cell, "next"),
  "Ctrl-Enter": (page, workspace, cell) => page.run(workspace, cell, "stay"),
  "Alt-Enter": (page, workspace, cell) => page.run(workspace, cell, "insert"),
  ArrowUp: step(-1),
  k: step(-1),
  ArrowDown: step(1),
  j: step(1),
  "Alt-ArrowUp": move(-1),
  "Alt-ArrowDown": move(1),
  a: (page, workspace, cell) => page.insert(workspace, cell, 0),
  b: (page, workspace, cell) => page.insert(workspace, cell, 1),
  d: (page, workspace, cell) => page.remove(workspace, cell),
  z: (page, { notebook }) => {
    const cell = notebook.restore();
    if (cell) page.focus(cell, "cell");
  },
  "Shift-M": (page, { notebook }, cell) => {
    notebook.merge(cell);
    page.focus(cell, "cell");
  },
  m: (page, { notebook }, cell) => {
    notebook.setKind(cell, "markdown");
    page.focus(cell, "cell");
  },
  y: (page, { notebook }, cell) => {
    notebook.setKind(cell, "code");
    page.focus(cell, "cell");
  },
  o: (_page, workspace, cell) => workspace.clearOutputs(cell),
  i: (page, workspace) => page.interrupt(workspace),
  "0": (page, workspace) => {
    if (confirm("Restart the session? Its variables are lost.")) page.restart(workspace);
  },
  v: (page) => page.togglePanel("variables"),
  h: (page) => page.togglePanel("history"),
  "?": (page) => {
    page.isHelpShown.value = true;
  },
};

/** Was it one of them? */
export function onCellKey(page: Page, workspace: Workspace, pressed: Pressed): boolean {
  const action = actions[nameOf(pressed)];
  if (!action) return false;
  action(page, workspace, workspace.notebook.current);
  return true;
}

function nameOf({ key, shiftKey, ctrlKey, metaKey, altKey }: Pressed): string {
  const name = key.length === 1 && shiftKey ? key.toUpperCase() : key;
  const isNamed = name.length > 1 || /[A-Z]/.test(name);
  return [
    ...(ctrlKey || metaKey ? ["Ctrl"] : []),
    ...(altKey ? ["Alt"] : []),
    ...(shiftKey && isNamed ? ["Shift"] : []),
    name,
  ].join("-");
}

/** For the help: key, what it does. */
export const cellKeys: readonly (readonly [keys: string, meaning: string])[] = [
  ["Enter", "write in the cell"],
  ["↑ ↓, k j", "to the cell above, below"],
  ["Shift-Enter", "run, go on to the next cell"],
  ["Ctrl-Enter", "run, stay"],
  ["Alt-Enter", "run, begin a cell below"],
  ["a, b", "add a cell above, below"],
  ["d, z", "delete the cell, bring it back"],
  ["Alt-↑, Alt-↓", "move the cell"],
  ["Shift-M", "merge with the cell below"],
  ["m, y", "make it Markdown, code"],
  ["o", "clear its output"],
  ["i", "interrupt; again: terminate"],
  ["0", "restart the session"],
  ["v, h", "variables, history"],
  ["?", "these keys"],
];

export const textKeys: readonly (readonly [keys: string, meaning: string])[] = [
  ["Shift-Enter, Ctrl-Enter, Alt-Enter", "run, as above"],
  ["Escape", "leave the text for the cell"],
  ["Tab", "complete behind a name; indent elsewhere"],
  ["Ctrl-Space", "complete"],
  ["Ctrl-I", "what stands at the cursor"],
  ["Ctrl-Shift-Space", "the signature of the call"],
  ["Ctrl-Shift--", "split the cell at the cursor"],
  ["F8", "to the next problem"],
];
