// What is told of a session's names and values, whatever runs there.
import { RpcError } from "../../../protocol/errors.ts";
import type { Question } from "../../../protocol/kernel.ts";
import type { Result } from "../../../protocol/methods.ts";
import type { Handlers } from "../../rpc/link.ts";
import { settleWithin } from "../../std/timeout.ts";
import type { Session } from "../../session/session.ts";
import type { Caller } from "../caller.ts";

/** How long it may take; a kernel that has to be started takes less. */
const lookMs = 5000;

type Name = "namespace/list" | "namespace/delete" | "value/expand";
type Page = Awaited<ReturnType<Handlers["value/expand"]>> | null;

const ask = async <T>(session: Session, question: Question): Promise<T> => {
  const asked = session.question<T | undefined>(question, undefined);
  const answer = await settleWithin(lookMs, asked, undefined);
  if (answer !== undefined) return answer;
  throw new RpcError("KernelUnresponsive", "The kernel did not answer: nothing is known of it.");
};

export const createLookingHandlers = (caller: Caller): Pick<Handlers, Name> => ({
  "namespace/list": ({ sessionId }) =>
    ask(caller.find(sessionId), { type: "namespace/list", owner: caller.id }),

  async "namespace/delete"({ sessionId, names }) {
    const session = caller.find(sessionId);
    const answer = await ask<Result<"namespace/delete">>(session, {
      type: "namespace/delete",
      names,
    });
    session.cells.takeAway(answer.deleted);
    return answer;
  },

  async "value/expand"({ sessionId, ref, start = 0, count }) {
    const span = { start, ...(count !== undefined && { count }) };
    const question = { type: "value/expand", owner: caller.id, ref, ...span } as const;
    const { page } = await ask<{ page: Page }>(caller.find(sessionId), question);
    if (page) return page;
    const message = "The ref is unknown: its time is over, or the value is gone, or it is another";
    throw new RpcError("UnknownRef", `${message} client's.`, { ref });
  },
});
