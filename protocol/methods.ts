// The one table of methods: name → params, result, lane, one line of documentation.
// Types, JSON Schema, OpenRPC, validators and README.md are generated from it (`npm run generate`).
//
// Lanes: `control` is answered at once and never waits behind a running cell; `queue` waits its
// turn in the session's queue; `lifecycle` belongs to the connection itself.
import { Type, type Static } from "typebox";
import { HistoryParams, HistoryResult } from "./history.ts";
import {
  CompletionList,
  DocumentDiagnosticReport,
  DocumentParams,
  Hover,
  PlaceParams,
  SignatureHelp,
} from "./documents.ts";
import {
  CompleteResult,
  ExpandResult,
  InspectResult,
  IsCompleteResult,
  ListResult,
} from "./looking.ts";
import {
  ExecuteParams,
  InitializeParams,
  InitializeResult,
  InterruptParams,
  InterruptResult,
} from "./requests.ts";
import {
  ExecuteResult,
  LoopPolicy,
  MissedGap,
  SessionId,
  SessionInfo,
  SessionSettings,
} from "./shapes.ts";

const closed = { additionalProperties: false } as const;
const optional = Type.Optional;
const ofSession = { sessionId: optional(SessionId) };

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
  "history/query": {
    lane: "control",
    params: HistoryParams,
    result: HistoryResult,
    summary: "Finds cells that were run: in this session, in others, and in those of earlier days.",
  },
  "textDocument/completion": {
    lane: "control",
    params: PlaceParams,
    result: CompletionList,
    summary: "`complete`, as LSP has it: of the cell that the place in an open text is in.",
  },
  "textDocument/hover": {
    lane: "control",
    params: PlaceParams,
    result: Hover,
    summary: "`inspect`, as LSP has it.",
  },
  "textDocument/signatureHelp": {
    lane: "control",
    params: PlaceParams,
    result: SignatureHelp,
    summary: "The signatures of the call that the place is in.",
  },
  "textDocument/diagnostic": {
    lane: "control",
    params: DocumentParams,
    result: DocumentDiagnosticReport,
    summary:
      "What is wrong with an open text, for who asks; others are told by `publishDiagnostics`.",
  },
  inspect: {
    lane: "control",
    params: Type.Object(
      {
        code: Type.String({ description: "The cell as it was typed so far." }),
        cursor: Type.Integer({ minimum: 0, description: "Where, in UTF-16 units." }),
        detail: optional(
          Type.Union([Type.Literal(0), Type.Literal(1)], {
            description: "1: its source, and where it stands, too.",
          }),
        ),
        ...ofSession,
      },
      closed,
    ),
    result: InspectResult,
    summary:
      "Tells what stands at the cursor, or whose call does, also while a cell runs. No code of " +
      "the user's is run.",
  },
  "namespace/list": {
    lane: "control",
    params: Type.Object(ofSession, closed),
    result: ListResult,
    summary: "The session's variables, also while a cell runs. No code of the user's is run.",
  },
  "namespace/delete": {
    lane: "control",
    params: Type.Object({ names: Type.Array(Type.String()), ...ofSession }, closed),
    result: Type.Object({
      deleted: Type.Array(Type.String(), { description: "Those that there were." }),
    }),
    summary: "Makes names free again, also while a cell runs, which then finds them undefined.",
  },
  "value/expand": {
    lane: "control",
    params: Type.Object(
      {
        ref: Type.String({ description: "As an output, a list or another answer gave it." }),
        start: optional(Type.Integer({ minimum: 0, default: 0 })),
        count: optional(
          Type.Integer({
            minimum: 1,
            description: "100 if left out, 10,000 at most; of a text 10,000, and 1,048,576.",
          }),
        ),
        ...ofSession,
      },
      closed,
    ),
    result: ExpandResult,
    summary: "A part of what is inside of a value; its `ref` may be unknown by now (1012).",
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
  "session/rename": {
    lane: "control",
    params: Type.Object({ ...ofSession, name: Type.String({ minLength: 1 }) }, closed),
    result: SessionInfo,
    summary:
      "Gives a session another name; those who follow it hear of it by session/didChangeState.",
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
      gap: optional(MissedGap),
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
      {
        ...ofSession,
        ...SessionSettings,
        clearHistory: optional(
          Type.Boolean({ description: "What was stored of this session's cells is deleted." }),
        ),
      },
      closed,
    ),
    result: SessionInfo,
    summary: "A fresh namespace under the same id; waiting executes become `aborted`.",
  },
} as const;

export type MethodName = keyof typeof methods;
export type Params<Name extends MethodName> = Static<(typeof methods)[Name]["params"]>;
export type Result<Name extends MethodName> = Static<(typeof methods)[Name]["result"]>;
