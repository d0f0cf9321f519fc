// The console: reads a cell, has the session run it, shows what comes of it, until one leaves. It
// knows no flags and opens no connection.
import type { DidChangeState, DidFinish, DidStart, Gap, Output } from "../../protocol/outputs.ts";
import type { ExecuteResult, SessionInfo } from "../../protocol/shapes.ts";
import type { Client } from "../shared/client.ts";
import type { ConnectionEvent } from "../shared/reconnect.ts";
import { ConnectionLost, RequestError } from "../shared/rpc.ts";
import type { Session } from "../shared/session.ts";
import { Prompt } from "./prompt/prompt.ts";
import { Recall } from "./prompt/recall.ts";
import { labelOf, writeForeign, type Label } from "./prompt/view.ts";
import { Running } from "./running.ts";
import { plainOf } from "./showing/bundle.ts";
import { Transcript } from "./showing/transcript.ts";
import type { Images } from "./terminal/images.ts";
import type { Palette } from "./terminal/palette.ts";
import type { Stage } from "./terminal/stage.ts";
import type { Terminal } from "./terminal/terminal.ts";

export interface ConsoleOptions {
  client: Client;
  session: Session;
  terminal: Terminal;
  stage: Stage;
  palette: Palette;
  images: Images;
  /** Asked when one wants to leave while a cell runs. */
  leaveQuestion: string;
}

const leaving = /^\s*\.?(exit|quit)(\(\))?;?\s*$/;

export class Console {
  readonly #options: ConsoleOptions;
  #session: Session;
  readonly #transcript: Transcript;
  readonly #recall: Recall;
  readonly #prompt: Prompt;
  readonly #left = Promise.withResolvers<void>();
  readonly #idPrefix = crypto.randomUUID().slice(0, 8);
  #info: SessionInfo;
  #count: number;
  #ownCount = 0;
  #running: { executionId: string; running: Running } | undefined;
  /** Text that a magic has for the next prompt. */
  #next = "";

