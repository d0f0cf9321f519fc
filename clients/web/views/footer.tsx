// How the session is doing, and the connection; and how its cells are run from the next one on.
import type { VNode } from "preact";
import type { LoopPolicy } from "../../../protocol/shapes.ts";
import type { Workspace } from "../model/workspace.ts";
import { usePage } from "./page.ts";

export const Footer = ({ workspace }: { workspace: Workspace }): VNode => {
  const { node, pid, cwd } = workspace.info.value;
  return (
    <footer class="footer">
      <State workspace={workspace} />
      <span class="where" title={cwd}>
        {cwd}
      </span>
      <Switches workspace={workspace} />
      <span title={pid === null ? "no process" : `process ${pid}`}>
        Node {node.replace("v", "")}
      </span>
    </footer>
  );
};

function Switches({ workspace }: { workspace: Workspace }): VNode {
  const { desk } = usePage();
  const { runner, loopPolicy, autoawait } = workspace.info.value;
  const { runners, loopPolicies } = desk.client.server.capabilities;
  const { session } = workspace;
  const set = (work: Promise<unknown>): void =>
    void desk.attempt(work).then(() => desk.attempt(workspace.refresh()));
  const known = runners.includes(runner) ? runners : [...runners, runner];
  return (
    <div class="switches">
      <label title="What brings asynchronous cells to their end">
        Runner
        <select value={runner} onChange={(e) => set(session.setRunner(e.currentTarget.value))}>
          {known.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </select>
      </label>
      <label title="Does the event loop turn between cells?">
        Loop
        <select
          value={loopPolicy}
          onChange={(e) => set(session.setLoopPolicy(e.currentTarget.value as LoopPolicy))}
        >
          {loopPolicies.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </select>
      </label>
      <label title="Top-level await">
        <input
          type="checkbox"
          checked={autoawait}
          onChange={(e) => set(session.setAutoawait(e.currentTarget.checked))}
        />
        await
      </label>
    </div>
  );
}

/** How the session is, and how the connection. */
function State({ workspace }: { workspace: Workspace }): VNode {
  const { desk } = usePage();
  const link = desk.link.value;
  const { state, queueLength } = workspace.info.value;
  const waiting = Math.max(queueLength, workspace.executions.underWay.value.length - 1);
  if (link.phase === "lost") {
    return (
      <span class="state lost" role="status" title={link.reason}>
        <span class="dot busy" />
        {link.attempt === 0 ? "connection lost" : `reconnecting, attempt ${link.attempt}`}
        <button class="quiet" onClick={() => desk.client.reconnect()}>
          now
        </button>
      </span>
    );
  }
  if (link.phase === "closed") {
    return (
      <span class="state lost" role="status" title={link.reason}>
        <span class="dot dead" />
        not connected
      </span>
    );
  }
  const isClosed = workspace.isClosed.value;
  return (
    <span class="state" role="status">
      <span class={`dot ${isClosed ? "dead" : state}`} />
      {isClosed ? "session has ended" : state}
      {waiting > 0 && state === "busy" && `, ${waiting} waiting`}
      {link.replayed !== undefined && <span class="replayed">replayed {link.replayed}</span>}
    </span>
  );
}
