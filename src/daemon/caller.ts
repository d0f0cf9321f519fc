import { RpcError } from "../../protocol/errors.ts";
import { createId } from "../std/id.ts";
import type { ClientLink, Origin } from "../rpc/link.ts";
import type { Attached } from "../session/audience.ts";
import type { Session } from "../session/session.ts";
import type { Registry } from "./registry.ts";

/**
 * One connected client, as the handlers see it: its connection, and the session that it means
 * unless it says another.
 */
export class Caller {
  readonly link: ClientLink;
  readonly origin: Origin;
  /** Tells its client from all others. */
  readonly id = createId();
  readonly #registry: Registry;
  #home: Session | undefined;

  constructor(link: ClientLink, origin: Origin, registry: Registry) {
    this.link = link;
    this.origin = origin;
    this.#registry = registry;
    link.closed.addEventListener("abort", () => this.#leave(), { once: true });
  }

  /** Does the daemon live for this client alone? */
  get isOwner(): boolean {
    return ["stdio", "pipe", "socket"].includes(this.origin.transport);
  }

  /** The session that a request names, or the client's own. */
  find(sessionId: string | undefined): Session {
    if (sessionId !== undefined) return this.#registry.get(sessionId);
    if (this.#home) return this.#registry.get(this.#home.sessionId);
    throw new RpcError("SessionNotFound", "This client has no session yet.");
  }

  /** The same, where its kernel is to be replaced. */
  findReplaceable(sessionId: string | undefined): Session {
    const session = this.find(sessionId);
    this.#registry.checkReplaceable(session);
    return session;
  }

  /** Makes a session the one that this client means. */
  settle(session: Session): void {
    this.#home = session;
  }

  follow(session: Session, sinceSeq?: number): Attached {
    if (this.link.closed.aborted) throw new RpcError("SessionNotFound", "The client has gone.");
    return session.attach(this.link, sinceSeq);
  }

  #leave(): void {
    for (const session of this.#registry.all) session.leave(this.link);
  }
}
