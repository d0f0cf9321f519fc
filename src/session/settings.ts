// Settings go to the kernel at once and hold from the next cell that starts there. The session
// changes its own copy when the kernel has agreed: only the kernel knows what runners there are.
import type { KernelEvent } from "../../protocol/kernel.ts";
import { ensureKernel } from "./handing.ts";
import type { SessionEvent, SettingCommand, Step } from "./model.ts";

type SettingEvent = Extract<SessionEvent, { type: SettingCommand["type"] }>;
type Reply = Extract<KernelEvent, { type: "reply" }>;

export const onSetting = (next: Step, event: SettingEvent): void => {
  const { state, actions } = next;
  const { ticket } = event;
  if (state.phase === "closed") {
    actions.push({
      type: "refuse",
      ticket,
      name: "SessionClosed",
      message: "The session is closed.",
    });
    return;
  }
  if (state.asked.size >= state.bounds.queueLength) {
    actions.push({
      type: "refuse",
      ticket,
      name: "QueueFull",
      message: "Too many settings wait for the kernel.",
    });
    return;
  }
  state.commandId += 1;
  const command = makeCommand(state.commandId, event);
  state.asked.set(command.id, { ticket, command });
  ensureKernel(next);
  if (state.phase === "ready") actions.push({ type: "send", command });
  else state.held.push(command);
};

const makeCommand = (id: number, event: SettingEvent): SettingCommand => {
  if (event.type === "setAutoawait") return { type: event.type, id, enabled: event.enabled };
  if (event.type === "setRunner") return { type: event.type, id, runner: event.runner };
  return { type: event.type, id, policy: event.policy };
};

export const onReply = ({ state, actions }: Step, event: Reply): void => {
  const asked = state.asked.get(event.id);
  if (!asked) return;
  state.asked.delete(event.id);
  const { ticket, command } = asked;
  if (event.error) {
    const { name, message } = event.error;
    actions.push({ type: "refuse", ticket, name, message });
    return;
  }
  actions.push({ type: "answer", ticket, value: apply(state.settings, command) });
};

const apply = (settings: Step["state"]["settings"], command: SettingCommand): unknown => {
  const { autoawait, runner, loopPolicy } = settings;
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
