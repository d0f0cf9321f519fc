import type { VNode } from "preact";
import type { Shown } from "../model/cell.ts";
import type { Workspace } from "../model/workspace.ts";

/** What an execution has put out. */
export function Produce({ shown }: { shown: readonly Shown[]; workspace: Workspace }): VNode {
  return (
    <>
      {shown.map(({ list }) =>
        list.items.map((item) => (
          <pre key={item.key} class={item.type}>
            {item.type === "text" && item.text.toString()}
            {item.type === "display" && String(item.data["text/plain"])}
            {item.type === "error" && item.error.stack}
            {item.type === "lost" && `${item.size} lost`}
          </pre>
        )),
      )}
    </>
  );
}
