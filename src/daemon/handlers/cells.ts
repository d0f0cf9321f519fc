import type { Handlers } from "../../rpc/link.ts";
import { settleWithin } from "../../std/timeout.ts";
import type { Caller } from "../caller.ts";

/** How long who types may be kept waiting; a kernel that has to be started takes less. */
const judgementMs = 2000;

type Name = "execute" | "interrupt" | "isComplete";

export const createCellHandlers = (caller: Caller): Pick<Handlers, Name> => ({
  execute: (params, request) => caller.find(params.sessionId).execute(caller.link, params, request),

  interrupt: (params) => caller.find(params.sessionId).interrupt(params),

  isComplete({ sessionId, code }) {
    const answer = caller.find(sessionId).isComplete(code);
    return settleWithin(judgementMs, answer, { status: "unknown" });
  },
});
