// The life of a session's kernel: opened, lost, replaced, closed.
import type { KernelEvent, StartupTask } from "../../protocol/kernel.ts";
import type { InterruptResult } from "../../protocol/requests.ts";
import type { CellError } from "../../protocol/shapes.ts";
import { letAskedGo } from "./asking.ts";
import { abort, abortWaiting, answerWatchers, finish, missed } from "./endings.ts";
import { ensureKernel } from "./handing.ts";
import { noteStart } from "./notes.ts";
import type { Execution, SessionEvent, SessionModel, Step } from "./model.ts";

type Ready = Extract<KernelEvent, { type: "ready" }>;
type Lost = Extract<KernelEvent, { type: "lost" }>;

export const onOpened = ({ state, actions }: Step, pid: number, node: string): void => {
  if (state.phase !== "starting") return;
  state.phase = "ready";
  state.pid = pid;
  state.node = node;
  for (const command of state.held.splice(0)) actions.push({ type: "send", command });
};

/** The process itself has spoken. */
export const onReady = ({ state }: Step, { pid, node }: Ready): void => {
  state.pid = pid;
  state.node = node;
};

/** No kernel, and none tried again by itself: what waited for it is told why. */
export const onOpenFailed = (next: Step, reason: string): void => {
  const { state } = next;
  letGo(next, reason);
  for (const execution of state.waiting) {
    finish(next, execution, { status: "error", error: kernelLost(reason) });
  }
};

export const onLost = (next: Step, { code, signal, reason }: Lost): void => {
  const { state, actions } = next;
  const how = signal ? `signal ${signal}` : `exit code ${code ?? "unknown"}`;
  const told = reason === "" ? how : `${reason} (${how})`;
  if (state.phase !== "ready") return onOpenFailed(next, told);
  // The first that was handed over is taken for the cause, started or not: run again, it might end
  // every kernel.
  const running = state.handed.first();
  const wasStopped = running !== undefined && isBeingStopped(state, running);
  letGo(next, told);
  state.announced = { state: "dead", reason: told };
  if (running?.task) endStartup(next, running.task, told);
  else if (running) endWithKernel(next, running, kernelLost(told, { code, signal }), wasStopped);
  actions.push({ type: "didChangeState", params: { state: "dead", reason: told } });
};

/**
 * Nothing is put back: the next kernel would be lost as this one was, and for each of them nobody
 * has asked.
 */
const endStartup = (next: Step, { file, key }: StartupTask, told: string): void => {
  const { state } = next;
  const error = kernelLost(`${key} of ${file} ended it: ${told}`);
  for (const execution of [...state.handed, ...state.waiting]) {
    finish(next, execution, { status: "error", error });
    answerWatchers(next, execution, "interrupted", {
      how: "restarted",
      executionIds: [execution.executionId],
      stateLost: true,
    });
  }
};

/** An interrupt may have cost the kernel its life: its last rung, or what it brought about. */
const isBeingStopped = (state: SessionModel, { generation }: Execution): boolean =>
  state.interrupts.values().some(({ first, last }) => first <= generation && generation <= last);

const endWithKernel = (
  next: Step,
  running: Execution,
  error: CellError,
  wasStopped: boolean,
): void => {
  const { state } = next;
  state.executionCount = running.executionCount;
  if (running.place !== "running") noteStart(next, running);
  running.place = "running";
  const status = wasStopped ? (running.timedOut ? "timeout" : "interrupted") : "error";
  finish(next, running, { status, error });
  const executionIds = [running.executionId];
  if (running.stopOnError) executionIds.push(...abortWaiting(next));
  else putBack(next);
  const came = { how: "restarted", executionIds, stateLost: true } as const;
  answerWatchers(next, running, "interrupted", came);
};

/** Restart as a request: what runs is interrupted, what waits is aborted, the namespace is new. */
export const onRestart = (
  next: Step,
  { ticket, change, clearHistory }: Extract<SessionEvent, { type: "restart" }>,
): void => {
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
  if (change.settings) {
    state.settings = change.settings;
    state.firstRunner = change.settings.runner;
  }
  if (change.limits) state.limits = change.limits;
  if (change.name !== undefined) state.name = change.name;
  if (change.startup) state.startup = change.startup;
  replaceKernel(next, "restarted");
  if (clearHistory) actions.push({ type: "note", note: { type: "clear" } });
  actions.push({ type: "answer", ticket, value: null });
};

/** Gives the session a fresh kernel; answers which executions ended with the old one. */
export const replaceKernel = (next: Step, reason: string): string[] => {
  next.actions.push({ type: "closeKernel" });
  const executionIds = endAll(next, reason);
  // A viewer is to see that the state was lost, however soon the next kernel is there.
  next.actions.push({ type: "didChangeState", params: { state: "dead", reason } });
  ensureKernel(next);
  next.state.announced = { state: "dead", reason };
  return executionIds;
};

export const onClose = (next: Step, reason: string): void => {
  if (next.state.phase === "closed") return;
  next.actions.push({ type: "closeKernel" });
  endAll(next, reason);
  next.state.phase = "closed";
};

/** Ends what runs and what waits, and lets go of the kernel. */
const endAll = (next: Step, reason: string): string[] => {
  const { state } = next;
  const running = state.handed.first();
  letGo(next, reason);
  const executionIds: string[] = [];
  if (running?.place === "running") {
    finish(next, running, { status: running.timedOut ? "timeout" : "interrupted" });
    executionIds.push(running.executionId);
  }
  executionIds.push(...abortWaiting(next));
  if (running) {
    const came = { how: "restarted", executionIds, stateLost: true } as const;
    answerWatchers(next, running, "interrupted", came);
  }
  return executionIds;
};

/** Settles what only the kernel could have answered. Executions are left to the caller. */
const letGo = (next: Step, reason: string): void => {
  const { state, actions } = next;
  if (state.handed.first()?.place === "running") actions.push({ type: "clearDeadline" });
  state.phase = "dead";
  state.reason = reason;
  state.pid = null;
  letAskedGo(next, reason);
  state.skipping.clear();
  const head = state.handed.first();
  for (const { watcher, ended } of state.interrupts.values()) {
    if (!watcher) continue;
    const value = ended
      ? ({ status: "interrupted", ...ended, stateLost: true } satisfies InterruptResult)
      : missed(watcher.named);
    if (head && !ended) head.watchers.push(watcher);
    else actions.push({ type: "answer", ticket: watcher.ticket, value });
  }
  state.interrupts.clear();
  state.traces.clear();
};

/** What the lost kernel had not come to goes back to the head of the queue, in its order. */
const putBack = (next: Step): void => {
  const { state } = next;
  abort(
    next,
    [...state.handed].filter(({ dismissed }) => dismissed),
  );
  const unrun: Execution[] = [...state.handed].toReversed();
  for (const execution of unrun) {
    if (execution.node) state.handed.remove(execution.node);
    state.byGeneration.delete(execution.generation);
    execution.place = "waiting";
    execution.generation = 0;
    execution.node = state.waiting.unshift(execution);
    state.waitingBytes += execution.params.code.length;
  }
};

/** `cause`: how the process ended, where there was one. */
const kernelLost = (reason: string, cause?: Pick<Lost, "code" | "signal">): CellError => {
  const message = `The session's kernel ended: ${reason}. Its variables are gone.`;
  const stack = `KernelLost: ${message}`;
  return { name: "KernelLost", message, stack, frames: [], ...(cause && { cause }) };
};
