import { RpcError } from "../../../protocol/errors.ts";
import type { Question } from "../../../protocol/kernel.ts";
import type { Result } from "../../../protocol/methods.ts";
import type { LanguageService } from "../../language/service.ts";
import type { Handlers } from "../../rpc/link.ts";
import { settleWithin } from "../../std/timeout.ts";
import type { Session } from "../../session/session.ts";
import type { Caller } from "../caller.ts";
import { completeBoth } from "../completion.ts";

/** How long who types may be kept waiting; a kernel that has to be started takes less. */
const judgementMs = 2000;

type Name = "execute" | "interrupt" | "isComplete" | "complete";

/** `otherwise` is the answer where the kernel ends, or takes too long. */
const ask = <Type extends Question["type"] & Name>(
  session: Session,
  question: Question & { type: Type },
  otherwise: Result<Type>,
): Promise<Result<Type>> =>
  settleWithin(judgementMs, session.question(question, otherwise), otherwise);

/** Without a language service, completion is of the running session alone. */
export const createCellHandlers = (
  caller: Caller,
  language?: LanguageService,
): Pick<Handlers, Name> => ({
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
    const question = { type: "complete", code, cursor } as const;
    const nothing = { start: cursor, end: cursor, source: "live" } as const;
    const session = caller.find(sessionId);
    const live = ask(session, question, { matches: [], ...nothing });
    return language ? completeBoth(language, session, { code, cursor, live }) : live;
  },

  isComplete({ sessionId, code }) {
    return ask(caller.find(sessionId), { type: "isComplete", code }, { status: "unknown" });
  },
});
