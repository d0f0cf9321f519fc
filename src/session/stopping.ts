// How a session asks its kernel to leave an execution unrun, or to stop it.
import { abort } from "./endings.ts";
import type { Execution, PendingInterrupt, Step } from "./model.ts";

export interface Stop {
  pending: PendingInterrupt;
  mode: "graceful" | "terminate";
  fence: boolean;
}

export const sendInterrupt = ({ state, actions }: Step, { pending, mode, fence }: Stop): void => {
  state.commandId += 1;
  state.interrupts.set(state.commandId, pending);
  actions.push({
    type: "send",
    command: {
      type: "interrupt",
      id: state.commandId,
      first: pending.first,
      last: pending.last,
      mode,
      fence,
      graceMs: state.bounds.graceMs,
    },
  });
  actions.push({
    type: "setOverdue",
    incarnation: state.incarnation,
    id: state.commandId,
    ms: state.bounds.graceMs + state.bounds.killMs,
  });
};

/** Stops an execution that has started, on behalf of nobody who waits for an answer. */
export const stopRunning = (next: Step, execution: Execution): void => {
  const { generation } = execution;
  sendInterrupt(next, {
    pending: { first: generation, last: generation, clearQueue: false },
    mode: "graceful",
    fence: execution.stopOnError,
  });
};

/** Has an execution that was handed over left unrun, or stopped when it started before that was heard. */
export const dismiss = (next: Step, execution: Execution): void => {
  if (execution.place === "running") {
    stopRunning(next, execution);
  } else if (!execution.dismissed) {
    execution.dismissed = true;
    next.actions.push({
      type: "send",
      command: { type: "skip", generation: execution.generation },
    });
  }
};
