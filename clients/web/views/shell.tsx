// The page as a whole: the bar, the sessions, the notebook, the panel beside it, and the footer.
import { useSignalEffect } from "@preact/signals";
import type { VNode } from "preact";
import { Bar } from "./bar.tsx";
import { Complaints } from "./complaints.tsx";
import { Footer } from "./footer.tsx";
import { Help } from "./help.tsx";
import { History } from "./history.tsx";
import { NotebookView } from "./notebook.tsx";
import { usePage } from "./page.ts";
import { Sessions } from "./sessions.tsx";
import { Variables } from "./variables.tsx";

export function Shell(): VNode {
  const page = usePage();
  const workspace = page.desk.shown.value;
  useSignalEffect(() => {
    const shown = page.desk.shown.value;
    if (!shown) return;
    const mark = shown.executions.underWay.value.length > 0 ? "● " : "";
    document.title = `${mark}${shown.name} · awaitd`;
    // So that a reload, or a bookmark, comes back to this session. Its id is no secret.
    const fragment = `#${new URLSearchParams({ session: shown.id }).toString()}`;
    if (location.hash !== fragment) history.replaceState(null, "", fragment);
  });
  useSignalEffect(() => {
    for (const open of page.desk.workspaces.value) {
      for (const { code, kind } of open.notebook.cells.value) void [code.value, kind.value];
      page.desk.save(open);
    }
  });
  if (!workspace) return <p class="waiting">No session is open.</p>;
  const panel = page.panel.value;
  return (
    <div class="shell">
      <Bar workspace={workspace} />
      <div class="middle">
        {page.isListShown.value && <Sessions />}
        <NotebookView key={workspace.id} workspace={workspace} />
        {panel === "variables" && <Variables key={workspace.id} workspace={workspace} />}
        {panel === "history" && <History key={workspace.id} workspace={workspace} />}
      </div>
      <Footer workspace={workspace} />
      <Complaints />
      {page.isHelpShown.value && <Help />}
    </div>
  );
}
