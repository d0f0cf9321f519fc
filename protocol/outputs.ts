// The notifications that the daemon sends. All of one session arrive in `seq` order.
import { Type, type Static } from "typebox";
import { PublishDiagnosticsParams } from "./documents.ts";
import { CellError, ExecuteResult, ExecutionId, SessionId, SessionState } from "./shapes.ts";

const Seq = Type.Integer({ minimum: 1, description: "Position in the session's journal." });
const optional = Type.Optional;

export const Output = Type.Object({
  sessionId: SessionId,
  executionId: ExecutionId,
  executionCount: Type.Integer({ minimum: 0 }),
  cellId: optional(Type.String()),
  seq: Seq,
  late: optional(Type.Boolean({ description: "Printed after its cell had ended." })),
  kind: Type.Enum(["stream", "display", "updateDisplay", "clear", "error", "log"], {
    description:
      "`updateDisplay` takes the place of all displays with its `displayId`; `clear` takes away " +
      "what its cell has shown.",
  }),
  stream: optional(Type.Enum(["stdout", "stderr"])),
  text: optional(Type.String()),
  data: optional(
    Type.Record(Type.String(), Type.Unknown(), { description: "As in a MimeBundle." }),
  ),
  metadata: optional(Type.Record(Type.String(), Type.Unknown())),
  displayId: optional(Type.String({ description: "By which it may be changed later." })),
  wait: optional(Type.Boolean({ description: "Clear only when the next output is there." })),
  error: optional(CellError),
  droppedBytes: optional(Type.Integer({ minimum: 0 })),
});

export const DidStart = Type.Object({
  sessionId: SessionId,
  executionId: ExecutionId,
  executionCount: Type.Integer({ minimum: 0 }),
  cellId: optional(Type.String()),
  code: Type.String(),
  seq: Seq,
});

export const DidFinish = Type.Intersect([
  ExecuteResult,
  Type.Object({ sessionId: SessionId, seq: Seq }),
]);

export const DidChangeState = Type.Object({
  sessionId: SessionId,
  state: SessionState,
  reason: optional(
    Type.String({
      description:
        "Why it is dead; `input` while its cell waits for an answer; `renamed`: it has another " +
        "name, and is as it was.",
    }),
  ),
  seq: Seq,
});

export const Gap = Type.Object({
  sessionId: SessionId,
  fromSeq: Seq,
  toSeq: Seq,
  droppedBytes: Type.Integer({ minimum: 0 }),
});

/** Name → parameters and one line of documentation. */
export const notifications = {
  output: {
    params: Output,
    summary: "Something a cell printed, displayed or threw in the background.",
  },
  "execution/didStart": { params: DidStart, summary: "A cell has started." },
  "execution/didFinish": {
    params: DidFinish,
    summary:
      "A cell has ended; sent to every attached client but the one whose request it answers.",
  },
  "session/didChangeState": {
    params: DidChangeState,
    summary: "The session went to another state.",
  },
  "textDocument/publishDiagnostics": {
    params: PublishDiagnosticsParams,
    summary: "What is wrong with a text that is open in the editor, some moments after a change.",
  },
  "output/gap": {
    params: Gap,
    summary: "Notifications that this client will never see: the journal no longer has them.",
  },
} as const;

export type Output = Static<typeof Output>;
export type DidStart = Static<typeof DidStart>;
export type DidFinish = Static<typeof DidFinish>;
export type DidChangeState = Static<typeof DidChangeState>;
export type Gap = Static<typeof Gap>;
export type NotificationName = keyof typeof notifications;
export type NotificationParams<Name extends NotificationName> = Static<
  (typeof notifications)[Name]["params"]
>;
