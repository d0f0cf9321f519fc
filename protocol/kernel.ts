// What crosses the pipe between the daemon and a kernel. Not part of the public wire: both ends are
// always of one version.
//
// `generation` numbers the executions that one kernel was handed: 1, 2, 3, … It is how an interrupt
// names what it means, and how a late answer is told from a timely one.
//
// Fence: a kernel is handed several executions ahead, so that a pipeline costs no round trip
// each. When one of them ends with `fence: true`, the kernel drops every later one whose `epoch`
// is not greater than the failed one's; the session raises its epoch when it reads that event.
// Both sides so agree on what was waiting when the failure happened, without asking.
import type { HistoryQuery } from "./history.ts";
import type { CellError, LanguageId, Limits, LoopPolicy, MimeBundle, Mode } from "./shapes.ts";

export interface KernelSettings {
  cwd: string;
  env: Record<string, string>;
  languageId: LanguageId;
  autoawait: boolean;
  runner: string;
  loopPolicy: LoopPolicy;
  /** Are its cells stored? Not, unless told. */
  history?: boolean;
  facts?: SettingFacts;
}

/** What only the daemon knows of a session's settings, for `%config` to tell. */
export interface SettingFacts {
  /** The config files that were read; the last one counts most. */
  files: readonly string[];
  /**
   * Setting (`runner`, `limits.memoryMb`) → the file that it is from, `the client` or `the command
   * line`. A default has none.
   */
  origins: Readonly<Record<string, string>>;
  limits: Limits;
  history: boolean;
}

/** What a config file wants done before the first cell of a session. */
export interface StartupTask {
  /** The config file, and the place in it (`startup[0]`): a failure names both. */
  file: string;
  key: string;
  /** A cell. */
  code: string;
  /** What is done instead of a cell's code. */
  step?: StartupStep;
}

/** `file`: the config file that asks for it; specifiers resolve from its directory. */
export type StartupStep =
  /** Call a function of the file's `startup`. */
  | { type: "call"; file: string; index: number }
  | { type: "extension"; file: string; specifier: string }
  /** Register a magic: `from` says where it is (`module#export`), or else the file's `magics`. */
  | { type: "magic"; file: string; name: string; from?: string };

export interface KernelExecute {
  type: "execute";
  generation: number;
  epoch: number;
  code: string;
  /** The number shown as In[n]; what stacks name. */
  executionCount: number;
  /** The client's own name for the cell; stacks give it back. */
  cellId?: string;
  languageId?: LanguageId;
  stopOnError: boolean;
  display: "last" | "all" | "none";
  storeHistory: boolean;
  /** There is a client that can be asked for input. */
  allowStdin?: boolean;
  /** It counts as no execution. */
  silent?: boolean;
  userExpressions?: Record<string, string>;
  /** What is done instead of `code`. */
  step?: StartupStep;
}

/** What a cell may change of its session. */
export type ChangedSettings = Partial<Pick<KernelSettings, "autoawait" | "runner" | "loopPolicy">>;

/** Daemon → kernel. */
export type KernelCommand =
  | { type: "configure"; settings: KernelSettings }
  | KernelExecute
  /** Leave this execution unrun if it has not started; it then ends as `skipped`. */
  | { type: "skip"; generation: number }
  | InterruptCommand
  | { type: "setAutoawait"; id: number; enabled: boolean }
  | {
      type: "setRunner";
      id: number;
      runner: string;
      /** The session's directory. */
      cwd: string;
      /** A cell that has not ended yet has this name in it: it may be about to make it. */
      isMentioned: boolean;
    }
  | { type: "setLoopPolicy"; id: number; policy: LoopPolicy }
  /** End what is to be ended before the process is; `holds` says when that is done. */
  | { type: "end" }
  | QuestionCommand
  | InputCommand
  /** What a `lookUp` came to; `error` says why it has no answer. */
  | { type: "lookedUp"; id: number; value?: unknown; error?: string }
  /** To a kernel that is a guest in a program: the session is over, the program goes on. */
  | { type: "leave" };

/**
 * What is asked about code or about the namespace, without anything of the user's being run. The
 * control thread answers, whatever runs.
 */
