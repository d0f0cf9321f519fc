// How executions end: each is answered exactly once, and whatever waited for its end is told.
import type { KernelFinished } from "../../protocol/kernel.ts";
import type { InterruptResult } from "../../protocol/requests.ts";
import type { CellError, ExecuteResult, Status } from "../../protocol/shapes.ts";
import { dropInput } from "./inputs.ts";
import type { Execution, SessionModel, Step, Trace } from "./model.ts";
import { noteEnd } from "./notes.ts";
import { reportStartup } from "./startup.ts";
import { weigh } from "./weight.ts";

/** What came of an execution, beyond what the session itself knows of it. */
export interface Ending {
  status: Status;
  finished?: KernelFinished;
  error?: CellError;
}

/** Ends one execution, wherever it stands. */
export const finish = (next: Step, execution: Execution, ending: Ending): void => {
  const { state, actions } = next;
  dropInput(next, execution);
  leave(state, execution);
  reportDropped(next, execution.trace);
  if (execution.task) {
    reportStartup(next, execution.task, execution, ending);
    return;
  }
  const result = describeResult(state, execution, ending);
  noteEnd(next, execution, ending);
  if (execution.remember) {
    state.remembered.set(execution.executionId, result, weigh(result));
    state.ended.set(execution.executionId, true);
  }
  actions.push({
    type: "finish",
    tickets: execution.tickets,
    result,
    silent: execution.params.silent === true,
  });
};

/** Ends executions that never started, in their order. */
export const abort = (next: Step, executions: Iterable<Execution>): string[] => {
  const executionIds: string[] = [];
  for (const execution of executions) {
    finish(next, execution, { status: "aborted" });
    answerWatchers(next, execution, "interrupted", {
      how: "cancelled",
      executionIds: [execution.executionId],
    });
    executionIds.push(execution.executionId);
  }
  return executionIds;
};

/**
 * Ends all that has not started. The kernel drops what it was handed of it by the same rule (the
 * fence).
 */
export const abortWaiting = (next: Step): string[] => {
  const { state } = next;
  const behind = [...state.handed, ...state.waiting];
  state.numbered = state.executionCount;
  return abort(next, behind);
};

export const answerWatchers = (
  { actions }: Step,
  execution: Execution,
  status: "interrupted" | "ended",
  came: {
    how: "cancelled" | "terminated" | "restarted";
    executionIds: string[];
    stateLost?: boolean;
  },
): void => {
  for (const { ticket, named } of execution.watchers.splice(0)) {
    const value: InterruptResult =
      status === "ended"
        ? missed(named)
        : {
            status: "interrupted",
            how: came.how,
            executionIds: came.executionIds,
            stateLost: came.stateLost ?? false,
          };
    actions.push({ type: "answer", ticket, value });
  }
};

/** The answer to an interrupt that found nothing of what it meant. */
export const missed = (named: boolean): InterruptResult => ({
  status: named ? "mismatch" : "idle",
  executionIds: [],
  stateLost: false,
});

const leave = (state: SessionModel, execution: Execution): void => {
  if (execution.node) {
    const queue = execution.place === "waiting" ? state.waiting : state.handed;
    if (execution.place === "waiting") state.waitingBytes -= execution.params.code.length;
    queue.remove(execution.node);
  }
  execution.node = undefined;
  if (state.live.get(execution.executionId) === execution) state.live.delete(execution.executionId);
  state.byGeneration.delete(execution.generation);
  for (const ticket of execution.tickets) state.byTicket.delete(ticket);
  if (execution.params.detach) state.detached -= 1;
  if (execution.trace) execution.trace.finished = true;
};

/** Says how much stream text a limit kept back, before the end of the cell is told. */
const reportDropped = ({ actions }: Step, trace: Trace | undefined): void => {
  if (!trace?.droppedStream) return;
  actions.push({
    type: "output",
    params: {
      executionId: trace.executionId,
      executionCount: trace.executionCount,
      ...(trace.cellId === undefined ? {} : { cellId: trace.cellId }),
      kind: "stream",
      stream: trace.droppedStream,
      text: "",
      droppedBytes: trace.droppedBytes,
    },
  });
};

const describeResult = (
  state: SessionModel,
  execution: Execution,
  { status, finished, error = finished?.error }: Ending,
): ExecuteResult => ({
  executionId: execution.executionId,
  status,
  executionCount: execution.place === "running" ? execution.executionCount : state.executionCount,
  mode: finished?.mode ?? "sync",
  runner: finished?.runner ?? state.settings.runner,
  ...(finished?.result === undefined ? {} : { result: finished.result }),
  ...(error === undefined ? {} : { error }),
  ...(finished?.userExpressions === undefined ? {} : { userExpressions: finished.userExpressions }),
  durationMs: finished?.durationMs ?? 0,
  lastSeq: 0,
  ...(execution.trace?.droppedStream ? { truncated: true } : {}),
});
