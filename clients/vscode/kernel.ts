// One notebook's session: its cells are sent in order, what comes of them is drawn where they
// stand, and all that is asked of it besides (settings, variables, language) goes through here.
// It makes its session when it is first needed, and another one when that is lost.
import { errorCodes } from "../../protocol/errors.ts";
import type { Result } from "../../protocol/methods.ts";
import type { DidChangeState, Output } from "../../protocol/outputs.ts";
import type { CellError, LoopPolicy, SessionInfo, SessionOptions } from "../../protocol/shapes.ts";
import type { Client } from "../shared/client.ts";
import type { InputHandler } from "../shared/inquiries.ts";
import type { ConnectionEvent } from "../shared/reconnect.ts";
import { ConnectionLost, RequestError } from "../shared/rpc.ts";
import type { Session } from "../shared/session.ts";
import type { Daemon, Opened } from "./daemon.ts";
import { Painter, type Canvas } from "./painter.ts";

export interface CellJob {
  /** The cell's uri: frames of stacks name it. */
  cellId: string;
  code: string;
  languageId: "typescript" | "javascript";
  canvas: Canvas;
}

export interface KernelSetup {
  daemon: Daemon;
  /** Asked whenever a session is made. */
  options: () => SessionOptions;
  onInput: InputHandler;
  /** A cell has failed; where it did, the frames say. */
  onFailure?: (error: CellError) => void;
}

export interface KernelState {
  /** `away`: a daemon that serves is dialled again. */
  status: "none" | "starting" | "idle" | "busy" | "away" | "lost";
  info?: SessionInfo;
  /** Its cell waits for an answer of somebody's. */
  asks?: boolean;
  /** What an interrupt is at. */
  interrupting?: "graceful" | "terminate";
}

interface Held extends Opened {
  stop: () => void;
}

export class NotebookKernel {
  readonly #setup: KernelSetup;
  readonly #painter = new Painter();
  readonly #listeners = new Set<(state: KernelState) => void>();
  /** Cells by their ids → the execution that they show. */
  readonly #latest = new Map<string, string>();
  readonly #running = new Set<string>();
  #held: Promise<Held> | undefined;
  #state: KernelState = { status: "none" };
  #lastId = 0;

  constructor(setup: KernelSetup) {
    this.#setup = setup;
  }

  get state(): KernelState {
    return this.#state;
  }

