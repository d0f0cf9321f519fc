// The shapes that methods and notifications share. Read at build time (schemas, documentation);
// the program itself imports only their types.
import { Type, type Static } from "typebox";

const closed = { additionalProperties: false } as const;
const literals = Type.Enum;
const optional = Type.Optional;

export const SessionId = Type.String({
  minLength: 1,
  description: "Names a session of this daemon.",
});
export const ExecutionId = Type.String({
  minLength: 1,
  description: "Names one execution; unique in its session.",
});
export const LoopPolicy = literals(["persistent", "perCell"]);
export const LanguageId = literals(["typescript", "javascript"]);
export const Status = literals(["ok", "error", "interrupted", "timeout", "aborted"]);
export const Mode = literals(["sync", "async", "generator"]);
export const SessionState = literals(["starting", "idle", "busy", "dead"]);
const Count = Type.Integer({ minimum: 0 });
const Millis = Type.Number({ minimum: 0 });

export const Limits = Type.Object(
  {
    memoryMb: optional(Type.Integer({ minimum: 16, description: "Heap of the kernel, MiB." })),
    cellTimeoutMs: optional(
      Type.Number({ exclusiveMinimum: 0, description: "Deadline of every cell that brings none." }),
    ),
    outputBytesPerCell: optional(
      Type.Integer({
        minimum: 0,
        description: "UTF-8 bytes of stream text; the rest is dropped and said so.",
      }),
    ),
    idleTtlMs: optional(
      Type.Number({ minimum: 0, description: "How long a session without a client lives on." }),
    ),
  },
  closed,
);

export const SessionSettings = {
  name: optional(Type.String()),
  cwd: optional(Type.String({ description: "The session's directory, absolute." })),
  env: optional(Type.Record(Type.String(), Type.String())),
  languageId: optional(LanguageId),
  autoawait: optional(Type.Boolean()),
  runner: optional(Type.String()),
  loopPolicy: optional(LoopPolicy),
  history: optional(
    Type.Boolean({ description: "Are its cells stored in the user's history? If left out, yes." }),
  ),
  limits: optional(Limits),
};

export const SessionOptions = Type.Object(
  { attach: optional(SessionId), sinceSeq: optional(Count), ...SessionSettings },
  closed,
);

export const SessionInfo = Type.Object({
  sessionId: SessionId,
  name: optional(Type.String()),
  state: SessionState,
  reason: optional(
    Type.String({ description: "Why it is dead; `input` where its cell waits for an answer." }),
  ),
  autoawait: Type.Boolean(),
  runner: Type.String(),
  loopPolicy: LoopPolicy,
  languageId: LanguageId,
  cwd: Type.String(),
  pid: Type.Union([Type.Integer(), Type.Null()], {
    description: "The kernel's process; null while there is none.",
  }),
  executionCount: Count,
  queueLength: Count,
  lastSeq: Count,
  node: Type.String({ description: "The kernel's Node version." }),
});

/** Of what was asked for, the part that the journal no longer has. */
export const MissedGap = Type.Object({
  fromSeq: Type.Integer({ minimum: 1 }),
  toSeq: Type.Integer({ minimum: 1 }),
  droppedBytes: Count,
});

export const Frame = Type.Object({
  function: optional(Type.String()),
  cellId: optional(Type.String()),
  executionCount: optional(Count),
  file: optional(Type.String()),
  line: Type.Integer({ minimum: 1 }),
  column: Type.Integer({ minimum: 1 }),
});

export const CellError = Type.Object({
  name: Type.String(),
  message: Type.String(),
  stack: Type.String(),
  frames: Type.Array(Frame),
  cause: optional(
    Type.Unknown({ description: "The error that caused this one, of the same shape." }),
  ),
  hint: optional(Type.String({ description: "What may help; also the last line of `stack`." })),
  errors: optional(
    Type.Array(Type.Unknown(), {
      description: "What an AggregateError or SuppressedError holds, each of the same shape.",
    }),
  ),
});

export const MimeBundle = Type.Object({
  data: Type.Record(Type.String(), Type.Unknown(), {
    description:
      "MIME type → content: text, JSON where the type is one of JSON, else base64. " +
      "`text/plain` is always there.",
  }),
  metadata: Type.Record(Type.String(), Type.Unknown(), {
    description:
      "Of a value that is shown in part: `ref`, for `value/expand`, and `length`. Of a progress " +
      "bar: `progress`, with `done`, `total` and `isOver`. By MIME type: more of that content.",
  }),
});

export const ExecuteResult = Type.Object({
  executionId: ExecutionId,
  status: Status,
  executionCount: Count,
  mode: Mode,
  runner: Type.String(),
  result: optional(MimeBundle),
  error: optional(CellError),
  userExpressions: optional(Type.Record(Type.String(), Type.Unknown())),
  durationMs: Millis,
  lastSeq: Count,
  truncated: optional(
    Type.Boolean({ description: "Output was dropped; see output/gap or droppedBytes." }),
  ),
});

export type SessionOptions = Static<typeof SessionOptions>;
export type SessionInfo = Static<typeof SessionInfo>;
export type SessionState = Static<typeof SessionState>;
export type LoopPolicy = Static<typeof LoopPolicy>;
export type LanguageId = Static<typeof LanguageId>;
export type Limits = Static<typeof Limits>;
export type Status = Static<typeof Status>;
export type Mode = Static<typeof Mode>;
export type Frame = Static<typeof Frame>;
export type CellError = Static<typeof CellError>;
export type MimeBundle = Static<typeof MimeBundle>;
export type ExecuteResult = Static<typeof ExecuteResult>;
