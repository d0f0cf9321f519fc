// The one table of methods: name → params, result, lane, one line of documentation.
// Types, JSON Schema, OpenRPC, validators and README.md are generated from it (`npm run generate`).
//
// Lanes: `control` is answered at once and never waits behind a running cell; `queue` waits its
// turn in the session's queue; `lifecycle` belongs to the connection itself.
import { Type, type Static } from "typebox";
import { CompleteResult, IsCompleteResult } from "./looking.ts";
import {
  ExecuteResult,
  ExecutionId,
  LanguageId,
  LoopPolicy,
  SessionId,
  SessionInfo,
  SessionOptions,
  SessionSettings,
} from "./shapes.ts";

const closed = { additionalProperties: false } as const;
const optional = Type.Optional;
const ofSession = { sessionId: optional(SessionId) };

export const InitializeParams = Type.Object({
  processId: optional(
    Type.Union([Type.Integer(), Type.Null()], {
      description: "The daemon ends when this process does (stdio).",
    }),
  ),
  clientInfo: optional(
    Type.Object(
      { name: Type.String(), version: optional(Type.String()) },
      { description: "Shown in logs." },
    ),
  ),
  capabilities: optional(Type.Object({})),
  protocolVersions: optional(
    Type.Array(Type.String(), { description: 'What the client speaks; this page is `"1"`.' }),
  ),
  token: optional(
    Type.String({ description: "Where the connection itself brought none; see Who may connect." }),
  ),
  trace: optional(Type.Enum(["off", "messages", "verbose"])),
  session: optional(SessionOptions),
});

export const InitializeResult = Type.Object({
  serverInfo: Type.Object({ name: Type.Literal("awaitd"), version: Type.String() }),
  protocolVersion: Type.Literal("1"),
  capabilities: Type.Object({
    methods: Type.Array(Type.String()),
    notifications: Type.Array(Type.String()),
    runners: Type.Array(Type.String()),
    loopPolicies: Type.Array(LoopPolicy),
    languageIds: Type.Array(LanguageId),
    maxMessageBytes: Type.Integer(),
  }),
  session: SessionInfo,
});

export const ExecuteParams = Type.Object(
  {
    code: Type.String({ description: "The cell's text." }),
    ...ofSession,
    executionId: optional(ExecutionId),
    cellId: optional(
      Type.String({ description: "The client's own name for the cell; comes back in frames." }),
    ),
    languageId: optional(LanguageId),
    timeoutMs: optional(
      Type.Number({
        exclusiveMinimum: 0,
        description: "Counted from the start of the cell; then it ends with the status `timeout`.",
      }),
    ),
    silent: optional(
      Type.Boolean({
        default: false,
        description: "Counts as no execution: no number, no history.",
      }),
    ),
    storeHistory: optional(Type.Boolean({ description: "Defaults to the opposite of `silent`." })),
    stopOnError: optional(
      Type.Boolean({
        default: true,
        description: "When this cell fails, those that wait behind it are `aborted`.",
      }),
    ),
    allowStdin: optional(
      Type.Boolean({ default: false, description: "The cell may ask this client for input." }),
    ),
    userExpressions: optional(
      Type.Record(Type.String(), Type.String(), {
        description: "Name → expression, evaluated after the cell.",
      }),
    ),
    display: optional(
      Type.Enum(["last", "all", "none"], { description: "Which expression statements are shown." }),
    ),
    detach: optional(
      Type.Boolean({
        default: false,
        description: "The execution outlives its client: an abandoned session waits for it.",
      }),
    ),
  },
  closed,
);

export const InterruptParams = Type.Object(
  {
    ...ofSession,
    executionId: optional(ExecutionId),
    mode: optional(
      Type.Enum(["graceful", "terminate", "restart"], {
        description: "Where on the ladder to begin; `graceful` when left out.",
      }),
    ),
    clearQueue: optional(
      Type.Boolean({ default: true, description: "What waits becomes `aborted`." }),
    ),
  },
  closed,
);

export const InterruptResult = Type.Object({
  status: Type.Enum(["interrupted", "idle", "mismatch"]),
  how: optional(Type.Enum(["cancelled", "terminated", "restarted"])),
  executionIds: Type.Array(ExecutionId),
  stateLost: Type.Boolean(),
});

