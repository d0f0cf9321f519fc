// A kernel that nobody here has started: a program that embeds a session has started this daemon,
// and is the kernel at the other end of its pipe. It can be asked to let go, and is never ended.
import type { Socket } from "node:net";
import type { KernelCommand, KernelEvent } from "../../protocol/kernel.ts";
import { createDeferred } from "../std/deferred.ts";
import type { KernelHandle, KernelHost } from "./handle.ts";
import { Incoming } from "./incoming.ts";
import { Ladder } from "./interrupt.ts";
import { createCommandFrame, isForControl } from "./lanes.ts";
import type { OwnedKernelHost } from "./pool.ts";

/** How long a program may take to let go of its session. */
const leaveMs = 5000;

export const cantRestart =
  "this session is embedded in a running program, which can't be started afresh";

/** `onGone`: the program has let go of the session, or is gone itself. */
export function createAdoptedHost(pipe: Socket, pid: number, onGone: () => void): OwnedKernelHost {
  let kernel: AdoptedKernel | undefined;
  const open: KernelHost["open"] = async ({ settings, onEvent }) => {
    if (kernel) throw new Error(cantRestart);
    kernel = new AdoptedKernel(pipe, pid, (event) => {
      onEvent(event);
      if (event.type === "lost") onGone();
    });
    kernel.send({ type: "configure", settings });
    return kernel;
  };
  return { open, warm() {}, close: async () => kernel?.close() };
}

class AdoptedKernel implements KernelHandle {
  readonly node = process.version;
  readonly pid: number;
  readonly #pipe: Socket;
  readonly #incoming: Incoming;
  readonly #ladder: Ladder;
  readonly #gone = createDeferred<void>();
  readonly #onEvent: (event: KernelEvent) => void;
  #orders = 0;
  #isGone = false;
  #leaving: NodeJS.Timeout | undefined;
  #reason = "the program has ended the session";

  constructor(pipe: Socket, pid: number, onEvent: (event: KernelEvent) => void) {
    this.#pipe = pipe;
    this.pid = pid;
    this.#onEvent = onEvent;
    this.#incoming = new Incoming((event) => this.#take(event));
    this.#ladder = new Ladder(() =>
      this.#letGo("the program did not answer an interrupt; it goes on without its session"),
    );
    pipe.on("data", (chunk) => this.#incoming.onChunk(chunk));
    // A broken pipe is one that is closed, too.
    pipe.on("error", () => {});
    pipe.on("close", () => this.#end());
  }

  send(command: KernelCommand): void {
    if (this.#isGone) return;
    if (command.type === "interrupt") this.#ladder.arm(command.id, command.graceMs);
    const order = isForControl(command) ? 0 : ++this.#orders;
    this.#pipe.write(createCommandFrame(command, order));
  }

  pause(): void {
    this.#pipe.pause();
  }

  resume(): void {
    this.#pipe.resume();
  }

  close(): Promise<void> {
    if (!this.#isGone && !this.#leaving) {
      this.send({ type: "leave" });
      this.#pipe.resume();
      this.#leaving = setTimeout(() => this.#letGo("the program did not let go"), leaveMs);
    }
    return this.#gone.promise;
  }

  #take(event: KernelEvent): void {
    if (event.type === "interrupted") this.#ladder.disarm(event.id);
    this.#onEvent(event);
  }

  #letGo(reason: string): void {
    this.#reason = reason;
    this.#pipe.destroy();
  }

  #end(): void {
    if (this.#isGone) return;
    this.#incoming.end();
    this.#isGone = true;
    this.#ladder.close();
    clearTimeout(this.#leaving);
    this.#onEvent({ type: "lost", code: null, signal: null, reason: this.#reason });
    this.#gone.resolve();
  }
}
