// What a session is, as data: its state, what can happen to it, and what it then asks to be done.
// Nothing here acts, reads a clock or makes an id.
import type {
  KernelCommand,
  KernelEvent,
  KernelRequest,
  KernelSettings,
  Question,
  QuestionCommand,
  StartupTask,
} from "../../protocol/kernel.ts";
import type { InquiryParams } from "../../protocol/inquiries.ts";
import type { ErrorName } from "../../protocol/errors.ts";
import type { ExecuteParams, InterruptParams } from "../../protocol/requests.ts";
import type { DidStart, Output } from "../../protocol/outputs.ts";
import type { ExecuteResult, Limits, LoopPolicy, SessionState } from "../../protocol/shapes.ts";
import { defaultBounds, type Bounds } from "./bounds.ts";
import type { Note } from "./notes.ts";
import { Queue, type QueueNode } from "../std/queue.ts";
import { RecentMap } from "../std/recent.ts";
import { CellLog } from "./cells.ts";

/** A request of a client that waits for its answer; numbered by whoever performs the actions. */
export type Ticket = number;

/**
 * What output needs to know of the cell that it belongs to; outlives the cell, for its late output.
 */
export interface Trace {
  executionId: string;
  executionCount: number;
  cellId?: string;
  finished: boolean;
  /** UTF-8 bytes of stream text that were let through. */
  streamBytes: number;
  droppedBytes: number;
  droppedStream?: "stdout" | "stderr";
}

export interface Execution {
  readonly executionId: string;
  readonly params: ExecuteParams;
  readonly storeHistory: boolean;
  readonly stopOnError: boolean;
  /** False for an id that the session made up: nobody can ask for it again. */
  readonly remember: boolean;
  readonly tickets: Ticket[];
  /** Those of clients that are there and may be asked for input. */
  readonly askable: Set<Ticket>;
  /** Interrupts that are answered when this execution has ended. */
  readonly watchers: Watcher[];
  place: "waiting" | "handed" | "running";
  node: QueueNode<Execution> | undefined;
  /** 0 while it waits. */
  generation: number;
  executionCount: number;
  trace: Trace | undefined;
  /** Somebody wants it gone; should it start nevertheless, it is interrupted. */
  dismissed: boolean;
  timedOut: boolean;
  /** Set where it is no client's. */
  readonly task?: StartupTask;
}

export interface Watcher {
  ticket: Ticket;
  named: boolean;
}

/** An interrupt that the kernel has not answered yet. */
export interface PendingInterrupt {
  /** Absent when no client waits for it: a deadline, a cancelled request. */
  watcher?: Watcher;
  first: number;
  last: number;
  clearQueue: boolean;
  /** What ended by it, when its end was told before the kernel's answer. */
  ended?: { executionIds: string[]; how: "cancelled" | "terminated" };
}

export type SettingCommand = Extract<
  KernelCommand,
  { type: "setAutoawait" | "setRunner" | "setLoopPolicy" }
>;

/** What the kernel answers with a `reply`. */
export type AskedCommand = SettingCommand | QuestionCommand;

/** Something that the kernel has not answered yet. */
export type Asked = AskedSetting | AskedQuestion;

export interface AskedSetting {
  ticket: Ticket;
  command: SettingCommand;
  /** What held before, where the kernel told of the change before it answered. */
  before?: KernelSettings;
}

export interface AskedQuestion {
  ticket: Ticket;
  command: QuestionCommand;
  /** The answer where the kernel ends before it has one. */
  otherwise: unknown;
}

/** What a cell asks for. */
export interface PendingInput {
  /** The kernel's number for it. */
  id: number;
  generation: number;
  prompt: string;
  password: boolean;
  /** By whose request it is known who is asked; undefined while nobody is. */
  ticket: Ticket | undefined;
}

export interface StateOfSession {
  state: SessionState;
  reason?: string;
}

/** As many as may wait: a client that lost its connection may come back for each of them. */
const rememberedResults = 10_000;
const rememberedBytes = 32 * 1024 * 1024;
const rememberedIds = 20_000;
const rememberedTraces = 1_000;

export interface SessionModel {
  readonly bounds: Bounds;
  settings: KernelSettings;
  /** What it began with: a function of the namespace goes with its kernel. */
  firstRunner: string;
  limits: Limits;
  name: string | undefined;
  /** What every kernel of this session does before it runs a client's cell. */
  startup: readonly StartupTask[];
  phase: "starting" | "ready" | "dead" | "closed";
  /** Which kernel of this session: what an earlier one still says is not heard. */
  incarnation: number;
  pid: number | null;
  node: string | undefined;
  /** Why there is no kernel. */
  reason: string | undefined;
  announced: StateOfSession;
  waiting: Queue<Execution>;
  waitingBytes: number;
  /** Handed to the kernel and not ended: its first is the one that runs, or the next to. */
  handed: Queue<Execution>;
  live: Map<string, Execution>;
  byGeneration: Map<number, Execution>;
  /** Generations that were answered as aborted and that the kernel is still to skip. */
  skipping: Set<number>;
  byTicket: Map<Ticket, Execution>;
  generation: number;
  epoch: number;
  /** The last In[n] that was given away, and the last that started. */
  numbered: number;
  executionCount: number;
  /** Executions among the live ones that outlive their client. */
  detached: number;
  commandId: number;
  interrupts: Map<number, PendingInterrupt>;
  /** What the kernel was asked and has not answered, by command id. */
  asked: Map<number, Asked>;
  /** What is to be asked once a kernel is there. */
  held: AskedCommand[];
  askedBytes: number;
  input: PendingInput | undefined;
  /** What was started in this kernel, for who reads cells without running them. */
  cells: CellLog;
  remembered: RecentMap<string, ExecuteResult>;
  /** Executions that have ended, their results remembered or not. */
  ended: RecentMap<string, true>;
  traces: RecentMap<number, Trace>;
}

