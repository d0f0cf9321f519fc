import type { Handlers } from "../../rpc/link.ts";
import type { Caller } from "../caller.ts";

export const createCellHandlers = (caller: Caller): Pick<Handlers, "execute" | "interrupt"> => ({
  execute: (params, { cancelled }) =>
    caller.find(params.sessionId).execute(caller.link, params, cancelled),

  interrupt: (params) => caller.find(params.sessionId).interrupt(params),
});
