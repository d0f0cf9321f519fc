// What a running cell asks of its client: of whom, until when, and what becomes of it when that
// client leaves. A kernel asks for one thing at a time.
import type { KernelEvent } from "../../protocol/kernel.ts";
import type { Execution, SessionEvent, Step, Ticket } from "./model.ts";

type AskEvent = Extract<KernelEvent, { type: "ask" }>;
type AnsweredEvent = Extract<SessionEvent, { type: "answered" }>;

export const onAsk = (next: Step, { id, generation, prompt, password }: AskEvent): void => {
  next.state.input = { id, generation, prompt, password, ticket: undefined };
  route(next);
};

export const onUnask = (next: Step, id: number): void => {
  if (next.state.input?.id === id) drop(next);
};

export const onAnswered = (next: Step, { id, value, reason }: AnsweredEvent): void => {
  if (next.state.input?.id !== id) return;
  drop(next);
  const why = reason === undefined ? {} : { reason };
  next.actions.push({ type: "send", command: { type: "input", id, value, ...why } });
};

/** An execution has ended, and needs no answer any more. */
export const dropInput = (next: Step, { generation }: Execution): void => {
  if (generation > 0 && next.state.input?.generation === generation) drop(next);
};

/** A client has left; its requests may still be answered, but it can't be. */
export const onLeft = (next: Step, tickets: readonly Ticket[]): void => {
  const { state } = next;
  for (const ticket of tickets) state.byTicket.get(ticket)?.askable.delete(ticket);
  const asked = state.input?.ticket;
  if (asked !== undefined && tickets.includes(asked)) route(next);
};

/** A client that may be asked waits for the result of an execution that there is already. */
export const onReturn = (next: Step, execution: Execution, ticket: Ticket): void => {
  const { input } = next.state;
  execution.askable.add(ticket);
  if (input?.generation === execution.generation && input.ticket === undefined) route(next);
};

/** Of several clients that wait for the result, the one that asked for it last. */
const route = ({ state, actions }: Step): void => {
  const { input, incarnation } = state;
  const execution = input && state.byGeneration.get(input.generation);
  if (!execution) {
    state.input = undefined; // it has ended, and the kernel knows
    return;
  }
  const { executionId, params } = execution;
  const { id, prompt, password } = input;
  input.ticket = [...execution.askable].at(-1);
  if (input.ticket !== undefined) {
    const asked = { executionId, prompt, password };
    actions.push({ type: "inquire", incarnation, id, ticket: input.ticket, params: asked });
  } else {
    actions.push({ type: "takeBack" });
    const ms = state.bounds.returnMs;
    // What outlives its client waits for it to come back.
    if (!params.detach) actions.push({ type: "expectReturn", incarnation, id, ms });
  }
};

const drop = ({ state, actions }: Step): void => {
  state.input = undefined;
  actions.push({ type: "takeBack" });
};