export type Restart = Partial<Pick<SessionModel, "name" | "settings" | "limits" | "startup">>;

export type SessionEvent =
  /** Have a kernel made ready before there is anything to run. */
  | { type: "warm" }
  | { type: "execute"; ticket: Ticket; executionId: string; params: ExecuteParams }
  | { type: "cancel"; ticket: Ticket }
  | { type: "interrupt"; ticket: Ticket; params: InterruptParams }
  | { type: "setAutoawait"; ticket: Ticket; enabled: boolean }
  | { type: "setRunner"; ticket: Ticket; runner: string }
  | { type: "setLoopPolicy"; ticket: Ticket; policy: LoopPolicy }
  /** `otherwise` is the answer where no kernel can give one. */
  | { type: "question"; ticket: Ticket; question: Question; otherwise: unknown }
  /** Of what a cell asked for; see `InputCommand`. */
  | { type: "answered"; incarnation: number; id: number; value: string | null; reason?: string }
  /** The client of these requests is gone. */
  | { type: "left"; tickets: readonly Ticket[] }
  | { type: "restart"; ticket: Ticket; change: Restart; clearHistory?: boolean }
  | { type: "close"; reason: string }
  | { type: "opened"; incarnation: number; pid: number; node: string }
  | { type: "openFailed"; incarnation: number; reason: string }
  | { type: "kernel"; incarnation: number; event: KernelEvent }
  | { type: "deadline"; incarnation: number; generation: number }
  /** What became of a `lookUp`. */
  | { type: "lookedUp"; incarnation: number; id: number; value?: unknown; error?: string };

/** A notification before it has its place in the journal. */
export type Unnumbered<T> = Omit<T, "seq" | "sessionId">;

export type SessionAction =
  | { type: "open"; incarnation: number; settings: KernelSettings; memoryMb?: number }
  | { type: "closeKernel" }
  | { type: "send"; command: KernelCommand }
  | { type: "setDeadline"; incarnation: number; generation: number; ms: number }
  | { type: "clearDeadline" }
  /** Ask the client of this request for input, in place of what was asked before. */
  | {
      type: "inquire";
      incarnation: number;
      id: number;
      ticket: Ticket;
      params: Omit<InquiryParams<"input/request">, "sessionId">;
    }
  /** Nobody can be asked; after this time, nobody will be. */
  | { type: "expectReturn"; incarnation: number; id: number; ms: number }
  /** What was asked needs no answer any more. */
  | { type: "takeBack" }
  /** Stream text, to be coalesced on its way to the journal. */
  | { type: "stream"; trace: Trace; late: boolean; stream: "stdout" | "stderr"; text: string }
  | { type: "output"; params: Unnumbered<Output> }
  | { type: "didStart"; params: Unnumbered<DidStart> }
  | { type: "didChangeState"; params: StateOfSession }
  /**
   * An execution has ended. Its tickets are answered after all that was told before;
   * `result.lastSeq` is filled in by whoever performs this.
   */
  | { type: "finish"; tickets: Ticket[]; result: ExecuteResult; silent: boolean }
  /** For the user's history. */
  | { type: "note"; note: Note }
  /** A cell wants to know something; `lookedUp` is to come. */
  | { type: "lookUp"; incarnation: number; id: number; request: KernelRequest }
  | { type: "answer"; ticket: Ticket; value: unknown }
  | { type: "refuse"; ticket: Ticket; name: ErrorName; message: string; data?: unknown };

export interface Step {
  state: SessionModel;
  actions: SessionAction[];
}

export interface ModelSetup {
  settings: KernelSettings;
  limits?: Limits;
  name?: string | undefined;
  startup?: readonly StartupTask[];
  bounds?: Bounds;
}

export const createModel = ({
  settings,
  limits = {},
  name,
  startup = [],
  bounds = defaultBounds,
}: ModelSetup): SessionModel => ({
  bounds,
  settings,
  firstRunner: settings.runner,
  limits,
  name,
  startup,
  phase: "dead",
  incarnation: 0,
  pid: null,
  node: undefined,
  reason: undefined,
  announced: { state: "starting" },
  waiting: new Queue(),
  waitingBytes: 0,
  handed: new Queue(),
  live: new Map(),
  byGeneration: new Map(),
  skipping: new Set(),
  byTicket: new Map(),
  generation: 0,
  epoch: 1,
  numbered: 0,
  executionCount: 0,
  detached: 0,
  commandId: 0,
  interrupts: new Map(),
  asked: new Map(),
  held: [],
  askedBytes: 0,
  input: undefined,
  cells: new CellLog(),
  remembered: new RecentMap(rememberedResults, rememberedBytes),
  ended: new RecentMap(rememberedIds),
  traces: new RecentMap(rememberedTraces),
});
