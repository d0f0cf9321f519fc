// What hooks of the user's are told of an execution, before it runs and after. Of one that is
// unwound nothing is told: none of its code runs any more.
import type { Execution } from "./execution.ts";
import type { Came, Coming, Events } from "./magics/events.ts";
import type { Outcome } from "./outcome.ts";

/** A promise only where a hook has one; it rejects when an interrupt ends the wait. */
export function runBefore(
  events: Events | undefined,
  execution: Execution,
): Promise<void> | undefined {
  const isSilent = execution.command.silent === true;
  return events?.before(() => describeComing(execution), isSilent, execution.wait);
}

export function runAfter(
  events: Events | undefined,
  execution: Execution,
  outcome: Outcome,
): Promise<void> | undefined {
  if (!events || execution.command.step || outcome.type === "terminated") return undefined;
  const isSilent = execution.command.silent === true;
  return events.after(() => describeCame(execution, outcome), isSilent, execution.wait);
}

function describeComing({ command }: Execution): Coming {
  const { code, executionCount, cellId, silent = false } = command;
  return { code, executionCount, ...(cellId !== undefined && { cellId }), silent };
}

function describeCame(execution: Execution, outcome: Outcome): Came {
  const durationMs = performance.now() - execution.startedAt;
  return { ...describeComing(execution), ...describeOutcome(execution, outcome), durationMs };
}

function describeOutcome(
  { interrupted }: Execution,
  outcome: Outcome,
): Pick<Came, "status" | "value" | "error"> {
  if (outcome.type === "thrown")
    return { status: interrupted ? "interrupted" : "error", error: outcome.thrown };
  if (outcome.type === "refused") return { status: "error", error: outcome.error };
  if (outcome.type === "terminated") return { status: "interrupted" };
  const { shown = {}, value } = outcome;
  return "thrown" in shown ? { status: "error", error: shown.thrown.is } : { status: "ok", value };
}
