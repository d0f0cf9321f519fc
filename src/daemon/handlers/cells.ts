import { RpcError } from "../../../protocol/errors.ts";
import type { Handlers } from "../../rpc/link.ts";
import { noMatches } from "../../session/asking.ts";
import { settleWithin } from "../../std/timeout.ts";
import type { Caller } from "../caller.ts";

/** How long who types may be kept waiting; a kernel that has to be started takes less. */
const judgementMs = 2000;

type Name = "execute" | "interrupt" | "isComplete" | "complete";

export const createCellHandlers = (caller: Caller): Pick<Handlers, Name> => ({
  execute: (params, request) => caller.find(params.sessionId).execute(caller.link, params, request),

  interrupt(params) {
    const { mode, sessionId } = params;
    const session = mode === "restart" ? caller.findReplaceable(sessionId) : caller.find(sessionId);
    return session.interrupt(params);
  },

  complete({ sessionId, code, cursor }) {
    if (cursor > code.length) {
      const message = `The cursor is at ${cursor}, and the code ends at ${code.length}.`;
      const expected = `an offset in the code: 0 to ${code.length}`;
      throw new RpcError("InvalidParams", message, { path: "cursor", expected });
    }
    const answer = caller.find(sessionId).complete(code, cursor);
    return settleWithin(judgementMs, answer, noMatches(cursor));
  },

  isComplete({ sessionId, code }) {
    const answer = caller.find(sessionId).isComplete(code);
    return settleWithin(judgementMs, answer, { status: "unknown" });
  },
});
