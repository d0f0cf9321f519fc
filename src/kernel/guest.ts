// The control thread's part of a kernel that is a guest in a program of the user's. No daemon has
// started this process, so the control thread starts one, for this session alone, and the pipe to
// it is the daemon's fd 3. The process is never ended from here, nor anything that is not ours.
import { spawn, type ChildProcess } from "node:child_process";
import type { Socket } from "node:net";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { parentPort } from "node:worker_threads";

/** What the daemon says, on one line of its standard output, once it listens or could not. */
export type DaemonWord =
  { url: string; token: string; sessionId: string; pid: number } | { failure: string };

/** Control thread → the program's main thread. */
export type GuestEvent =
  | { type: "listening"; url: string; token: string; sessionId: string; pid: number }
  /** The daemon's process is gone. `failure`: why, when nobody had asked for that. */
  | { type: "gone"; failure?: string };

/**
 * The program's main thread → control thread. `leave`: the session is to end. `end`: it has, and
 * everything is said.
 */
export type GuestOrder = "leave" | "end";

/** How long the daemon may take to end by itself. */
const endMs = 3000;

export class Guest {
  readonly socket: Socket;
  readonly #child: ChildProcess;
  #hasEnded = false;
  #failure: string | undefined;
  #kill: NodeJS.Timeout | undefined;
  /** Told when the session is to end, whoever wants that. */
  onLeave: () => void = () => {};
  /** Told when it has ended. */
  onEnd: () => void = () => {};

  constructor([program, ...args]: readonly string[]) {
    const { NODE_OPTIONS: _, ...env } = process.env;
    // A process group of its own: Ctrl-C in the program's terminal is for the program.
    this.#child = spawn(program!, args, {
      stdio: ["ignore", "pipe", "inherit", "pipe"],
      env,
      detached: true,
      windowsHide: true,
    });
    const [, stdout, , pipe] = this.#child.stdio;
    this.socket = pipe as Socket;
    createInterface({ input: stdout as Readable }).once("line", (line) => this.#onWord(line));
    this.#child.once("error", ({ message }) => this.#onGone(`it could not be started: ${message}`));
    this.#child.once("exit", (code, signal) =>
      this.#onGone(signal === null ? `exit code ${code}` : `signal ${signal}`),
    );
    parentPort!.on("message", (order: GuestOrder) => {
      if (order === "leave") this.leave();
      else this.#end();
    });
  }

  /** The session is to end; not a failure, if nothing was said before. */
  leave(): void {
    this.#hasEnded = true;
    this.onLeave();
  }

  /** The pipe has come to its end: the daemon has let go, or it is no more. */
  onPipeEnd(): void {
    this.onLeave();
  }

  #onWord(line: string): void {
    const said = JSON.parse(line) as DaemonWord;
    if ("failure" in said) this.#failure = said.failure;
    else tell({ type: "listening", ...said });
  }

  #end(): void {
    this.#hasEnded = true;
    this.onEnd();
    this.socket.end();
    this.#kill = setTimeout(() => this.#child.kill("SIGKILL"), endMs);
  }

  #onGone(how: string): void {
    clearTimeout(this.#kill);
    const failure = this.#failure ?? (this.#hasEnded ? undefined : `its daemon ended: ${how}`);
    this.onLeave();
    tell({ type: "gone", ...(failure !== undefined && { failure }) });
  }
}

function tell(event: GuestEvent): void {
  parentPort!.postMessage(event);
}
