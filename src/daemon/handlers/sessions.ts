import type { Handlers } from "../../rpc/link.ts";
import type { Caller } from "../caller.ts";
import { planSession, type SessionPlan } from "../options.ts";
import type { Registry } from "../registry.ts";

type Name =
  | "session/create"
  | "session/list"
  | "session/info"
  | "session/attach"
  | "session/detach"
  | "session/close"
  | "session/restart";

export const createSessionHandlers = (
  caller: Caller,
  registry: Registry,
  basePlan: SessionPlan,
): Pick<Handlers, Name> => ({
  async "session/create"(options) {
    const session = registry.create(planSession(options, basePlan));
    await session.opened();
    caller.follow(session, 0);
    return session.info;
  },

  "session/list": () => ({ sessions: registry.all.map((session) => session.info) }),

  "session/info": ({ sessionId }) => caller.find(sessionId).info,

  "session/attach"({ sessionId, sinceSeq }) {
    const session = registry.get(sessionId);
    const attached = caller.follow(session, sinceSeq);
    return { session: session.info, ...attached };
  },

  "session/detach"({ sessionId }) {
    caller.find(sessionId).detach(caller.link);
    return null;
  },

  async "session/close"({ sessionId }) {
    await registry.close(caller.find(sessionId), "closed");
    return null;
  },

  async "session/restart"({ sessionId, clearHistory: _, ...options }) {
    const session = caller.find(sessionId);
    const { settings, limits } = session;
    const plan = planSession(options, { settings, limits });
    return session.restart(plan);
  },
});
