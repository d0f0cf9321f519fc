// What one does to the whole notebook, and what is shown beside it.
import { useSignal } from "@preact/signals";
import type { ComponentChildren, VNode } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Workspace } from "../model/workspace.ts";
import { Files } from "./files.tsx";
import { Icon, type IconName } from "./icons.tsx";
import { usePage } from "./page.ts";
import { ThemeSwitch } from "./theme-switch.tsx";

export function Bar({ workspace }: { workspace: Workspace }): VNode {
  const page = usePage();
  const { executions, notebook } = workspace;
  const isBusy = executions.underWay.value.length > 0 || workspace.info.value.state === "busy";
  const mode = executions.interrupting.value;
  const restart = (): void => {
    if (confirm("Restart the session? Its variables are lost.")) page.restart(workspace);
  };
  return (
    <header class="bar">
      <button
        class="quiet"
        aria-label="Sessions"
        aria-pressed={page.isListShown.value}
        title="Sessions"
        onClick={() => (page.isListShown.value = !page.isListShown.value)}
      >
        <Icon name="list" />
      </button>
      <Name key={workspace.id} workspace={workspace} />
      <div class="tools" role="toolbar" aria-label="Notebook">
        <Tool
          icon="run"
          label="Run"
          title="Run the cell (Shift-Enter)"
          onClick={() => page.run(workspace, notebook.current, "next")}
        />
        <Tool
          icon="runAll"
          label="Run all"
          title="Run all cells"
          onClick={() => page.runAll(workspace)}
        />
        <Tool
          icon="stop"
          label={stopLabels[mode ?? "none"]}
          title="Interrupt (i); again: terminate"
          className={mode === undefined ? "" : "urgent"}
          isDisabled={!isBusy || mode === "terminate"}
          onClick={() => page.interrupt(workspace)}
        />
        <Tool icon="restart" label="Restart" title="Restart the session (0)" onClick={restart} />
        <Tool
          icon="plus"
          label="Cell"
          title="Add a cell below (b)"
          onClick={() => page.insert(workspace, notebook.current, 1)}
        />
        <Files workspace={workspace} />
      </div>
      <div class="tools apart">
        <PanelButton panel="variables">Variables</PanelButton>
        <PanelButton panel="history">History</PanelButton>
        <ThemeSwitch />
        <button
          class="quiet"
          aria-label="Keys"
          title="Keys (?)"
          onClick={() => (page.isHelpShown.value = true)}
        >
          ?
        </button>
      </div>
    </header>
  );
}

const stopLabels = {
  none: "Interrupt",
  graceful: "Terminate",
  terminate: "Terminating…",
} as const;

interface ToolProps {
  icon: IconName;
  label: string;
  title: string;
  className?: string;
  isDisabled?: boolean;
  onClick: () => void;
}

const Tool = ({ icon, label, title, className = "", isDisabled, onClick }: ToolProps): VNode => (
  <button class={`tool ${className}`} title={title} disabled={isDisabled} onClick={onClick}>
    <Icon name={icon} />
    <span>{label}</span>
  </button>
);

function PanelButton(props: {
  panel: "variables" | "history";
  children: ComponentChildren;
}): VNode {
  const page = usePage();
  return (
    <button
      class="tool"
      aria-pressed={page.panel.value === props.panel}
      onClick={() => page.togglePanel(props.panel)}
    >
      {props.children}
    </button>
  );
}

/** A click makes it a field; Enter renames the session for all that follow it. */
function Name({ workspace }: { workspace: Workspace }): VNode {
  const page = usePage();
  const isWritten = useSignal(false);
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.select(), [isWritten.value]);
  if (!isWritten.value) {
    return (
      <h1>
        <button class="name" title="Rename the session" onClick={() => (isWritten.value = true)}>
          {workspace.name}
        </button>
      </h1>
    );
  }
  const rename = (text: string): void => {
    isWritten.value = false;
    const name = text.trim();
    if (name !== "" && name !== workspace.name) void page.desk.attempt(workspace.rename(name));
  };
  return (
    <input
      class="name"
      aria-label="Name of the session"
      value={workspace.name}
      ref={field}
      onBlur={(event) => rename(event.currentTarget.value)}
      onKeyDown={({ key, currentTarget }) => {
        if (key === "Enter") currentTarget.blur();
        if (key !== "Escape") return;
        currentTarget.value = workspace.name;
        currentTarget.blur();
      }}
    />
  );
}
