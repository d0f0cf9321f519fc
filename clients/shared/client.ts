// The client library: a connection that has said `initialize`, its sessions, its end. It knows the
// wire contract and no transport (`Channel` is one), and nothing of Node: `connect.ts` does.
import type { MethodName, Params, Result } from "../../protocol/methods.ts";
import type { NotificationName } from "../../protocol/outputs.ts";
import type { ExecuteResult, SessionInfo, SessionOptions } from "../../protocol/shapes.ts";
import type { Channel } from "./channel.ts";
import { RpcClient, type Listener } from "./rpc.ts";
import { createRouter, createSession, type ExecuteOptions, type Session } from "./session.ts";

export interface ClientOptions {
  clientInfo?: { name: string; version?: string };
  /** Settings of the session that the client gets, or the one that it attaches to. */
  session?: SessionOptions;
  /** The daemon ends when this process does. */
  processId?: number;
  token?: string;
  /** Told of every notification from the very first on, which may come with the session. */
  onNotification?: (method: string, params: unknown) => void;
}

export interface Client {
  /** What the daemon said about itself. */
  readonly server: Result<"initialize">;
  /** The session that this client got at `initialize`. */
  readonly session: Session;
  execute(code: string, options?: ExecuteOptions): Promise<ExecuteResult>;
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
    options?: { signal?: AbortSignal },
  ): Promise<Result<Name>>;
  on<Name extends NotificationName>(method: Name, listener: Listener<Name>): () => void;
  onNotification(listener: (method: string, params: unknown) => void): () => void;
  /**
   * Stops, or goes on, reading: a client that is slow on purpose slows the cell, nobody's memory
   * grows.
   */
  pause(): void;
  resume(): void;
  /** `shutdown`, `exit`, and the end of the connection. */
  close(): Promise<void>;
  /** Resolves when the connection has ended, with the reason when nobody asked for it. */
  readonly closed: Promise<Error | undefined>;
}

export async function createClient(channel: Channel, options: ClientOptions = {}): Promise<Client> {
  const rpc = new RpcClient(channel);
  const { processId, onNotification, ...rest } = options;
  if (onNotification) rpc.onNotification(onNotification);
  const server = await rpc.request("initialize", {
    ...rest,
    processId: processId ?? null,
    protocolVersions: ["1"],
  });
  rpc.notify("initialized");
  const router = createRouter(rpc);
  const hold = (info: SessionInfo): Session => createSession(rpc, router, info);
  const session = hold(server.session);

  async function close(): Promise<void> {
    await rpc.request("shutdown");
    rpc.notify("exit");
    channel.close();
    await rpc.closed;
  }

  return {
    server,
    session,
    execute: session.execute,
    interrupt: (params) => rpc.request("interrupt", params),
    createSession: async (settings) => hold(await rpc.request("session/create", settings)),
    attach: async (sessionId, sinceSeq) => {
      const attached = await rpc.request("session/attach", { sessionId, sinceSeq });
      return { ...attached, handle: hold(attached.session) };
    },
    sessions: async () => (await rpc.request("session/list")).sessions,
    request: (method, params, requestOptions) => rpc.request(method, params, requestOptions),
    on: (method, listener) => rpc.on(method, listener),
    onNotification: (listener) => rpc.onNotification(listener),
    pause: () => channel.pause(),
    resume: () => channel.resume(),
    close,
    closed: rpc.closed,
  };
}
