// What the larger requests hold, and what they are answered with.
import { Type, type Static } from "typebox";
import { EditorCapabilities } from "./documents.ts";
import {
  ExecutionId,
  LanguageId,
  LoopPolicy,
  MissedGap,
  SessionId,
  SessionInfo,
  SessionOptions,
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
  rootUri: optional(
    Type.Union([Type.String(), Type.Null()], {
      description: "LSP's: where the session works, if nothing else says so.",
    }),
  ),
  initializationOptions: optional(
    Type.Union([Type.Object({ session: optional(SessionOptions) }), Type.Null()], {
      description: "LSP's place for what only this server knows; `session` itself stands over it.",
    }),
  ),
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
    ...EditorCapabilities.properties,
  }),
  session: SessionInfo,
  replayedFrom: optional(
    Type.Integer({ minimum: 0, description: "Where it attaches: as `session/attach` says it." }),
  ),
  gap: optional(MissedGap),
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
      Type.Boolean({
        default: false,
        description: "The cell may ask this client for input, by `input/request`.",
      }),
    ),
    userExpressions: optional(
      Type.Record(Type.String(), Type.String(), {
        description: "Name → expression, evaluated after the cell.",
      }),
    ),
    display: optional(
      Type.Enum(["last", "all", "none"], {
        description:
          "Which expression statements of the cell's top level are shown: the one that its value " +
          "is, as `result`; with `all`, those before it too, as outputs; none.",
      }),
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

export type ExecuteParams = Static<typeof ExecuteParams>;
export type InterruptParams = Static<typeof InterruptParams>;
export type InterruptResult = Static<typeof InterruptResult>;
export type InitializeParams = Static<typeof InitializeParams>;
