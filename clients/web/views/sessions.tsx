// The sessions that are open in this page, and those of the daemon that are not.
import type { VNode } from "preact";
import type { Workspace } from "../model/workspace.ts";
import { usePage } from "./page.ts";

export function Sessions(): VNode {
  const { desk } = usePage();
  const others = desk.others.value;
  return (
    <nav class="sessions" aria-label="Sessions">
      <h2>
        Sessions
        <button
          class="quiet"
          title="New session"
          aria-label="New session"
          onClick={() => void desk.attempt(desk.create())}
        >
          +
        </button>
      </h2>
      <ul>
        {desk.workspaces.value.map((workspace) => (
          <SessionItem key={workspace.id} workspace={workspace} />
        ))}
      </ul>
      <h2>
        Also running
        <button
          class="quiet"
          title="Look again"
          aria-label="Look for other sessions again"
          onClick={() => void desk.attempt(desk.list())}
        >
          ⟳
        </button>
      </h2>
      {others.length === 0 && <p class="faint">No other session.</p>}
      <ul>
        {others.map(({ sessionId, name, state, cwd }) => (
          <li key={sessionId}>
            <button
              class="session"
              title={cwd}
              onClick={() => void desk.attempt(desk.attach(sessionId))}
            >
              <span class={`dot ${state}`} />
              <span class="session-name">{name ?? `session ${sessionId.slice(0, 6)}`}</span>
              <span class="faint">open</span>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function SessionItem({ workspace }: { workspace: Workspace }): VNode {
  const { desk } = usePage();
  const isShown = desk.shown.value === workspace;
  const { state, cwd } = workspace.info.value;
  const waiting = workspace.executions.underWay.value.length;
  const close = (): void => {
    const question = `End ${workspace.name}? Its variables are lost.`;
    if (!workspace.isClosed.value && !confirm(question)) return;
    void desk.attempt(desk.close(workspace));
  };
  return (
    <li class={isShown ? "shown" : ""}>
      <button
        class="session"
        title={cwd}
        aria-current={isShown ? "page" : undefined}
        onClick={() => desk.show(workspace)}
      >
        <span class={`dot ${workspace.isClosed.value ? "dead" : state}`} />
        <span class="session-name">{workspace.name}</span>
        {waiting > 0 && <span class="count">{waiting}</span>}
      </button>
      <button
        class="quiet"
        title="Close it here; it goes on"
        aria-label={`Leave ${workspace.name}`}
        onClick={() => void desk.attempt(desk.detach(workspace))}
      >
        –
      </button>
      <button
        class="quiet"
        title="End the session"
        aria-label={`End ${workspace.name}`}
        onClick={close}
      >
        ✕
      </button>
    </li>
  );
}
