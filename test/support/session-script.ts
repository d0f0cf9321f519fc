// Shorthand for sessions without a process: events to put into `step`, and its actions as one line
// each.
import type {
  KernelFinished,
  KernelEvent,
  KernelSettings,
  StartupTask,
} from "../../protocol/kernel.ts";
import type { ExecuteParams, InterruptParams } from "../../protocol/requests.ts";
import type { Limits } from "../../protocol/shapes.ts";
import { defaultBounds, type Bounds } from "../../src/session/bounds.ts";
import {
  createModel,
  type SessionAction,
  type SessionEvent,
  type SessionModel,
} from "../../src/session/model.ts";
import type { Note } from "../../src/session/notes.ts";
import { step } from "../../src/session/state.ts";

export const settings = (): KernelSettings => ({
  cwd: "/",
  env: {},
  languageId: "typescript",
  autoawait: true,
  runner: "native",
  loopPolicy: "persistent",
});

export const createState = (
  bounds: Partial<Bounds> = {},
  limits: Limits = {},
  startup: StartupTask[] = [],
): SessionModel =>
  createModel({ settings: settings(), limits, bounds: { ...defaultBounds, ...bounds }, startup });

export const warm: SessionEvent = { type: "warm" };

export const opened = (incarnation = 1): SessionEvent => ({
  type: "opened",
  incarnation,
  pid: 100 + incarnation,
  node: "v24.0.0",
});

export const execute = (
  ticket: number,
  executionId: string,
  params: Partial<ExecuteParams> = {},
): SessionEvent => ({
  type: "execute",
  ticket,
  executionId,
  params: { code: executionId, ...params },
});

export const cancel = (ticket: number): SessionEvent => ({ type: "cancel", ticket });

export const interrupt = (ticket: number, params: InterruptParams = {}): SessionEvent => ({
  type: "interrupt",
  ticket,
  params,
});

export const kernel = (event: KernelEvent, incarnation = 1): SessionEvent => ({
  type: "kernel",
  incarnation,
  event,
});

export const started = (generation: number, incarnation = 1): SessionEvent =>
  kernel({ type: "started", generation }, incarnation);

export const finished = (
  generation: number,
  part: Partial<KernelFinished> = {},
  incarnation = 1,
): SessionEvent => kernel(ending(generation, part), incarnation);

export const ending = (generation: number, part: Partial<KernelFinished> = {}): KernelFinished => ({
  type: "finished",
  generation,
  status: "ok",
  mode: "sync",
  runner: "native",
  durationMs: 1,
  fence: false,
  ...part,
});

export const lost = (code: number | null = 3, incarnation = 1): SessionEvent =>
  kernel({ type: "lost", code, signal: null, reason: "" }, incarnation);

/** Plays an event; answers the actions, one line each. */
export const play = (state: SessionModel, event: SessionEvent): string[] =>
  step(state, event).actions.map(tell);

export const tell = (action: SessionAction): string => {
  switch (action.type) {
    case "open":
      return `open ${action.incarnation}`;
    case "send":
      return `send ${tellCommand(action.command)}`;
    case "setDeadline":
      return `deadline ${action.generation} in ${action.ms}`;
    case "stream": {
      const { late, trace, stream, text } = action;
      return `${late ? "late " : ""}${stream} ${trace.executionId}: ${text}`;
    }
    case "output": {
      const { executionId, kind, late, droppedBytes } = action.params;
      const dropped = droppedBytes === undefined ? "" : ` dropped ${droppedBytes}`;
      return `${late ? "late " : ""}output ${executionId} ${kind}${dropped}`;
    }
    case "didStart":
      return `start ${action.params.executionId} [${action.params.executionCount}]`;
    case "didChangeState": {
      const { state, reason } = action.params;
      return `state ${state}${reason === undefined ? "" : ` (${reason})`}`;
    }
    case "finish": {
      const { executionId, status, executionCount, error } = action.result;
      const name = error ? ` ${error.name}` : "";
      const answers = `${action.tickets.join()}${action.silent ? " silent" : ""}`;
      return `finish ${executionId} ${status}${name} [${executionCount}] → ${answers}`;
    }
    case "note":
      return `note ${tellNote(action.note)}`;
    case "lookUp":
      return `look up ${action.request.type} ${action.id}`;
    case "answer":
      return `answer ${action.ticket} ${tellValue(action.value)}`;
    case "refuse":
      return `refuse ${action.ticket} ${action.name}`;
    case "inquire":
      return `inquire ${action.ticket} for ${action.params.executionId}: ${action.params.prompt}`;
    case "expectReturn":
      return `expect a return for ${action.ms}`;
    case "closeKernel":
    case "clearDeadline":
    case "takeBack":
      return action.type;
  }
};

const tellNote = (note: Note): string => {
  if (note.type === "clear") return "clear";
  const { incarnation, line } = note;
  const what = note.type === "cell" ? note.code : note.status;
  return `${note.type} ${incarnation}/${line} ${what}`;
};

type Command = Extract<SessionAction, { type: "send" }>["command"];

const tellCommand = (command: Command): string => {
  if (command.type === "execute") return `execute ${command.generation} epoch ${command.epoch}`;
  if (command.type === "input") return `input ${command.value ?? command.reason ?? "end"}`;
  if (command.type === "skip") return `skip ${command.generation}`;
  if (command.type !== "interrupt") return command.type;
  const { first, last, mode, fence } = command;
  return `interrupt ${first}-${last} ${mode}${fence ? " fence" : ""}`;
};

interface Told {
  executionId?: string;
  status?: string;
  how?: string;
  executionIds?: string[];
  stateLost?: boolean;
}

const tellValue = (value: unknown): string => {
  if (typeof value !== "object" || value === null) return String(value);
  const told: Told = value;
  if (told.executionId !== undefined) return `${told.executionId} ${told.status}`;
  if (told.executionIds === undefined) return JSON.stringify(value);
  const how = told.how === undefined ? "" : `${told.how} `;
  const suffix = told.stateLost ? " state lost" : "";
  return `${told.status} ${how}[${told.executionIds.join()}]${suffix}`;
};
