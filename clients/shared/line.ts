// A client's line to its daemon: one connection, or one after the other where a lost one is opened
// again. It owns what outlives a connection: who listens, which sessions are followed and how far,
// the executions whose results have not come. It knows no session as an object.
//
// Order: what was missed is told before what is new, and nothing twice. Executions that wait are
// sent again in the order in which they were made, each by its `executionId`, so that the daemon
// runs none of them twice.
import type { MethodName, Params, Result } from "../../protocol/methods.ts";
import type { ExecuteResult } from "../../protocol/shapes.ts";
import type { Channel } from "./channel.ts";
import { Following } from "./following.ts";
import { watch } from "./heartbeat.ts";
import { Answerers } from "./inquiries.ts";
import { call, Listeners, type Observer } from "./listeners.ts";
import { openAgain, type ConnectionEvent, type ReconnectOptions } from "./reconnect.ts";
import { resume, type Resumed } from "./resuming.ts";
import { ConnectionLost, RpcClient, type RequestOptions } from "./rpc.ts";

export interface LineSetup {
  initialize: Params<"initialize">;
  onNotification?: Observer | undefined;
  /** Opens a further channel. Absent: the end of the connection is the end of the line. */
  dial?: ((signal: AbortSignal) => Promise<Channel>) | undefined;
  reconnect?: ReconnectOptions | undefined;
}

export type ConnectionState = "connected" | "reconnecting" | "closed";

/** An execution whose result has not come. */
interface Pending {
  params: Params<"execute">;
  signal: AbortSignal | undefined;
  wasSent: boolean;
  resolve(result: ExecuteResult): void;
  reject(error: unknown): void;
}

const away = new Error("The connection to the daemon was lost and is being opened again.");
const defaultHeartbeatMs = 20_000;

export class Line {
  readonly listeners = new Listeners();
  readonly answerers = new Answerers();
  /** Resolves when the line is closed for good, with the reason when nobody asked for it. */
  readonly closed: Promise<Error | undefined>;
  readonly #resolveClosed: (error: Error | undefined) => void;
  readonly #setup: LineSetup;
  readonly #following = new Following();
  readonly #pending = new Set<Pending>();
  readonly #connectionListeners = new Set<(event: ConnectionEvent) => void>();
  /** Aborted: a connection that is lost is not opened again. */
  readonly #stop = new AbortController();
  #rpc: RpcClient | undefined;
  #server: Result<"initialize"> | undefined;
  #homeId = "";
  #state: ConnectionState = "connected";
  #isPaused = false;
  #hurry = (): void => {};

