// The cells of a session, and the keys that mean a cell as a whole.
import type { TargetedKeyboardEvent, VNode } from "preact";
import { useEffect } from "preact/hooks";
import type { Workspace } from "../model/workspace.ts";
import { CellView } from "./cell.tsx";
import { onCellKey } from "./keys.ts";
import { Produce } from "./produce.tsx";
import { usePage } from "./page.ts";

export function NotebookView({ workspace }: { workspace: Workspace }): VNode {
  const page = usePage();
  const { notebook, notes } = workspace;
  // Who opens a session, or goes to another one, can write at once.
  useEffect(() => page.focus(notebook.current, "text"), []);
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLElement>): void => {
    const { target } = event;
    if (!(target instanceof HTMLElement) || !target.classList.contains("cell")) return;
    if (onCellKey(page, workspace, event)) event.preventDefault();
  };
  return (
    <main class="notebook" onKeyDown={onKeyDown} aria-label={workspace.name}>
      <div class="tooltips" />
      {workspace.isClosed.value && (
        <p class="notice">
          This session has ended; its variables are gone. Its cells can still be saved.{" "}
          <button
            class="primary"
            onClick={() => void page.desk.attempt(page.desk.renew(workspace))}
          >
            Go on in a new session
          </button>
        </p>
      )}
      {notes.value.length > 0 && (
        <section class="notes" aria-label="Output of the session">
          <Produce shown={notes.value} workspace={workspace} label="Output of the session" />
        </section>
      )}
      {notebook.cells.value.map((cell, index) => (
        <CellView key={cell.id} cell={cell} index={index} workspace={workspace} />
      ))}
      <div class="adding">
        <button
          class="quiet"
          onClick={() => page.begin(() => notebook.add())}
          title="Add a cell (b)"
        >
          + Code
        </button>
        <button class="quiet" onClick={() => page.begin(() => notebook.add({ kind: "markdown" }))}>
          + Markdown
        </button>
      </div>
    </main>
  );
}
