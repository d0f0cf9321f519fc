// The client library: a connection that has said `initialize`, its sessions, its end. It knows the
// wire contract and no transport (`Channel` is one), and nothing of Node: `connect.ts` does, and
// `browser.ts` of browsers. What outlives a connection is `line.ts`'s.
import type { MethodName, Params, Result } from "../../protocol/methods.ts";
import type { NotificationName } from "../../protocol/outputs.ts";
import type { SessionInfo, SessionOptions } from "../../protocol/shapes.ts";
import type { Channel } from "./channel.ts";
import type { Execution } from "./execution.ts";
import { Line, type ConnectionState } from "./line.ts";
import type { Listener, Observer } from "./listeners.ts";
import type { ConnectionEvent, ReconnectOptions } from "./reconnect.ts";
import type { RequestOptions } from "./rpc.ts";
import { createRouter, createSession, type ExecuteOptions, type Session } from "./session.ts";

export interface ClientOptions {
  clientInfo?: { name: string; version?: string };
  /** Settings of the session that the client gets, or the one that it attaches to. */
  session?: SessionOptions;
  /** The daemon ends when this process does. */
  processId?: number;
  token?: string;
  /** Told of every notification from the very first on, which may come with the session. */
  onNotification?: Observer;
}

/** Where the daemon can be reached again. */
export interface DialingOptions extends ClientOptions {
  /**
   * Opens the connection again when it is lost. What was missed is told then, and executions go
   * on; other requests reject meanwhile. Without it the client is closed.
   */
  reconnect?: boolean | ReconnectOptions;
}

export type Dial = (signal: AbortSignal) => Promise<Channel>;

export interface Client {
  /** What the daemon said about itself. */
  readonly server: Result<"initialize">;
  /** The session that this client got at `initialize`; another one only after that was lost. */
  readonly session: Session;
  execute(code: string, options?: ExecuteOptions): Execution;
  interrupt(options?: Params<"interrupt">): Promise<Result<"interrupt">>;
  createSession(settings?: Params<"session/create">): Promise<Session>;
  attach(
    sessionId: string,
    sinceSeq?: number,
  ): Promise<Result<"session/attach"> & { handle: Session }>;
  sessions(): Promise<SessionInfo[]>;
  request<Name extends MethodName>(
    method: Name,
    params?: Params<Name>,
    options?: RequestOptions,
  ): Promise<Result<Name>>;
  /** A notification of this client's, such as LSP's `textDocument/didOpen`. */
  notify(method: string, params: object): void;
  on<Name extends NotificationName>(method: Name, listener: Listener<Name>): () => void;
  onNotification(listener: Observer): () => void;
  /** Is it there, and what becomes of it? */
  readonly connection: ConnectionState;
  onConnection(listener: (event: ConnectionEvent) => void): () => void;
  /** Cuts the wait for the next attempt short: the network is back, or the user does not wait. */
  reconnect(): void;
  /**
   * Stops, or goes on, reading: a client that is slow on purpose slows the cell, nobody's memory
   * grows. A browser cannot stop reading.
   */
  pause(): void;
  resume(): void;
  /** `shutdown`, `exit`, and the end of the connection. */
  close(): Promise<void>;
  /** Resolves when the client is closed for good, with the reason when nobody asked for it. */
  readonly closed: Promise<Error | undefined>;
}

/** Over a channel that is there already. */
export function createClient(channel: Channel, options: ClientOptions = {}): Promise<Client> {
  return open(channel, options);
}

/** Over channels that `dial` opens. Rejects when the first cannot be opened. */
export async function dialClient(dial: Dial, options: DialingOptions = {}): Promise<Client> {
  const { reconnect = false, ...rest } = options;
  const channel = await dial(new AbortController().signal);
  if (reconnect === false) return open(channel, rest);
  return open(channel, rest, { dial, reconnect: reconnect === true ? {} : reconnect });
}

async function open(
  channel: Channel,
  { processId, onNotification, ...rest }: ClientOptions,
  again: { dial?: Dial; reconnect?: ReconnectOptions } = {},
): Promise<Client> {
  const initialize = { ...rest, processId: processId ?? null, protocolVersions: ["1"] };
  const line = await Line.open(channel, { initialize, onNotification, ...again });
  const router = createRouter(line);
  const hold = (info: SessionInfo): Session => createSession(line, router, info);
  let home = hold(line.server.session);

  function findHome(): Session {
    if (home.id !== line.homeId) home = hold(line.server.session);
    return home;
  }

  return {
    get server() {
      return line.server;
    },
    get session() {
      return findHome();
    },
    get connection() {
      return line.state;
    },
    execute: (code, executeOptions) => findHome().execute(code, executeOptions),
    interrupt: (params) => line.request("interrupt", params),
    createSession: async (settings) => hold(await line.request("session/create", settings)),
    attach: async (sessionId, sinceSeq) => {
      const attached = await line.request("session/attach", { sessionId, sinceSeq });
      return { ...attached, handle: hold(attached.session) };
    },
    sessions: async () => (await line.request("session/list")).sessions,
    request: (method, params, requestOptions) => line.request(method, params, requestOptions),
    notify: (method, params) => line.notify(method, params),
    on: (method, listener) => line.listeners.on(method, listener),
    onNotification: (listener) => line.listeners.onNotification(listener),
    onConnection: (listener) => line.onConnection(listener),
    reconnect: () => line.reconnect(),
    pause: () => line.pause(),
    resume: () => line.resume(),
    close: () => line.close(),
    closed: line.closed,
  };
}