  private constructor(setup: LineSetup) {
    this.#setup = setup;
    const { promise, resolve } = Promise.withResolvers<Error | undefined>();
    this.closed = promise;
    this.#resolveClosed = resolve;
    this.listeners.onNotification(this.#following.onNotification);
    if (setup.onNotification) this.listeners.onNotification(setup.onNotification);
  }

  /** Says `initialize`. Rejects when that fails; the channel is then closed. */
  static async open(channel: Channel, setup: LineSetup): Promise<Line> {
    const line = new Line(setup);
    const rpc = new RpcClient(channel, line);
    try {
      const server = await line.#ask(rpc, "initialize", setup.initialize);
      rpc.notify("initialized");
      line.#settle(rpc, server, server.session.sessionId);
    } catch (error) {
      rpc.drop();
      throw error;
    }
    return line;
  }

  /** What the daemon said about itself, last. */
  get server(): Result<"initialize"> {
    return this.#server!;
  }

  /** The session that requests mean that name none, as far as it has not been detached. */
  get homeId(): string {
    return this.#homeId;
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** Returns what takes the listener away again. */
  onConnection(listener: (event: ConnectionEvent) => void): () => void {
    this.#connectionListeners.add(listener);
    return () => void this.#connectionListeners.delete(listener);
  }

  /** Rejects with `ConnectionLost` where the connection ends before the answer, or is away. */
  request<Name extends MethodName>(
    method: Name,
    params: Params<Name> = {} as Params<Name>,
    options?: RequestOptions,
  ): Promise<Result<Name>> {
    if (this.#rpc) return this.#ask(this.#rpc, method, params, options);
    return Promise.reject(new ConnectionLost(this.#state === "closed" ? undefined : away));
  }

  /** Nothing happens while there is no connection. */
  notify(method: string, params: object): void {
    this.#rpc?.notify(method, params);
  }

  /** Outlives the connection: a result comes, once, as long as the session is there. */
  execute(params: Params<"execute">, signal?: AbortSignal): Promise<ExecuteResult> {
    if (this.#state === "closed") return Promise.reject(new ConnectionLost());
    const { promise, resolve, reject } = Promise.withResolvers<ExecuteResult>();
    const pending: Pending = { params, signal, wasSent: false, resolve, reject };
    this.#pending.add(pending);
    if (this.#rpc) this.#send(this.#rpc, pending);
    else this.#hold(pending);
    return promise;
  }

  pause(): void {
    this.#isPaused = true;
    this.#rpc?.channel.pause();
  }

  resume(): void {
    this.#isPaused = false;
    this.#rpc?.channel.resume();
  }

  /** Cuts the wait for the next attempt short. */
  reconnect(): void {
    this.#hurry();
  }

  /** `shutdown`, `exit`, and the end. */
  async close(): Promise<void> {
    this.#stop.abort();
    const rpc = this.#rpc;
    if (rpc) {
      try {
        await rpc.request("shutdown");
        rpc.notify("exit");
        rpc.channel.close();
      } catch (error) {
        // It has ended by itself, which is what was asked for.
        if (!(error instanceof ConnectionLost)) throw error;
      }
    }
    await this.closed;
  }

  #ask<Name extends MethodName>(
    rpc: RpcClient,
    method: Name,
    params: Params<Name>,
    options?: RequestOptions,
  ): Promise<Result<Name>> {
    return rpc.request(method, params, {
      ...options,
      onResult: (result) => {
        const named = { sessionId: this.#homeId, ...params };
        this.#following.onResult(method, named, result);
      },
    });
  }

  #send(rpc: RpcClient, pending: Pending): void {
    const { params, signal } = pending;
    pending.wasSent = true;
    this.#ask(rpc, "execute", params, signal && { signal }).then(
      (result) => {
        this.#pending.delete(pending);
        pending.resolve(result);
      },
      (error: unknown) => {
        if (error instanceof ConnectionLost && this.#comesBack) return;
        this.#pending.delete(pending);
        pending.reject(error);
      },
    );
  }

  /** Nothing has run of it yet, so that it can be let go of. */
  #hold(pending: Pending): void {
    const { signal } = pending;
    const drop = (): void => {
      if (!pending.wasSent && this.#pending.delete(pending)) pending.reject(signal!.reason);
    };
    if (signal?.aborted) drop();
    else signal?.addEventListener("abort", drop, { once: true });
  }

  get #comesBack(): boolean {
    const { dial, reconnect } = this.#setup;
    const isAsked = this.#stop.signal.aborted || reconnect?.signal?.aborted === true;
    return dial !== undefined && !isAsked && this.#state !== "closed";
  }

  #settle(rpc: RpcClient, server: Result<"initialize">, homeId: string): void {
    this.#rpc = rpc;
    this.#server = server;
    this.#homeId = homeId;
    this.#state = "connected";
    if (this.#isPaused) rpc.channel.pause();
    const { dial, reconnect: { heartbeatMs = defaultHeartbeatMs } = {} } = this.#setup;
    const isWatched = dial !== undefined && heartbeatMs > 0;
    const stop = isWatched ? watch(rpc, heartbeatMs, () => this.#isPaused) : () => {};
    void rpc.closed.then((error) => {
      stop();
      this.#rpc = undefined;
      return this.#onLost(error);
    });
  }

  async #onLost(error: Error | undefined): Promise<void> {
    if (!this.#comesBack) return this.#end(error);
    this.#state = "reconnecting";
    this.#tell({ type: "disconnected", ...(error && { error }) });
    const { reconnect: options = {} } = this.#setup;
    const { signal: given } = options;
    try {
      const back = await openAgain({
        options,
        error,
        signal: given ? AbortSignal.any([this.#stop.signal, given]) : this.#stop.signal,
        open: (signal) => this.#open(signal),
        tell: (event) => this.#tell(event),
        hurried: () => new Promise((resolve) => (this.#hurry = resolve)),
      });
      this.#onBack(back);
    } catch (reason) {
      this.#end(this.#stop.signal.aborted ? undefined : (reason as Error));
    }
  }

  async #open(signal: AbortSignal): Promise<{ rpc: RpcClient; resumed: Resumed }> {
    const channel = await this.#setup.dial!(signal);
    const rpc = new RpcClient(channel, this);
    const stop = (): void => rpc.drop(signal.reason as Error);
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
    try {
      const { initialize } = this.#setup;
      return { rpc, resumed: await resume(rpc, this.#following, initialize, this.#homeId) };
    } catch (error) {
      rpc.drop();
      throw error;
    } finally {
      signal.removeEventListener("abort", stop);
    }
  }

  #onBack({ rpc, resumed }: { rpc: RpcClient; resumed: Resumed }): void {
    const { server, isFresh, replayed, gaps, lostSessions } = resumed;
    this.#settle(rpc, server, isFresh ? server.session.sessionId : this.#homeId);
    for (const pending of this.#pending) this.#send(rpc, pending);
    for (const gap of gaps) this.listeners.tell("output/gap", gap);
    this.#tell({ type: "reconnected", replayed, gaps, lostSessions });
  }

  /** Whoever still waits is told that nothing will come. */
  #end(error: Error | undefined): void {
    this.#state = "closed";
    for (const { reject } of this.#pending) reject(new ConnectionLost(error));
    this.#pending.clear();
    this.#resolveClosed(error);
    this.#tell({ type: "closed", ...(error && { error }) });
  }

  #tell(event: ConnectionEvent): void {
    for (const listener of this.#connectionListeners) call(() => listener(event));
  }
}
