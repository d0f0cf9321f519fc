import type { Handlers } from "../../rpc/link.ts";
import type { Caller } from "../caller.ts";
import type { Planner } from "../planner.ts";
import type { Registry } from "../registry.ts";

type Name =
  | "session/create"
  | "session/list"
  | "session/info"
  | "session/rename"
  | "session/attach"
  | "session/detach"
  | "session/close"
  | "session/restart"
  | "history/query";

export const createSessionHandlers = (
  caller: Caller,
  registry: Registry,
  planner: Planner,
): Pick<Handlers, Name> => ({
  async "session/create"(options) {
    const session = registry.create(await planner.plan(options));
    planner.remember(session, options);
    await session.opened();
    caller.follow(session, 0);
    return session.info;
  },

  "session/list": () => ({ sessions: registry.all.map((session) => session.info) }),

  "session/info": ({ sessionId }) => caller.find(sessionId).info,

  "session/rename"({ sessionId, name }) {
    const session = caller.find(sessionId);
    session.rename(name);
    return session.info;
  },

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

  async "session/restart"({ sessionId, clearHistory, ...options }) {
    const session = caller.findReplaceable(sessionId);
    return session.restart(await planner.planAgain(session, options), clearHistory);
  },

  "history/query": ({ sessionId, ...query }) => caller.find(sessionId).history.query(query),
});