  onChange(listener: (state: KernelState) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** The session, which is made now if there is none. */
  async open(): Promise<Opened> {
    const held = this.#held ?? this.#hold(this.#setup.daemon.open(this.#setup.options()));
    return held;
  }

  /** Leaves its session for another one of this daemon. */
  async attach(sessionId: string): Promise<void> {
    const before = this.#held;
    await this.#hold(this.#setup.daemon.attach(sessionId));
    const left = await before;
    left?.stop();
    await left?.session.detach();
  }

  /** Sends all of them; each is drawn as it starts. Resolves when the last has ended. */
  async run(jobs: readonly CellJob[]): Promise<void> {
    let opened: Opened;
    const ids = jobs.map((job) => this.#expect(job));
    try {
      opened = await this.open();
    } catch (error) {
      for (const id of ids) this.#painter.onFailure(id, error as Error);
      throw error;
    }
    await Promise.all(jobs.map((job, index) => this.#execute(opened.session, job, ids[index]!)));
  }

  /** A second one, while the first is still at it, is meant: the cell is unwound. */
  async interrupt(): Promise<Result<"interrupt"> | undefined> {
    if (!this.#held) return undefined;
    const { session } = await this.#held;
    const mode = this.#state.interrupting === undefined ? "graceful" : "terminate";
    this.#tell({ interrupting: mode });
    try {
      return await session.interrupt({ mode });
    } finally {
      this.#tell({ interrupting: undefined });
    }
  }

  /** A fresh namespace; cells that wait are aborted, one that runs is ended. */
  async restart(): Promise<void> {
    if (!this.#held) return void (await this.open());
    const { session } = await this.#held;
    this.#tell({ info: await session.restart() });
  }

  async configure(change: {
    runner?: string;
    loopPolicy?: LoopPolicy;
    autoawait?: boolean;
  }): Promise<void> {
    const { session } = await this.open();
    if (change.runner !== undefined) await session.setRunner(change.runner);
    if (change.loopPolicy !== undefined) await session.setLoopPolicy(change.loopPolicy);
    if (change.autoawait !== undefined) await session.setAutoawait(change.autoawait);
    await this.#refresh(session);
  }

  /** The cell is gone: nothing is drawn into it any more. */
  forget(cellId: string): void {
    const executionId = this.#latest.get(cellId);
    if (executionId === undefined || this.#running.has(executionId)) return;
    this.#painter.forget(executionId);
    this.#latest.delete(cellId);
  }

  /** Its notebook is closed, and so is its session. */
  async close(): Promise<void> {
    const held = this.#held;
    this.#held = undefined;
    if (!held) return;
    const { session, stop } = await held;
    stop();
    await session.close();
  }

  #expect({ cellId, canvas }: CellJob): string {
    const executionId = `vscode-${crypto.randomUUID().slice(0, 8)}-${++this.#lastId}`;
    const before = this.#latest.get(cellId);
    if (before !== undefined) this.#painter.forget(before);
    this.#latest.set(cellId, executionId);
    this.#painter.add(executionId, canvas);
    return executionId;
  }

  async #execute(session: Session, { code, ...job }: CellJob, executionId: string): Promise<void> {
    const { cellId, languageId } = job;
    const { onInput } = this.#setup;
    this.#running.add(executionId);
    try {
      const options = { executionId, cellId, languageId, onInput, onOutput: () => {} };
      const result = await session.execute(code, options);
      this.#painter.onFinish(result);
      if (result.error && result.status === "error") this.#setup.onFailure?.(result.error);
    } catch (error) {
      this.#painter.onFailure(executionId, describe(error as Error));
      if (isGone(error)) this.#leave();
    } finally {
      this.#running.delete(executionId);
    }
  }

  async #hold(opening: Promise<Opened>): Promise<Held> {
    this.#tell({ status: "starting" });
    const held = opening.then((opened) => ({ ...opened, stop: this.#follow(opened) }));
    this.#held = held;
    try {
      const { session } = await held;
      const status = session.info.state === "busy" ? "busy" : "idle";
      this.#tell({ status, info: session.info });
      return await held;
    } catch (error) {
      this.#held = undefined;
      this.#tell({ status: "none", info: undefined });
      throw error;
    }
  }

  #follow({ client, session }: Opened): () => void {
    const { id } = session;
    const own =
      <Told extends { sessionId: string }>(listen: (told: Told) => void) =>
      (told: Told): void => {
        if (told.sessionId === id) listen(told);
      };
    const stops = [
      client.on(
        "execution/didStart",
        own(({ executionId, executionCount }) =>
          this.#painter.onStart(executionId, executionCount),
        ),
      ),
      client.on(
        "output",
        own((output: Output) => this.#painter.onOutput(output)),
      ),
      client.on(
        "session/didChangeState",
        own((told: DidChangeState) => this.#onState(session, told)),
      ),
      client.onConnection((event) => this.#onConnection(session, event)),
      this.#setup.daemon.onLoss((lost) => this.#onLoss(lost, client)),
    ];
    return () => stops.forEach((stop) => stop());
  }

  #onConnection(session: Session, event: ConnectionEvent): void {
    if (event.type === "disconnected") return this.#tell({ status: "away" });
    if (event.type !== "reconnected") return;
    if (event.lostSessions.includes(session.id)) return this.#leave();
    void this.#refresh(session).catch(onGone);
  }

  #onState(session: Session, { state, reason }: DidChangeState): void {
    this.#tell({ status: statusOf(state), asks: reason === "input" });
    // A cell may have changed its session's settings, by a magic.
    if (state === "idle") void this.#refresh(session).catch(onGone);
  }

  async #refresh(session: Session): Promise<void> {
    if (!this.#held) return;
    const { client } = await this.#held;
    const info = await client.request("session/info", { sessionId: session.id });
    const isBack = this.#state.status === "away";
    this.#tell({ info, ...(isBack && { status: statusOf(info.state) }) });
  }

  #onLoss(lost: Client, own: Client): void {
    if (lost === own) this.#leave();
  }

  #leave(): void {
    void this.#held?.then(({ stop }) => stop());
    this.#held = undefined;
    this.#tell({ status: "lost", info: undefined, interrupting: undefined });
  }

  #tell(change: Partial<KernelState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener(this.#state);
  }
}

const statusOf = (state: SessionInfo["state"]): KernelState["status"] =>
  state === "dead" ? "lost" : state;

/** What is shown in the cell, with what to do next. */
function describe(error: Error): Error {
  if (!isGone(error)) return error;
  const told = new Error(`${error.message} Run the cell again: it gets a new session.`);
  told.name = "SessionLost";
  return told;
}

/** The session, or the connection, has ended. */
function isGone(error: unknown): boolean {
  if (error instanceof ConnectionLost) return true;
  const gone: number[] = [errorCodes.SessionNotFound, errorCodes.SessionClosed];
  return error instanceof RequestError && gone.includes(error.code);
}

/** Whoever needs it is told of that; who only looks on is not. */
function onGone(error: unknown): void {
  if (!isGone(error)) throw error;
}
