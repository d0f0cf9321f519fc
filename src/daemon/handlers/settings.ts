import type { Handlers } from "../../rpc/link.ts";
import type { Caller } from "../caller.ts";

type Name = "setAutoawait" | "setRunner" | "setLoopPolicy";

export const createSettingHandlers = (caller: Caller): Pick<Handlers, Name> => ({
  setAutoawait: ({ sessionId, enabled }) => caller.find(sessionId).setAutoawait(enabled),
  setRunner: ({ sessionId, runner }) => caller.find(sessionId).setRunner(runner),
  setLoopPolicy: ({ sessionId, policy }) => caller.find(sessionId).setLoopPolicy(policy),
});