  constructor(options: ConsoleOptions) {
    const { session, terminal, stage, palette } = options;
    this.#options = options;
    this.#session = session;
    this.#info = session.info;
    this.#count = session.info.executionCount;
    this.#transcript = new Transcript(options);
    this.#recall = new Recall((query) => this.#session.history(query));
    this.#prompt = new Prompt({
      terminal,
      stage,
      palette,
      recall: this.#recall,
      adviser: {
        complete: (...asked) => this.#session.complete(...asked),
        isComplete: (...asked) => this.#session.isComplete(...asked),
        inspect: (...asked) => this.#session.inspect(...asked),
      },
      label: () => this.#label(),
      onSuspend: () => this.#suspend(),
    });
  }

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /** Resolves when one has left. */
  run(): Promise<void> {
    return Promise.race([this.#readAll(), this.#left.promise]);
  }

  leave(): void {
    this.#left.resolve();
  }

  say(text: string): void {
    this.#transcript.say(text);
  }

  onNotification(method: string, params: unknown): void {
    const { sessionId } = params as { sessionId?: string };
    if (sessionId !== this.#session.id) return;
    switch (method) {
      case "output":
        return this.#onOutput(params as Output);
      case "execution/didStart":
        return this.#onStart(params as DidStart);
      case "execution/didFinish":
        return this.#onFinish(params as DidFinish);
      case "session/didChangeState":
        return this.#onState(params as DidChangeState);
      case "output/gap":
        return this.#transcript.say(
          `Some output was lost here (${(params as Gap).droppedBytes} bytes).`,
        );
    }
  }

  async #readAll(): Promise<void> {
    for (;;) {
      const next = this.#next;
      this.#next = "";
      const code = await this.#prompt.read(next);
      if (code === undefined || leaving.test(code)) return;
      if (code.trim() !== "") await this.#execute(code);
    }
  }

  async #execute(code: string): Promise<void> {
    const executionId = `${this.#idPrefix}-${++this.#ownCount}`;
    const running = new Running({
      ...this.#options,
      session: this.#session,
      executionId,
      onLeave: () => this.leave(),
      onSuspend: () => this.#suspend(),
      onError: (error) => this.#onError(error),
    });
    this.#running = { executionId, running };
    this.#transcript.begin();
    try {
      const { onInput } = running;
      // What it prints comes with all that the session tells.
      const onOutput = (): void => {};
      const result = await this.#session.execute(code, { executionId, onInput, onOutput });
      running.end();
      this.#finish(result, await running.interruption());
      await this.#refreshInfo();
    } catch (error) {
      running.end();
      this.#onError(error);
    } finally {
      this.#running = undefined;
    }
  }

  #finish(result: ExecuteResult, interruption = ""): void {
    this.#count = Math.max(this.#count, result.executionCount);
    this.#transcript.onResult(result, interruption);
  }

  /** What becomes of the connection to a daemon that serves: it is opened again. */
  onConnection(event: ConnectionEvent): void {
    const { stage } = this.#options;
    switch (event.type) {
      case "disconnected":
      case "reconnecting": {
        const why = event.error ? ` (${event.error.message})` : "";
        stage.notice = {
          text: `The connection is lost; it is tried again${why}`,
          style: "warning",
        };
        return stage.refresh();
      }
      case "reconnected":
        stage.notice = undefined;
        this.#transcript.say(
          `Connected again; ${event.replayed} notifications were missed, and are told.`,
        );
        return this.#comeBack(event.lostSessions);
      case "closed":
        stage.notice = undefined;
    }
  }

  #comeBack(lostSessions: readonly string[]): void {
    if (lostSessions.includes(this.#session.id)) {
      this.#session = this.#options.client.session;
      this.#count = 0;
      this.#transcript.say("The session is no more, with all its names; this is a new one.");
    }
    this.#refreshInfo().catch((error: unknown) => this.#onError(error));
  }

  /** A request that is refused, or lost, is told; the console goes on. */
  #onError(error: unknown): void {
    if (error instanceof ConnectionLost && this.#options.client.connection === "closed") return;
    if (!(error instanceof RequestError || error instanceof ConnectionLost)) throw error;
    this.#options.stage.endLine();
    this.#transcript.say(error.message);
  }

  async #refreshInfo(): Promise<void> {
    const { client, stage } = this.#options;
    this.#info = await client.request("session/info", { sessionId: this.#session.id });
    this.#count = this.#info.executionCount;
    stage.refresh();
  }

  #onOutput(output: Output): void {
    const { kind, data, metadata } = output;
    if (kind === "display" && metadata?.["cell"] === "replace")
      this.#next = plainOf(data).trimEnd();
    else this.#transcript.onOutput(output);
  }

  #onStart({ executionId, executionCount, code }: DidStart): void {
    this.#count = Math.max(this.#count, executionCount);
    if (this.#isOwn(executionId)) return this.#running?.running.onStart();
    if (executionCount === 0) return;
    const { palette, stage } = this.#options;
    this.#transcript.begin();
    stage.endLine();
    stage.print(`${writeForeign(code, labelOf(executionCount), palette)}\n`);
  }

  #onFinish(result: DidFinish): void {
    if (!this.#isOwn(result.executionId) && result.executionCount > 0) this.#finish(result);
  }

  /** Whoever looks on is told why nothing goes on. Begun anew, by whomever, it counts anew. */
  #onState({ state, reason }: DidChangeState): void {
    const { stage } = this.#options;
    const isAsked = reason === "input" && !this.isRunning;
    const text = "A cell of another client waits for an answer there";
    stage.notice = isAsked ? { text, style: "dim" } : undefined;
    stage.refresh();
    if (state === "starting") this.#refreshInfo().catch((error: unknown) => this.#onError(error));
  }

  #isOwn(executionId: string): boolean {
    return executionId.startsWith(`${this.#idPrefix}-`);
  }

  #label(): Label {
    const { runner, autoawait } = this.#info;
    if (!autoawait) return labelOf(this.#count + 1, "no await");
    return labelOf(this.#count + 1, runner === "native" ? "" : runner);
  }

  #suspend(): void {
    const { stage, terminal } = this.#options;
    stage.erase();
    terminal.suspend(() => stage.refresh());
  }
}
