// The names of the session with their values, while a cell runs, too; what is inside of them is
// asked for when it is opened.
import { useSignal, useSignalEffect } from "@preact/signals";
import type { VNode } from "preact";
import type { Result } from "../../../protocol/methods.ts";
import type { Workspace } from "../model/workspace.ts";
import { usePage } from "./page.ts";
import { Tree } from "./tree.tsx";

type Variable = Result<"namespace/list">["variables"][number];

export function Variables({ workspace }: { workspace: Workspace }): VNode {
  const { desk } = usePage();
  const variables = useSignal<Variable[]>([]);
  const filter = useSignal("");
  const load = async (): Promise<void> => {
    ({ variables: variables.value } = await workspace.session.variables());
  };
  useSignalEffect(() => {
    void workspace.turns.value;
    if (!workspace.isClosed.value) void desk.attempt(load());
  });
  const wanted = filter.value.toLowerCase();
  const found = variables.value.filter(({ name }) => name.toLowerCase().includes(wanted));
  const remove = async (name: string): Promise<void> => {
    await desk.client.request("namespace/delete", { sessionId: workspace.id, names: [name] });
    await load();
  };
  return (
    <aside class="panel" aria-label="Variables">
      <h2>
        Variables
        <button
          class="quiet"
          aria-label="Look again"
          title="Look again"
          onClick={() => void desk.attempt(load())}
        >
          ⟳
        </button>
      </h2>
      <input
        type="search"
        placeholder="Filter"
        aria-label="Filter variables"
        value={filter}
        onInput={(event) => (filter.value = event.currentTarget.value)}
      />
      {variables.value.length === 0 && <p class="faint">The session has no names yet.</p>}
      <ul class="tree">
        {found.map((variable) => (
          <Tree
            key={variable.name}
            name={variable.name}
            glimpse={variable}
            expand={workspace.session.expand}
            hint={`${variable.kind}, In[${variable.executionCount}]`}
            onRemove={() => void desk.attempt(remove(variable.name))}
          />
        ))}
      </ul>
    </aside>
  );
}
