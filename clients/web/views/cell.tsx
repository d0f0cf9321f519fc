// One cell: its number, its text, how its run is doing, what it has put out and asks.
import type { RefObject, VNode } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { EditorView } from "@codemirror/view";
import { createEditor, placeCursor, type Commands } from "../editor/editor.ts";
import { isUnderWay, type Cell } from "../model/cell.ts";
import type { Workspace } from "../model/workspace.ts";
import { Icon, type IconName } from "./icons.tsx";
import { usePage } from "./page.ts";
import { Produce } from "./produce.tsx";
import { Prose } from "./prose.tsx";
import { QuestionField } from "./question.tsx";
import { RunState } from "./run-state.tsx";

export interface CellProps {
  cell: Cell;
  index: number;
  workspace: Workspace;
}

export function CellView({ cell, index, workspace }: CellProps): VNode {
  const page = usePage();
  const element = useRef<HTMLElement>(null);
  const { notebook } = workspace;
  const isCurrent = notebook.currentId.value === cell.id;
  const kind = cell.kind.value;
  const phase = cell.run.value?.phase ?? "idle";
  const isWritten = kind !== "markdown" || cell.isWriting.value;
  const text = useRef<EditorView | undefined>(undefined);
  useLayoutEffect(() => {
    page.drawn.set(cell, {
      focusCell: () => {
        element.current?.focus();
        element.current?.scrollIntoView({ block: "nearest" });
      },
      focusText: (at) => {
        text.current?.focus();
        text.current?.dom.scrollIntoView({ block: "nearest" });
        if (at && text.current) placeCursor(text.current, at);
      },
    });
    return () => void page.drawn.delete(cell);
  }, [cell]);
  const label = `${kind === "code" ? "Cell" : "Text"} ${index + 1}`;
  return (
    <section
      class={`cell ${kind} ${isCurrent ? "current" : ""} ${phase}`}
      data-cell={cell.id}
      tabIndex={isCurrent ? 0 : -1}
      ref={element}
      aria-label={label}
      onFocusIn={() => notebook.select(cell)}
      onMouseDown={() => notebook.select(cell)}
    >
      <Gutter cell={cell} workspace={workspace} />
      <div class="cell-body">
        {isWritten ? (
          <TextField key={kind} cell={cell} workspace={workspace} label={label} text={text} />
        ) : (
          <div class="rendered" onDblClick={() => page.focus(cell, "text")}>
            <Prose text={cell.code.value} />
          </div>
        )}
        {cell.question.value && (
          // One that follows at once begins with an empty field.
          <QuestionField key={cell.question.value.number} question={cell.question.value} />
        )}
        {cell.shown.value.length > 0 && (
          <div class={phase === "queued" ? "produce stale" : "produce"}>
            <Produce shown={cell.shown.value} workspace={workspace} label={`Output of ${label}`} />
          </div>
        )}
        {kind === "code" && <RunState cell={cell} workspace={workspace} />}
      </div>
      <CellTools cell={cell} workspace={workspace} />
    </section>
  );
}

/** `In[3]`, and what runs the cell. */
function Gutter({ cell, workspace }: Omit<CellProps, "index">): VNode {
  const page = usePage();
  const run = cell.run.value;
  if (cell.kind.value !== "code") return <div class="gutter" />;
  const count = run?.executionCount;
  const isRunning = isUnderWay(cell);
  const mark = { queued: "…", running: "*" }[run?.phase as string] ?? count ?? " ";
  return (
    <div class="gutter">
      <button
        class="run"
        tabIndex={-1}
        aria-label={isRunning ? "Interrupt" : "Run"}
        title={isRunning ? "Interrupt" : "Run (Shift-Enter)"}
        onClick={() => (isRunning ? page.interrupt(workspace) : page.run(workspace, cell, "stay"))}
      >
        <Icon name={isRunning ? "stop" : "run"} />
      </button>
      <span class="number">[{mark}]</span>
    </div>
  );
}

interface TextFieldProps extends Omit<CellProps, "index"> {
  label: string;
  text: RefObject<EditorView | undefined>;
}

function TextField({ cell, workspace, label, text }: TextFieldProps): VNode {
  const page = usePage();
  const parent = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const { notebook } = workspace;
    const commands: Commands = {
      run: (then) => page.run(workspace, cell, then),
      split: (offset) => page.begin(() => notebook.split(cell, offset)),
      leave: () => page.focus(cell, "cell"),
      step: (by) => {
        const next = notebook.neighbour(cell, by);
        if (next) page.focus(next, next.kind.value === "code" ? "text" : "cell");
        return next !== undefined;
      },
    };
    const asking = { language: page.desk.language, workspace, cell };
    const editor = createEditor({
      parent: parent.current!,
      asking,
      commands,
      label,
      onFocus: () => notebook.select(cell),
    });
    text.current = editor.view;
    return () => {
      text.current = undefined;
      editor.destroy();
    };
  }, []);
  return <div class="text-field" ref={parent} />;
}

function CellTools({ cell, workspace }: Omit<CellProps, "index">): VNode {
  const page = usePage();
  const { notebook } = workspace;
  const tools: [icon: IconName, label: string, act: () => void][] = [
    ["up", "Move up", () => notebook.move(cell, -1)],
    ["down", "Move down", () => notebook.move(cell, 1)],
    ["plus", "Add a cell below", () => page.insert(workspace, cell, 1)],
    ["remove", "Delete the cell", () => page.remove(workspace, cell)],
  ];
  return (
    <div class="cell-tools" role="toolbar" aria-label="Cell">
      {tools.map(([icon, label, act]) => (
        <button
          key={label}
          class="quiet"
          tabIndex={-1}
          aria-label={label}
          title={label}
          onClick={act}
        >
          <Icon name={icon} />
        </button>
      ))}
    </div>
  );
}
