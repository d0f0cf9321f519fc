import type { VNode } from "preact";
import type { Place } from "../output/context.ts";
import { Outputs } from "../output/outputs.tsx";
import type { Shown } from "../model/cell.ts";
import type { Workspace } from "../model/workspace.ts";
import { usePage } from "./page.ts";

/** What executions have put out, the cell's last one first. */
export function Produce(props: {
  shown: readonly Shown[];
  workspace: Workspace;
  label: string;
}): VNode {
  const page = usePage();
  const { workspace, label } = props;
  const show = ({ cellId, executionCount, line, column }: Place): void => {
    const { notebook } = workspace;
    const cell =
      (cellId === undefined ? undefined : notebook.find(cellId)) ??
      notebook.cells.value.find(({ run }) => run.value?.executionCount === executionCount);
    if (cell) page.focus(cell, "text", { line: line - 1, character: column - 1 });
  };
  return (
    <>
      {props.shown.map(({ list, revision }) => (
        <Outputs
          key={list.executionId}
          items={list.items}
          revision={revision}
          label={label}
          expand={workspace.session.expand}
          onPlace={show}
        />
      ))}
    </>
  );
}
