// The first words on a connection that takes the place of a lost one: the same client, which goes
// on with its sessions where it was cut off.
import { errorCodes } from "../../protocol/errors.ts";
import type { MethodName, Params, Result } from "../../protocol/methods.ts";
import type { Gap } from "../../protocol/outputs.ts";
import type { Following } from "./following.ts";
import { RequestError, type RpcClient } from "./rpc.ts";

export interface Resumed {
  server: Result<"initialize">;
  /** The client's own session was lost: there is a fresh one. */
  isFresh: boolean;
  replayed: number;
  gaps: Gap[];
  lostSessions: string[];
}

type Attached = Pick<Result<"session/attach">, "session" | "gap"> & { replayedFrom?: number };

/** Rejects when the connection is of no use; what was reached until then is noted. */
export async function resume(
  rpc: RpcClient,
  following: Following,
  initialize: Params<"initialize">,
  homeId: string,
): Promise<Resumed> {
  const { attach: _attached, sinceSeq: _since, ...settings } = initialize.session ?? {};
  const lostSessions: string[] = [];
  const attached: Attached[] = [];
  const ask = <Name extends MethodName>(
    method: Name,
    params: Params<Name>,
  ): Promise<Result<Name>> =>
    rpc.request(method, params, {
      onResult: (result) => following.onResult(method, params, result),
    });

  async function begin(sessionId: string | undefined): Promise<Result<"initialize">> {
    if (sessionId !== undefined) {
      const session = { attach: sessionId, sinceSeq: following.lastSeq(sessionId) };
      const server = await orLost(ask("initialize", { ...initialize, session }));
      if (server) {
        attached.push(server);
        return server;
      }
      lose(sessionId);
    }
    return ask("initialize", { ...initialize, session: settings });
  }

  async function attach(sessionId: string): Promise<void> {
    const sinceSeq = following.lastSeq(sessionId);
    const found = await orLost(ask("session/attach", { sessionId, sinceSeq }));
    if (found) return void attached.push(found);
    lose(sessionId);
  }

  function lose(sessionId: string): void {
    following.end(sessionId);
    lostSessions.push(sessionId);
  }

  const { sessionIds } = following;
  const first = sessionIds.includes(homeId) ? homeId : sessionIds[0];
  const others = sessionIds.filter((sessionId) => sessionId !== first);
  const server = await begin(first);
  rpc.notify("initialized");
  await Promise.all(others.map(attach));
  return {
    server,
    isFresh: lostSessions.includes(homeId),
    replayed: attached.reduce((sum, each) => sum + countReplayed(each), 0),
    gaps: attached.flatMap(({ session: { sessionId }, gap }) => (gap ? { sessionId, ...gap } : [])),
    lostSessions,
  };
}

/** Undefined where the daemon knows no such session any more. */
async function orLost<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    const { SessionNotFound, SessionClosed } = errorCodes;
    const code = error instanceof RequestError ? error.code : undefined;
    if (code === SessionNotFound || code === SessionClosed) return undefined;
    throw error;
  }
}

const countReplayed = ({ session, replayedFrom = session.lastSeq + 1 }: Attached): number =>
  Math.max(0, session.lastSeq + 1 - replayedFrom);
