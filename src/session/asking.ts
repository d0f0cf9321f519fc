// What a kernel is asked and answers with a reply, never behind a running cell: settings, which
// hold from the next cell that starts there, and questions about code and names. The session
// changes its own copy of a setting when the kernel has agreed: only the kernel knows what runners
// there are.
import type {
  ChangedSettings,
  KernelEvent,
  Question,
  ReadingSettings,
} from "../../protocol/kernel.ts";
import type { ErrorName } from "../../protocol/errors.ts";
import { ensureKernel } from "./handing.ts";
import type {
  Asked,
  AskedQuestion,
  SessionEvent,
  SessionModel,
  SettingCommand,
  Step,
  Ticket,
} from "./model.ts";

type SettingEvent = Extract<SessionEvent, { type: SettingCommand["type"] }>;
type QuestionEvent = Extract<SessionEvent, { type: "question" }>;
type LookedUp = Extract<SessionEvent, { type: "lookedUp" }>;
type LookUp = Extract<KernelEvent, { type: "lookUp" }>;
type Reply = Extract<KernelEvent, { type: "reply" }>;

export const onSetting = (next: Step, event: SettingEvent): void => {
  if (!admit(next, event.ticket)) return;
  ask(next, { ticket: event.ticket, command: makeCommand(next.state, event) });
};

/** A text that is too long for the control thread is answered with `otherwise`. */
export const onQuestion = (next: Step, event: QuestionEvent): void => {
  const { state, actions } = next;
  const { ticket, question, otherwise } = event;
  const length = measure(question);
  if (!admit(next, ticket, length)) return;
  if (length > state.bounds.judgedLength) {
    actions.push({ type: "answer", ticket, value: otherwise });
    return;
  }
  const id = (state.commandId += 1);
  const settings = describeReading(state);
  ask(next, { ticket, command: { type: "question", id, question, settings }, otherwise });
};

/** How the next cell is read, once all that was asked for is done. */
const describeReading = (state: SessionModel): ReadingSettings => {
  const { languageId, runner } = state.settings;
  let { autoawait } = state.settings;
  for (const { command } of state.asked.values())
    if (command.type === "setAutoawait") autoawait = command.enabled;
  return { languageId, autoawait, runner };
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

const ask = (next: Step, asked: Asked): void => {
  const { state, actions } = next;
  const { command } = asked;
  state.asked.set(command.id, asked);
  state.askedBytes += lengthOf(asked);
  ensureKernel(next);
  if (state.phase === "ready") actions.push({ type: "send", command });
  else state.held.push(command);
};

const isQuestion = (asked: Asked): asked is AskedQuestion => asked.command.type === "question";

const measure = (question: Question): number =>
  "code" in question ? question.code.length : JSON.stringify(question).length;

const lengthOf = (asked: Asked): number =>
  isQuestion(asked) ? measure(asked.command.question) : 0;

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
  const { ticket } = asked;
  state.askedBytes -= lengthOf(asked);
  if (event.error) {
    const { name, message } = event.error;
    actions.push({ type: "refuse", ticket, name, message });
    return;
  }
  const value = isQuestion(asked)
    ? (event.value ?? asked.otherwise)
    : apply(state.settings, asked.command, asked.before);
  actions.push({ type: "answer", ticket, value });
};

/** The daemon knows what a cell wants to. */
export const onLookUp = ({ state, actions }: Step, { id, request }: LookUp): void => {
  actions.push({ type: "lookUp", incarnation: state.incarnation, id, request });
};

export const onLookedUp = ({ actions }: Step, { id, value, error }: LookedUp): void => {
  actions.push({ type: "send", command: { type: "lookedUp", id, value, ...(error && { error }) } });
};

/** The kernel is gone, and what it was asked with it. */
export const letAskedGo = ({ state, actions }: Step, reason: string): void => {
  for (const asked of state.asked.values()) {
    const { ticket } = asked;
    const message = `The kernel ended before it answered: ${reason}`;
    if (isQuestion(asked)) actions.push({ type: "answer", ticket, value: asked.otherwise });
    else actions.push({ type: "refuse", ticket, name: "KernelLost", message });
  }
  state.asked.clear();
  state.askedBytes = 0;
  state.held = [];
};

/** The kernel may tell of a change before it answers who asked for it. */
export const onChanged = ({ state }: Step, settings: ChangedSettings): void => {
  for (const asked of state.asked.values()) {
    if (isQuestion(asked) || asked.before || !makes(asked.command, settings)) continue;
    asked.before = { ...state.settings };
    break;
  }
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
