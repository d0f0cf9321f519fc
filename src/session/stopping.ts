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

/**
 * Has an execution that was handed over left unrun, or stopped when it started before that was
 * heard. One that waits behind another is answered at once; the next to run may have started
 * already, so the kernel has the word.
 */
export const dismiss = (next: Step, execution: Execution): void => {
  const { state, actions } = next;
  const { generation } = execution;
  if (execution.place === "running") {
    stopRunning(next, execution);
    return;
  }
  if (execution.dismissed) return;
  execution.dismissed = true;
  actions.push({ type: "send", command: { type: "skip", generation } });
  if (state.handed.first()?.place !== "running") return;
  state.skipping.add(generation);
  abort(next, [execution]);
};

/** What was answered as aborted has started all the same. */
export const stopSkipped = (next: Step, generation: number): void => {
  sendInterrupt(next, {
    pending: { first: generation, last: generation, clearQueue: false },
    mode: "graceful",
    fence: false,
  });
};
