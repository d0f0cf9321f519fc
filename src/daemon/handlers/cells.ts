import { RpcError } from "../../../protocol/errors.ts";
import type { Handlers } from "../../rpc/link.ts";
import type { Caller } from "../caller.ts";
import type { Insight } from "../insight.ts";

type Name = "execute" | "interrupt" | "isComplete" | "complete" | "inspect";

const checkCursor = (code: string, cursor: number): void => {
  if (cursor <= code.length) return;
  const message = `The cursor is at ${cursor}, and the code ends at ${code.length}.`;
  const expected = `an offset in the code: 0 to ${code.length}`;
  throw new RpcError("InvalidParams", message, { path: "cursor", expected });
};

export const createCellHandlers = (caller: Caller, insight: Insight): Pick<Handlers, Name> => ({
  execute: (params, request) => caller.find(params.sessionId).execute(caller.link, params, request),

  interrupt(params) {
    const { mode, sessionId } = params;
    const session = mode === "restart" ? caller.findReplaceable(sessionId) : caller.find(sessionId);
    return session.interrupt(params);
  },

  complete({ sessionId, code, cursor }) {
    checkCursor(code, cursor);
    return insight.complete(caller.find(sessionId), { code, cursor });
  },

  inspect({ sessionId, code, cursor, detail = 0 }) {
    checkCursor(code, cursor);
    return insight.inspect(caller.find(sessionId), { code, cursor, detail });
  },

  isComplete({ sessionId, code }) {
    return insight.isComplete(caller.find(sessionId), code);
  },
});
