// Interrupts that clients ask for. Each is bound to the executions that it means: one that comes
// too late never hits the next cell, and each is answered once it is known what it came to.
import type { KernelEvent } from "../../protocol/kernel.ts";
import type { InterruptParams, InterruptResult } from "../../protocol/requests.ts";
import { abort, missed } from "./endings.ts";
import { replaceKernel } from "./lifecycle.ts";
import type { Execution, PendingInterrupt, Step, Ticket, Watcher } from "./model.ts";
import { dismiss, sendInterrupt } from "./stopping.ts";

type Interrupted = Extract<KernelEvent, { type: "interrupted" }>;

export const onInterrupt = (next: Step, ticket: Ticket, params: InterruptParams): void => {
  const { state, actions } = next;
  const watcher: Watcher = { ticket, named: params.executionId !== undefined };
  const target = findTarget(next, params.executionId);
  const mode = params.mode ?? "graceful";
  if (!target) {
    if (watcher.named || state.phase !== "ready" || mode === "restart")
      actions.push({ type: "answer", ticket, value: missed(watcher.named) });
    else stopBackground(next, watcher, mode);
    return;
  }
  const clearQueue = params.clearQueue ?? true;
  const isNext = target === findTarget(next, undefined);
  if (mode === "restart" && isNext && (target.place !== "waiting" || !watcher.named)) {
    const executionIds = replaceKernel(next, "restarted by an interrupt");
    const value: InterruptResult = {
      status: "interrupted",
      how: "restarted",
      executionIds,
      stateLost: true,
    };
    actions.push({ type: "answer", ticket, value });
  } else if (target.place === "waiting") {
    const ended = !watcher.named && clearQueue ? [...state.waiting] : [target];
    actions.push({ type: "answer", ticket, value: cancelled(abort(next, ended)) });
  } else if (watcher.named && target.place === "handed") {
    target.watchers.push(watcher);
    dismiss(next, target);
  } else {
    const last = watcher.named ? target.generation : state.generation;
    const pending = { watcher, first: target.generation, last, clearQueue };
    sendInterrupt(next, {
      pending,
      mode: mode === "restart" ? "graceful" : mode,
      fence: clearQueue,
    });
  }
};

/** No cell runs, but something that one has left behind may keep the kernel's thread busy. */
const stopBackground = (next: Step, watcher: Watcher, mode: "graceful" | "terminate"): void => {
  const pending = { watcher, first: 0, last: 0, clearQueue: false };
  sendInterrupt(next, { pending, mode, fence: false });
};

/** The one that is named; without a name the one that runs, or is the next to. */
const findTarget = ({ state }: Step, executionId: string | undefined): Execution | undefined =>
  executionId === undefined
    ? (state.handed.first() ?? state.waiting.first())
    : state.live.get(executionId);

export const onInterrupted = (next: Step, event: Interrupted): void => {
  const { state, actions } = next;
  const pending = state.interrupts.get(event.id);
  if (!pending) return;
  state.interrupts.delete(event.id);
  const { watcher } = pending;
  if (!watcher) return;
  const hit = event.hit === undefined ? undefined : state.byGeneration.get(event.hit);
  if (hit) {
    hit.watchers.push(watcher);
  } else if (pending.ended) {
    const { executionIds, how } = pending.ended;
    const value: InterruptResult = {
      status: "interrupted",
      how: event.how ?? how,
      executionIds,
      stateLost: false,
    };
    actions.push({ type: "answer", ticket: watcher.ticket, value });
  } else if (pending.last === 0 && event.how) {
    const value: InterruptResult = {
      status: "interrupted",
      how: event.how,
      executionIds: [],
      stateLost: false,
    };
    actions.push({ type: "answer", ticket: watcher.ticket, value });
  } else {
    onMissed(next, pending, watcher);
  }
};

/** The kernel ran nothing of what was meant: either that has ended, or it has not begun. */
const onMissed = (next: Step, pending: PendingInterrupt, watcher: Watcher): void => {
  const { state, actions } = next;
  const head = state.handed.first();
  const isAhead =
    head?.place === "handed" && pending.first <= head.generation && head.generation <= pending.last;
  if (!head || !isAhead) {
    actions.push({ type: "answer", ticket: watcher.ticket, value: missed(watcher.named) });
    return;
  }
  head.watchers.push(watcher);
  const meant = pending.clearQueue ? [...state.handed] : [head];
  for (const execution of meant) dismiss(next, execution);
  if (pending.clearQueue) abort(next, [...state.waiting]);
};

const cancelled = (executionIds: string[]): InterruptResult => ({
  status: "interrupted",
  how: "cancelled",
  executionIds,
  stateLost: false,
});
