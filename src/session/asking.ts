// What a kernel is asked and answers with a reply, never behind a running cell: settings, which
// hold from the next cell that starts there, whether a text is complete, and what may stand in it.
// The session changes its own copy of a setting when the kernel has agreed: only the kernel knows
// what runners there are.
import type { ChangedSettings, KernelEvent } from "../../protocol/kernel.ts";
import type { ErrorName } from "../../protocol/errors.ts";
import type { Result } from "../../protocol/methods.ts";
import { ensureKernel } from "./handing.ts";
import type {
  AskedCommand,
  SessionEvent,
  SessionModel,
  SettingCommand,
  Step,
  Ticket,
} from "./model.ts";

type SettingEvent = Extract<SessionEvent, { type: SettingCommand["type"] }>;
type Question = Extract<SessionEvent, { type: "isComplete" | "complete" }>;
type QuestionCommand = Exclude<AskedCommand, SettingCommand>;
type Reply = Extract<KernelEvent, { type: "reply" }>;

const unknown: Result<"isComplete"> = { status: "unknown" };

/** Nothing is known of what may stand there. */
export const noMatches = (cursor: number): Result<"complete"> => ({
  matches: [],
  start: cursor,
  end: cursor,
  source: "live",
});

export const onSetting = (next: Step, event: SettingEvent): void => {
  if (!admit(next, event.ticket)) return;
  ask(next, event.ticket, makeCommand(next.state, event));
};

export const onComplete = (next: Step, event: Extract<Question, { type: "complete" }>): void => {
  const { ticket, code, cursor } = event;
  if (!admitText(next, event, noMatches(cursor))) return;
  const id = (next.state.commandId += 1);
  ask(next, ticket, { type: "complete", id, code, cursor });
};

export const onIsComplete = (
  next: Step,
  event: Extract<Question, { type: "isComplete" }>,
): void => {
  const { state } = next;
  const { ticket, code } = event;
  if (!admitText(next, event, unknown)) return;
  let { autoawait } = state.settings;
  for (const { command } of state.asked.values())
    if (command.type === "setAutoawait") autoawait = command.enabled;
  const { languageId, runner } = state.settings;
  const id = (state.commandId += 1);
  ask(next, ticket, { type: "isComplete", id, code, languageId, autoawait, runner });
};

/** A text that is too long for the control thread is answered with `otherwise`. */
const admitText = (next: Step, { ticket, code }: Question, otherwise: unknown): boolean => {
  if (!admit(next, ticket, code.length)) return false;
  if (code.length <= next.state.bounds.judgedLength) return true;
  next.actions.push({ type: "answer", ticket, value: otherwise });
  return false;
};

/** Refuses what cannot be asked any more, or not yet. */
const admit = ({ state, actions }: Step, ticket: Ticket, length = 0): boolean => {
  const refuse = (name: ErrorName, message: string): boolean => {
    actions.push({ type: "refuse", ticket, name, message });
    return false;
  };
  if (state.phase === "closed") return refuse("SessionClosed", "The session is closed.");
  const { queueLength, queueBytes } = state.bounds;
  if (state.asked.size >= queueLength || state.askedBytes + length > queueBytes)
    return refuse("QueueFull", "Too much waits for the kernel's answer.");
  return true;
};

const ask = (next: Step, ticket: Ticket, command: AskedCommand): void => {
  const { state, actions } = next;
  state.asked.set(command.id, { ticket, command });
  state.askedBytes += lengthOf(command);
  ensureKernel(next);
  if (state.phase === "ready") actions.push({ type: "send", command });
  else state.held.push(command);
};

const isQuestion = (command: AskedCommand): command is QuestionCommand => "code" in command;

const lengthOf = (command: AskedCommand): number => (isQuestion(command) ? command.code.length : 0);

const makeCommand = (state: SessionModel, event: SettingEvent): SettingCommand => {
  const id = (state.commandId += 1);
  if (event.type === "setAutoawait") return { type: event.type, id, enabled: event.enabled };
  if (event.type === "setRunner") {
    const { runner } = event;
    const isMentioned = state.live.values().some(({ params }) => params.code.includes(runner));
    return { type: event.type, id, runner, cwd: state.settings.cwd, isMentioned };
  }
  return { type: event.type, id, policy: event.policy };
};

export const onReply = ({ state, actions }: Step, event: Reply): void => {
  const asked = state.asked.get(event.id);
  if (!asked) return;
  state.asked.delete(event.id);
  const { ticket, command, before } = asked;
  state.askedBytes -= lengthOf(command);
  if (event.error) {
    const { name, message } = event.error;
    actions.push({ type: "refuse", ticket, name, message });
    return;
  }
  const value = isQuestion(command) ? event.value : apply(state.settings, command, before);
  actions.push({ type: "answer", ticket, value });
};

/** The kernel is gone, and what it was asked with it. */
export const letAskedGo = ({ state, actions }: Step, reason: string): void => {
  for (const { ticket, command } of state.asked.values()) {
    const message = `The kernel ended before it answered: ${reason}`;
    if (isQuestion(command)) {
      const value = command.type === "complete" ? noMatches(command.cursor) : unknown;
      actions.push({ type: "answer", ticket, value });
    } else actions.push({ type: "refuse", ticket, name: "KernelLost", message });
  }
  state.asked.clear();
  state.askedBytes = 0;
  state.held = [];
};

/** The kernel may tell of a change before it answers who asked for it. */
export const onChanged = ({ state }: Step, settings: ChangedSettings): void => {
  const cause = state.asked
    .values()
    .find(({ command, before }) => !before && !isQuestion(command) && makes(command, settings));
  if (cause) cause.before = { ...state.settings };
  Object.assign(state.settings, settings);
};

const makes = (command: SettingCommand, settings: ChangedSettings): boolean => {
  if (command.type === "setAutoawait") return settings.autoawait === command.enabled;
  if (command.type === "setRunner") return settings.runner === command.runner;
  return settings.loopPolicy === command.policy;
};

type Settings = Step["state"]["settings"];

/** `before`: what held before the change, where that was told already. */
const apply = (settings: Settings, command: SettingCommand, before = settings): unknown => {
  const { autoawait, runner, loopPolicy } = before;
  if (command.type === "setAutoawait") {
    settings.autoawait = command.enabled;
    return { enabled: command.enabled, previous: autoawait, runner };
  }
  if (command.type === "setRunner") {
    settings.runner = command.runner;
    return { runner: command.runner, previous: runner, autoawait };
  }
  settings.loopPolicy = command.policy;
  return { policy: command.policy, previous: loopPolicy };
};
