// An execution from its request to its end.
import type { KernelFinished } from "../../protocol/kernel.ts";
import type { Status } from "../../protocol/shapes.ts";
import { abort, abortWaiting, answerWatchers, finish } from "./endings.ts";
import { onReturn } from "./inputs.ts";
import type { Execution, SessionEvent, SessionModel, Step, Ticket } from "./model.ts";
import { noteStart } from "./notes.ts";
import { createExecution } from "./startup.ts";
import { dismiss, stopRunning, stopSkipped } from "./stopping.ts";

type ExecuteEvent = Extract<SessionEvent, { type: "execute" }>;

export const onExecute = (next: Step, { ticket, executionId, params }: ExecuteEvent): void => {
  const { state, actions } = next;
  if (state.phase === "closed") {
    actions.push({
      type: "refuse",
      ticket,
      name: "SessionClosed",
      message: "The session is closed.",
    });
    return;
  }
  const known = state.remembered.get(executionId);
  if (known) {
    actions.push({ type: "answer", ticket, value: known });
    return;
  }
  if (state.ended.get(executionId)) {
    const message = "The execution has ended, and its result is forgotten. It is not run again.";
    actions.push({ type: "refuse", ticket, name: "ReplayGap", message });
    return;
  }
  if (isFull(state, params.code.length)) {
    actions.push({
      type: "refuse",
      ticket,
      name: "QueueFull",
      message: `The session's queue is full: ${state.waiting.size} executions wait already.`,
      data: { queueLength: state.waiting.size, limit: state.bounds.queueLength },
    });
    return;
  }
  const same = state.live.get(executionId);
  if (same) {
    same.tickets.push(ticket);
    state.byTicket.set(ticket, same);
    if (params.allowStdin) onReturn(next, same, ticket);
    return;
  }
  const execution = createExecution(executionId, params, [ticket]);
  execution.node = state.waiting.push(execution);
  state.waitingBytes += params.code.length;
  state.live.set(executionId, execution);
  state.byTicket.set(ticket, execution);
  if (params.detach) state.detached += 1;
};

/**
 * Counts what the kernel was handed, too, and who only waits for the answer of another's execution.
 */
const isFull = (state: SessionModel, codeBytes: number): boolean =>
  state.waiting.size >= state.bounds.queueLength ||
  state.byTicket.size >= state.bounds.queueLength + state.bounds.window ||
  (state.waiting.size > 0 && state.waitingBytes + codeBytes > state.bounds.queueBytes);

/** `$/cancelRequest` of an execute: its answer is still its result. */
export const cancelRequest = (next: Step, ticket: Ticket): void => {
  const execution = next.state.byTicket.get(ticket);
  if (!execution) return;
  if (execution.place === "waiting") abort(next, [execution]);
  else dismiss(next, execution);
};

export const onStarted = (next: Step, generation: number): void => {
  const { state, actions } = next;
  const execution = state.byGeneration.get(generation);
  if (!execution) {
    if (state.skipping.has(generation)) stopSkipped(next, generation);
    return;
  }
  const { params } = execution;
  execution.place = "running";
  state.executionCount = execution.executionCount;
  state.cells.add({
    executionCount: execution.executionCount,
    code: params.code,
    languageId: params.languageId ?? state.settings.languageId,
  });
  noteStart(next, execution);
  if (!params.silent) {
    actions.push({
      type: "didStart",
      params: {
        executionId: execution.executionId,
        executionCount: execution.executionCount,
        ...(params.cellId === undefined ? {} : { cellId: params.cellId }),
        code: params.code,
      },
    });
  }
  const ms = params.timeoutMs ?? state.limits.cellTimeoutMs;
  if (ms !== undefined) {
    actions.push({ type: "setDeadline", incarnation: state.incarnation, generation, ms });
  }
  if (execution.dismissed) stopRunning(next, execution);
};

export const onDeadline = (next: Step, generation: number): void => {
  const execution = next.state.byGeneration.get(generation);
  if (!execution) return;
  execution.timedOut = true;
  stopRunning(next, execution);
};

export const onFinished = (next: Step, event: KernelFinished): void => {
  const { state, actions } = next;
  const execution = state.byGeneration.get(event.generation);
  if (!execution) {
    // Answered before: it was to be skipped. Should it have run, it may have fenced off what came
    // after.
    if (state.skipping.delete(event.generation) && event.fence) onFence(next);
    return;
  }
  const hasDeadline = (execution.params.timeoutMs ?? state.limits.cellTimeoutMs) !== undefined;
  if (hasDeadline && execution.place === "running") actions.push({ type: "clearDeadline" });
  const status = readStatus(execution, event);
  finish(next, execution, { status, finished: event });
  const executionIds = [execution.executionId];
  if (event.fence) executionIds.push(...onFence(next));
  const wasStopped = event.status === "interrupted" || event.status === "skipped";
  const how = event.how ?? "cancelled";
  answerWatchers(next, execution, wasStopped ? "interrupted" : "ended", { how, executionIds });
  if (event.status !== "interrupted") return;
  for (const pending of state.interrupts.values()) {
    if (pending.first <= event.generation && event.generation <= pending.last) {
      pending.ended ??= { executionIds, how };
    }
  }
};

/** The kernel drops all that it was handed so far, without a word; so does the session. */
const onFence = (next: Step): string[] => {
  next.state.epoch += 1;
  next.state.skipping.clear();
  return abortWaiting(next);
};

const readStatus = (execution: Execution, { status }: KernelFinished): Status => {
  if (status === "skipped") return "aborted";
  return status === "interrupted" && execution.timedOut ? "timeout" : status;
};
