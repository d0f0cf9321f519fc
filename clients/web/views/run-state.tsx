// How the run of a cell is doing, or has ended: one line below it.
import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import { useEffect } from "preact/hooks";
import type { Cell, Run } from "../model/cell.ts";
import type { Workspace } from "../model/workspace.ts";

const hows = {
  cancelled: "cancelled at its await",
  terminated: "its code was unwound",
  restarted: "the session was restarted",
} as const;

export function RunState({ cell, workspace }: { cell: Cell; workspace: Workspace }): VNode | null {
  const run = cell.run.value;
  if (!run) return null;
  const { phase, durationMs } = run;
  if (phase === "queued") {
    const place = workspace.executions.underWay.value.indexOf(cell);
    return <p class="run-state">waits{place > 0 && ` behind ${place} of this notebook`}</p>;
  }
  if (phase === "running") return <Clock run={run} workspace={workspace} />;
  const took = durationMs === undefined ? "" : describeMs(durationMs);
  const how = run.how === undefined ? "" : `: ${hows[run.how]}`;
  const runner = run.runner === undefined || run.runner === "native" ? "" : ` · ${run.runner}`;
  if (phase === "ok") return <p class="run-state">{`${took}${runner}`}</p>;
  if (phase === "aborted") return <p class="run-state bad">not run</p>;
  return <p class="run-state bad">{`${phase}${how} · ${took}${runner}`}</p>;
}

const stages = { graceful: "interrupting…", terminate: "terminating…" } as const;

function Clock({ run, workspace }: { run: Run; workspace: Workspace }): VNode {
  const now = useSignal(performance.now());
  useEffect(() => {
    const timer = setInterval(() => (now.value = performance.now()), 100);
    return () => clearInterval(timer);
  }, [run.executionId]);
  const elapsed = Math.max(0, now.value - (run.startedMs ?? now.value));
  const mode = workspace.executions.interrupting.value;
  return (
    <p class="run-state running">
      <span class="spinner" />
      {describeMs(elapsed)}
      {mode !== undefined && <strong>{stages[mode]}</strong>}
    </p>
  );
}

/** "3 ms", "1.4 s", "2 min 5 s". */
export function describeMs(ms: number): string {
  if (ms < 1) return "< 1 ms";
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.floor((ms % 60_000) / 1000)} s`;
}