export type Question =
  /** Is this text ready to be run as a cell? */
  | { type: "isComplete"; code: string }
  /** What may stand at the cursor? */
  | { type: "complete"; code: string; cursor: number }
  /** The text with blanks where it is neither TypeScript nor JavaScript. */
  | { type: "plain"; code: string }
  /** What stands there? */
  | { type: "inspect"; code: string; cursor: number; detail: 0 | 1 }
  /** `owner`: the client, to whom the refs are of use. */
  | { type: "namespace/list"; owner: string }
  | { type: "namespace/delete"; names: readonly string[] }
  /** The answer's `page` is null where the ref is unknown. */
  | { type: "value/expand"; owner: string; ref: string; start: number; count?: number };

export interface PlainAnswer {
  code: string;
}

export interface QuestionCommand {
  type: "question";
  id: number;
  question: Question;
  /** How the next cell would be read. */
  settings: ReadingSettings;
}

export type ReadingSettings = Pick<KernelSettings, "languageId" | "autoawait" | "runner">;

/** What came of the `ask` with this `id`. */
export interface InputCommand {
  type: "input";
  id: number;
  /** Null at the end of input. */
  value: string | null;
  /** Why there is no answer and will be none. */
  reason?: string;
}

/** Stop whatever runs of the generations `first`…`last`. */
export interface InterruptCommand {
  type: "interrupt";
  id: number;
  first: number;
  last: number;
  mode: "graceful" | "terminate";
  /** Fence off what waits behind it, whatever its own `stopOnError` says. */
  fence: boolean;
  /** How long a graceful interrupt may take before it becomes a termination. */
  graceMs: number;
}

/** What a cell may ask the daemon. */
export type KernelRequest = { type: "history"; query: HistoryQuery };

export type CellStatus = "ok" | "error" | "interrupted" | "skipped";

export interface KernelFinished {
  type: "finished";
  generation: number;
  status: CellStatus;
  mode: Mode;
  runner: string;
  result?: MimeBundle;
  /** The result's `text/plain` came before this event, in frames of its own. */
  isTextApart?: boolean;
  error?: CellError;
  userExpressions?: Record<string, unknown>;
  durationMs: number;
  /** What waited behind this execution is not going to run. */
  fence: boolean;
  /** For `interrupted`: was V8 made to stop, or did the cell end by itself? */
  how?: "cancelled" | "terminated";
}

/** Kernel → daemon, in the order in which it happened. */
export type KernelEvent =
  /**
   * The control thread is up. `received`: the last command that the main thread took until then,
   * straight.
   */
  | { type: "ready"; pid: number; node: string; received: number }
  | { type: "started"; generation: number }
  | { type: "stream"; generation: number; stream: "stdout" | "stderr"; text: string }
  | {
      type: "output";
      generation: number;
      kind: "display" | "updateDisplay" | "clear" | "error" | "log";
      data?: Record<string, unknown>;
      metadata?: Record<string, unknown>;
      displayId?: string;
      wait?: boolean;
      error?: CellError;
      text?: string;
    }
  | KernelFinished
  /** The answer to the command with this `id`; `error` when it changed nothing. */
  | {
      type: "reply";
      id: number;
      value?: unknown;
      error?: { name: "UnknownRunner" | "InvalidOption"; message: string };
    }
  /** A cell wants to know what only the daemon does; `lookedUp` is the answer. */
  | { type: "lookUp"; id: number; request: KernelRequest }
  /** A cell changed a setting, for those that start after it. */
  | { type: "changed"; settings: ChangedSettings }
  /** What an interrupt command came to. `hit` names the generation it stopped, if any. */
  | { type: "interrupted"; id: number; hit?: number; how?: "cancelled" | "terminated" }
  /** A cell asks its client for a line; answered by `input`, one at a time. */
  | { type: "ask"; id: number; generation: number; prompt: string; password: boolean }
  /** Whatever it was asked for, it needs no answer any more. */
  | { type: "unask"; id: number }
  /** Is there something that the process is to end before it is ended? Not, unless told. */
  | { type: "holds"; isHolding: boolean }
  /** Something in the kernel itself went wrong; it goes on. For the log. */
  | { type: "fault"; message: string }
  /** The process is gone: the last event of a kernel. `reason`: empty where it ended by itself. */
  | { type: "lost"; code: number | null; signal: string | null; reason: string };
