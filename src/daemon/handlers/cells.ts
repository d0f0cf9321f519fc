import type { Handlers } from "../../rpc/link.ts";
import type { Caller } from "../caller.ts";

export const createCellHandlers = (caller: Caller): Pick<Handlers, "execute" | "interrupt"> => ({
  execute: (params, request) => caller.find(params.sessionId).execute(caller.link, params, request),

  interrupt: (params) => caller.find(params.sessionId).interrupt(params),
});