export const methods = {
  initialize: {
    lane: "lifecycle",
    params: InitializeParams,
    result: InitializeResult,
    summary:
      "Opens the connection and gives the client a session of its own, or the one it attaches to.",
  },
  shutdown: {
    lane: "lifecycle",
    params: Type.Object({}),
    result: Type.Null(),
    summary: "Ends the client's work; only `exit` may follow.",
  },
  execute: {
    lane: "queue",
    params: ExecuteParams,
    result: ExecuteResult,
    summary: "Evaluates a cell. Answered after all output that it produced before it ended.",
  },
  interrupt: {
    lane: "control",
    params: InterruptParams,
    result: InterruptResult,
    summary: "Stops the running cell, with the namespace kept.",
  },
  complete: {
    lane: "control",
    params: Type.Object(
      {
        code: Type.String({ description: "The cell as it was typed so far." }),
        cursor: Type.Integer({ minimum: 0, description: "Where, in UTF-16 units." }),
        ...ofSession,
      },
      closed,
    ),
    result: CompleteResult,
    summary:
      "Tells what may stand at the cursor, also while a cell runs. No code of the user's is run.",
  },
  isComplete: {
    lane: "control",
    params: Type.Object(
      { code: Type.String({ description: "What was typed so far." }), ...ofSession },
      closed,
    ),
    result: IsCompleteResult,
    summary: "Tells whether a cell is ready to be run or goes on, also while another one runs.",
  },
  setAutoawait: {
    lane: "control",
    params: Type.Object({ ...ofSession, enabled: Type.Boolean() }, closed),
    result: Type.Object({
      enabled: Type.Boolean(),
      previous: Type.Boolean(),
      runner: Type.String(),
    }),
    summary: "Turns top-level await on or off, from the next cell that starts.",
  },
  setRunner: {
    lane: "control",
    params: Type.Object({ ...ofSession, runner: Type.String({ minLength: 1 }) }, closed),
    result: Type.Object({
      runner: Type.String(),
      previous: Type.String(),
      autoawait: Type.Boolean(),
    }),
    summary: "Chooses what brings asynchronous cells to their end, from the next cell that starts.",
  },
  setLoopPolicy: {
    lane: "control",
    params: Type.Object({ ...ofSession, policy: LoopPolicy }, closed),
    result: Type.Object({ policy: LoopPolicy, previous: LoopPolicy }),
    summary: "Chooses whether the event loop turns between cells, from the next cell that starts.",
  },
  "session/create": {
    lane: "control",
    params: Type.Object(SessionSettings, closed),
    result: SessionInfo,
    summary: "Makes a further session and attaches the client to it.",
  },
  "session/list": {
    lane: "control",
    params: Type.Object({}, closed),
    result: Type.Object({ sessions: Type.Array(SessionInfo) }),
    summary: "All sessions of this daemon.",
  },
  "session/info": {
    lane: "control",
    params: Type.Object(ofSession, closed),
    result: SessionInfo,
    summary: "One session, as it is now.",
  },
  "session/attach": {
    lane: "control",
    params: Type.Object(
      { sessionId: SessionId, sinceSeq: optional(Type.Integer({ minimum: 0 })) },
      closed,
    ),
    result: Type.Object({
      session: SessionInfo,
      replayedFrom: Type.Integer({ minimum: 0 }),
      gap: optional(
        Type.Object({
          fromSeq: Type.Integer({ minimum: 1 }),
          toSeq: Type.Integer({ minimum: 1 }),
          droppedBytes: Type.Integer({ minimum: 0 }),
        }),
      ),
    }),
    summary:
      "Follows a session: what was missed since `sinceSeq`, then live, no hole and no repeat.",
  },
  "session/detach": {
    lane: "control",
    params: Type.Object(ofSession, closed),
    result: Type.Null(),
    summary: "Stops following a session; it lives on for its idle time.",
  },
  "session/close": {
    lane: "control",
    params: Type.Object(ofSession, closed),
    result: Type.Null(),
    summary: "Ends a session and its kernel.",
  },
  "session/restart": {
    lane: "control",
    params: Type.Object(
      { ...ofSession, ...SessionSettings, clearHistory: optional(Type.Boolean()) },
      closed,
    ),
    result: SessionInfo,
    summary: "A fresh namespace under the same id; waiting executes become `aborted`.",
  },
} as const;

/** Notifications that a client sends. */
export const clientNotifications = {
  initialized: {
    params: Type.Object({}),
    summary: "The client has read the answer to `initialize`.",
  },
  exit: {
    params: Type.Object({}),
    summary: "Ends the stdio daemon: code 0 after `shutdown`, else 1.",
  },
  "$/cancelRequest": {
    params: Type.Object({ id: Type.Union([Type.Integer(), Type.String()]) }),
    summary: "A waiting execute leaves the queue, a running one is interrupted; others get -32800.",
  },
  "$/setTrace": {
    params: Type.Object({ value: Type.String() }),
    summary: "Accepted, as LSP has it.",
  },
} as const;

export type MethodName = keyof typeof methods;
export type Params<Name extends MethodName> = Static<(typeof methods)[Name]["params"]>;
export type Result<Name extends MethodName> = Static<(typeof methods)[Name]["result"]>;
export type ExecuteParams = Static<typeof ExecuteParams>;
export type InterruptParams = Static<typeof InterruptParams>;
export type InterruptResult = Static<typeof InterruptResult>;
export type InitializeParams = Static<typeof InitializeParams>;
