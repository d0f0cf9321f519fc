// The session as a function: an event in, what is to be done out. It owns the order of executions,
// the window that a kernel is handed ahead, fences, interrupts, settings and the life of the
// kernel. It knows no process, connection, journal or clock, so every order of events can be played
// to it in a test.
//
// `step` consumes the state that it is given: its collections are changed in place, so that an
// event costs the same whether one cell waits or ten thousand. Nobody keeps an old state.
import type { KernelEvent } from "../../protocol/kernel.ts";
import { cancelRequest, onDeadline, onExecute, onFinished, onStarted } from "./executions.ts";
import { ensureKernel, feed } from "./handing.ts";
import { onInterrupt, onInterrupted } from "./interrupts.ts";
import { onClose, onLost, onOpenFailed, onOpened, onReady, onRestart } from "./lifecycle.ts";
import type { SessionEvent, SessionModel, StateOfSession, Step } from "./model.ts";
import { onOutput, onStream } from "./outputs.ts";
import { onAnswered, onAsk, onLeft, onUnask } from "./inputs.ts";
import { onLookUp, onChanged, onQuestion, onReply, onSetting, onLookedUp } from "./asking.ts";

export const step = (state: SessionModel, event: SessionEvent): Step => {
  const next: Step = { state, actions: [] };
  if (!isStale(state, event)) take(next, event);
  feed(next);
  announce(next);
  return next;
};

/**
 * What a session tells of itself: `busy` as long as anything waits for a kernel that is there, why
 * it is dead, and that the running cell waits for input.
 */
export const describeState = (state: SessionModel): StateOfSession => {
  const { phase, reason, input } = state;
  if (phase === "closed" || phase === "dead") {
    return { state: "dead", ...(reason !== undefined && { reason }) };
  }
  if (phase === "starting") return { state: "starting" };
  const isBusy = state.handed.size > 0 || state.waiting.size > 0;
  return { state: isBusy ? "busy" : "idle", ...(input && { reason: "input" }) };
};

const isStale = (state: SessionModel, event: SessionEvent): boolean =>
  "incarnation" in event && (event.incarnation !== state.incarnation || state.phase === "closed");

const take = (next: Step, event: SessionEvent): void => {
  switch (event.type) {
    case "warm":
      return ensureKernel(next);
    case "execute":
      return onExecute(next, event);
    case "cancel":
      return cancelRequest(next, event.ticket);
    case "interrupt":
      return onInterrupt(next, event.ticket, event.params);
    case "setAutoawait":
    case "setRunner":
    case "setLoopPolicy":
      return onSetting(next, event);
    case "question":
      return onQuestion(next, event);
    case "answered":
      return onAnswered(next, event);
    case "left":
      return onLeft(next, event.tickets);
    case "restart":
      return onRestart(next, event);
    case "close":
      return onClose(next, event.reason);
    case "opened":
      return onOpened(next, event.pid, event.node);
    case "openFailed":
      return onOpenFailed(next, event.reason);
    case "deadline":
      return onDeadline(next, event.generation);
    case "lookedUp":
      return onLookedUp(next, event);
    case "kernel":
      return takeKernel(next, event.event);
  }
};

const takeKernel = (next: Step, event: KernelEvent): void => {
  switch (event.type) {
    case "ready":
      return onReady(next, event);
    case "started":
      return onStarted(next, event.generation);
    case "stream":
      return onStream(next, event);
    case "output":
      return onOutput(next, event);
    case "finished":
      return onFinished(next, event);
    case "reply":
      return onReply(next, event);
    case "lookUp":
      return onLookUp(next, event);
    case "changed":
      return onChanged(next, event.settings);
    case "interrupted":
      return onInterrupted(next, event);
    case "ask":
      return onAsk(next, event);
    case "unask":
      return onUnask(next, event.id);
    case "holds":
    case "fault":
      // The host has seen to it.
      return;
    case "lost":
      return onLost(next, event);
  }
};

const announce = ({ state, actions }: Step): void => {
  const now = describeState(state);
  const { announced } = state;
  if (now.state === announced.state && now.reason === announced.reason) return;
  state.announced = now;
  actions.push({ type: "didChangeState", params: now });
};
