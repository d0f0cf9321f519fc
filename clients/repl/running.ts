// A cell that runs, as who sits at the terminal meets it: a line that says how long, Ctrl-C,
// Ctrl-D, and what the cell asks. Whatever else is typed waits for the next prompt.
import type { InputHandler } from "../shared/inquiries.ts";
import type { Session } from "../shared/session.ts";
import { Interrupts } from "./interrupts.ts";
import { ask } from "./prompt/question.ts";
import type { Key } from "./terminal/keys.ts";
import type { Piece } from "./terminal/layout.ts";
import type { Palette } from "./terminal/palette.ts";
import type { Stage } from "./terminal/stage.ts";
import type { Terminal } from "./terminal/terminal.ts";

export interface RunningOptions {
  session: Session;
  executionId: string;
  terminal: Terminal;
  stage: Stage;
  palette: Palette;
  /** Asked when one wants to leave while the cell runs. */
  leaveQuestion: string;
  onLeave: () => void;
  onSuspend: () => void;
  /** The daemon could not be told to interrupt. */
  onError: (error: unknown) => void;
}

/** A cell that runs longer has a line that says so. */
const statusAfterMs = 400;
const statusEveryMs = 100;
const frames = Array.from("⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏");

export class Running {
  readonly #options: RunningOptions;
  readonly #interrupts: Interrupts;
  readonly #beganMs = performance.now();
  readonly #timer: NodeJS.Timeout;
  #hasStarted = false;
  #isAsking = false;
  #isLeaving = false;

  constructor(options: RunningOptions) {
    this.#options = options;
    this.#interrupts = new Interrupts(options.session, options.executionId);
    options.terminal.onFirst = (key) => this.#take(key);
    this.#timer = setInterval(() => this.#showStatus(), statusEveryMs);
  }

  /** How it was interrupted, if it was. */
  interruption(): Promise<string> {
    return this.#interrupts.outcome();
  }

  /** It waits no more behind another client's. */
  onStart(): void {
    this.#hasStarted = true;
  }

  end(): void {
    const { terminal, stage } = this.#options;
    clearInterval(this.#timer);
    terminal.onFirst = () => false;
    stage.status = undefined;
    stage.refresh();
  }

  readonly onInput: InputHandler = async (asked, signal) => {
    this.#isAsking = true;
    this.#options.stage.status = undefined;
    try {
      return await ask(this.#options, asked, signal);
    } finally {
      this.#isAsking = false;
    }
  };

  #take({ name, text }: Key): boolean {
    const { terminal, onSuspend, onLeave } = this.#options;
    if (this.#isLeaving) {
      this.#isLeaving = false;
      if (name === "text" && /^y/i.test(text)) onLeave();
      else this.#showStatus();
      return name === "text" || name === "enter" || name === "escape";
    }
    if (name === "ctrl-c") {
      terminal.forget();
      this.#interrupts.interrupt().catch(this.#options.onError);
    } else if (name === "ctrl-d" && !this.#isAsking) this.#isLeaving = true;
    else if (name === "ctrl-z") onSuspend();
    else return false;
    if (name !== "ctrl-z") this.#showStatus();
    return true;
  }

  #showStatus(): void {
    const { stage } = this.#options;
    const status = this.#status();
    if (status?.text === stage.status?.text) return;
    if (this.#isLeaving) stage.endLine();
    stage.status = status;
    stage.refresh();
  }

  #status(): Piece | undefined {
    if (this.#isLeaving) return { text: `${this.#options.leaveQuestion} (y/N) `, style: "warning" };
    const elapsedMs = performance.now() - this.#beganMs;
    const said = this.#interrupts.status;
    if (said !== undefined) return { text: said, style: "warning" };
    if (this.#isAsking || elapsedMs < statusAfterMs) return undefined;
    const frame = frames[Math.floor(elapsedMs / statusEveryMs) % frames.length]!;
    const what = this.#hasStarted ? "Ctrl-C interrupts" : "waits for a cell of another client";
    return { text: `${frame} ${(elapsedMs / 1000).toFixed(1)} s · ${what}`, style: "dim" };
  }
}
