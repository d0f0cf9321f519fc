// Which sessions a client follows, and how far it has come in each: what it needs to go on in
// another connection where it was cut off.
import type { MethodName, Params, Result } from "../../protocol/methods.ts";
import type { Gap } from "../../protocol/outputs.ts";
import type { SessionInfo } from "../../protocol/shapes.ts";

export class Following {
  /** Session → the last `seq` that this client was told. */
  readonly #lastSeqs = new Map<string, number>();

  get sessionIds(): string[] {
    return [...this.#lastSeqs.keys()];
  }

  lastSeq(sessionId: string): number | undefined {
    return this.#lastSeqs.get(sessionId);
  }

  end(sessionId: string): void {
    this.#lastSeqs.delete(sessionId);
  }

  /** Said of every notification, at its place. */
  readonly onNotification = (_method: string, params: unknown): void => {
    const { sessionId, seq, toSeq } = params as Partial<Gap & { seq: number }>;
    const reached = seq ?? toSeq;
    if (sessionId !== undefined && reached !== undefined) this.#reach(sessionId, reached);
  };

  /** Said of every answer, at its place among the notifications. */
  onResult(method: MethodName, params: unknown, result: unknown): void {
    if (method === "session/create") {
      this.#lastSeqs.set((result as SessionInfo).sessionId, 0);
    } else if (method === "initialize") {
      const { session, replayedFrom } = result as Result<"initialize">;
      this.#lastSeqs.set(session.sessionId, replayedFrom === undefined ? 0 : replayedFrom - 1);
    } else if (method === "session/attach") {
      const { session, replayedFrom } = result as Result<"session/attach">;
      this.#lastSeqs.set(session.sessionId, replayedFrom - 1);
    } else if (method === "execute") {
      const { sessionId } = params as Params<"execute">;
      // The end of an execution is not told to who has the answer.
      if (sessionId !== undefined) this.#reach(sessionId, (result as Result<"execute">).lastSeq);
    } else if (method === "session/detach" || method === "session/close") {
      const { sessionId } = params as Params<"session/close">;
      if (sessionId !== undefined) this.end(sessionId);
    }
  }

  #reach(sessionId: string, seq: number): void {
    const known = this.#lastSeqs.get(sessionId);
    if (known !== undefined && seq > known) this.#lastSeqs.set(sessionId, seq);
  }
}
