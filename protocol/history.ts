// What is asked about the cells that were run, in this session and in those before it.
import { Type, type Static } from "typebox";
import { SessionId, Status } from "./shapes.ts";

const closed = { additionalProperties: false } as const;
const optional = Type.Optional;

const query = {
  mode: Type.Enum(["tail", "range", "search"], {
    description:
      "`tail`: the last `n` of all sessions; `range`: of one, from `start` to before `stop`; " +
      "`search`: those whose text is like `pattern`.",
  }),
  n: optional(
    Type.Integer({ minimum: 1, description: "How many, the last ones; 10 of a `tail`." }),
  ),
  pattern: optional(
    Type.String({
      description: "Of the whole text: `*` any text, `?` a character, `[a-z]` one of these.",
    }),
  ),
  session: optional(
    Type.Integer({
      description: "As entries number them; 0 is this session, -1 the one before it, …",
    }),
  ),
  start: optional(Type.Integer({ minimum: 0, description: "1, if left out." })),
  stop: optional(Type.Integer({ minimum: 0, description: "After the last, if left out." })),
  output: optional(Type.Boolean({ default: false, description: "With what they gave." })),
  unique: optional(
    Type.Boolean({ default: false, description: "Of cells with the same text the last alone." }),
  ),
};

export const HistoryParams = Type.Object({ sessionId: optional(SessionId), ...query }, closed);

export const HistoryEntry = Type.Object({
  session: Type.Integer({
    description: "Counts the sessions of a user; a restarted session has another number.",
  }),
  line: Type.Integer({ description: "The cell's number there." }),
  code: Type.String(),
  startedMs: Type.Integer({ description: "Since 1970, UTC." }),
  sessionId: SessionId,
  status: optional(Status),
  output: optional(
    Type.String({ description: "The beginning of the result's `text/plain`, if it had one." }),
  ),
});

export const HistoryResult = Type.Object({
  entries: Type.Array(HistoryEntry, { description: "The oldest first." }),
  truncated: optional(
    Type.Boolean({ description: "There are more than are told at once: ask for less." }),
  ),
});

export type HistoryQuery = Omit<Static<typeof HistoryParams>, "sessionId">;
export type HistoryEntry = Static<typeof HistoryEntry>;
export type HistoryResult = Static<typeof HistoryResult>;
