// All sessions of this daemon. It owns their ids, their number, and how long one that nobody
// follows lives on. It does not know who the clients are.
import { RpcError } from "../../protocol/errors.ts";
import type { KernelHost } from "../host/handle.ts";
import type { History } from "../session/chronicle.ts";
import { Session } from "../session/session.ts";
import { RecentMap } from "../std/recent.ts";
import type { SessionPlan } from "./options.ts";

const defaultIdleTtlMs = 30 * 60 * 1000;
const maxSessions = 1_000;
const rememberedClosed = 1_000;
const longestTimeoutMs = 2 ** 31 - 1;

export interface RegistrySetup {
  host: KernelHost;
  history?: History | undefined;
  makeId: () => string;
  /** Told when a session is over. */
  onClosed: (session: Session) => void;
  /** Told when a session could not be ended cleanly. */
  onError: (error: unknown, where: string) => void;
}

export class Registry {
  readonly #setup: RegistrySetup;
  readonly #sessions = new Map<string, Session>();
  readonly #closed = new RecentMap<string, true>(rememberedClosed);
  readonly #expiries = new Map<Session, NodeJS.Timeout>();
  #only: Session | undefined;
  #isDraining = false;

  constructor(setup: RegistrySetup) {
    this.#setup = setup;
  }

  get all(): Session[] {
    return [...this.#sessions.values()];
  }

  /** The one that there is, and that every client gets; where it is set there are no others. */
  get only(): Session | undefined {
    return this.#only;
  }

  createOnly(plan: SessionPlan): void {
    this.#only = this.create(plan);
  }

  /** Throws where the session's kernel can't be another. */
  checkReplaceable(session: Session): void {
    if (session !== this.#only) return;
    const message =
      "This session is embedded in a running program, which can't be started afresh; " +
      "session/close ends it, and the program goes on.";
    throw new RpcError("InvalidOption", message);
  }

  create({ settings, limits, name, startup = [] }: SessionPlan): Session {
    if (this.#only) {
      const message =
        "This daemon belongs to a program that embeds one session; it makes no others.";
      throw new RpcError("InvalidOption", message);
    }
    if (this.#isDraining) throw new RpcError("Draining", "The daemon is about to end.");
    if (this.#sessions.size >= maxSessions) {
      const message = `There are ${maxSessions} sessions already; close one first.`;
      throw new RpcError("LimitExceeded", message, { limit: maxSessions });
    }
    const session = new Session({
      sessionId: this.#setup.makeId(),
      settings,
      limits,
      ...(name === undefined ? {} : { name }),
      startup,
      host: this.#setup.host,
      history: this.#setup.history,
      onChange: (changed) => this.#onChange(changed),
    });
    this.#sessions.set(session.sessionId, session);
    return session;
  }

  /** Throws `SessionNotFound`, or `SessionClosed` for one that was there. */
  get(sessionId: string): Session {
    const session = this.#sessions.get(sessionId);
    if (session) return session;
    const shown = JSON.stringify(sessionId);
    if (this.#closed.get(sessionId)) {
      throw new RpcError("SessionClosed", `The session ${shown} is closed.`, { sessionId });
    }
    throw new RpcError("SessionNotFound", `There is no session ${shown}.`, { sessionId });
  }

  /** Resolves when the session's processes are gone. */
  async close(session: Session, reason: string): Promise<void> {
    this.#sessions.delete(session.sessionId);
    this.#closed.set(session.sessionId, true);
    this.#callOff(session);
    this.#setup.onClosed(session);
    await session.close(reason);
  }

  /** Closes all sessions, and makes no more. */
  async drain(reason: string): Promise<void> {
    this.#isDraining = true;
    await Promise.all(this.all.map((session) => this.close(session, reason)));
  }

  /** Starts, or calls off, the time that an abandoned session has. */
  #onChange(session: Session): void {
    if (session === this.#only) return;
    const isOurs = this.#sessions.get(session.sessionId) === session;
    if (!isOurs || !session.isAbandoned) return this.#callOff(session);
    if (this.#expiries.has(session)) return;
    const ms = Math.min(session.limits.idleTtlMs ?? defaultIdleTtlMs, longestTimeoutMs);
    const expire = (): void => {
      this.#expiries.delete(session);
      this.close(session, "nobody followed the session for its idle time").catch((error: unknown) =>
        this.#setup.onError(error, "the end of an idle session"),
      );
    };
    this.#expiries.set(session, setTimeout(expire, ms));
  }

  #callOff(session: Session): void {
    const expiry = this.#expiries.get(session);
    if (!expiry) return;
    clearTimeout(expiry);
    this.#expiries.delete(session);
  }
}
