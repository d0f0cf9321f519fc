// Kernels without processes, which say what a test has them say. They serve to reach states that a
// real kernel will not give on demand: a pause between two events, a flood of a known size, an
// opening that fails. What kernels really do is tested with real ones.
import type { KernelCommand, KernelEvent, KernelExecute } from "../../protocol/kernel.ts";
import type { KernelHandle, KernelHost, KernelOpenOptions } from "../../src/host/handle.ts";
import { ending } from "./session-script.ts";

export class ScriptedKernel implements KernelHandle {
  readonly pid: number;
  readonly node = "v24.0.0";
  readonly commands: KernelCommand[] = [];
  readonly #options: KernelOpenOptions;
  isPaused = false;
  isClosed = false;

  constructor(pid: number, options: KernelOpenOptions) {
    this.pid = pid;
    this.#options = options;
  }

  get settings() {
    return this.#options.settings;
  }

  send(command: KernelCommand): void {
    this.commands.push(command);
  }

  pause(): void {
    this.isPaused = true;
  }

  resume(): void {
    this.isPaused = false;
  }

  close(): Promise<void> {
    if (!this.isClosed) {
      this.isClosed = true;
      this.say({ type: "lost", code: null, signal: "SIGKILL", reason: "closed" });
    }
    return Promise.resolve();
  }

  say(...events: KernelEvent[]): void {
    for (const event of events) this.#options.onEvent(event);
  }

  /** Runs a cell from its start to its end, printing in between. */
  run(generation: number, ...texts: string[]): void {
    this.say({ type: "started", generation });
    this.print(generation, ...texts);
    this.say(ending(generation));
  }

  print(generation: number, ...texts: string[]): void {
    for (const text of texts) this.say({ type: "stream", generation, stream: "stdout", text });
  }

  get executes(): KernelExecute[] {
    return this.commands.filter((command) => command.type === "execute");
  }
}

export class ScriptedHost implements KernelHost {
  readonly kernels: ScriptedKernel[] = [];
  /** Set: the next openings fail with this. */
  refusal: Error | undefined;

  open(options: KernelOpenOptions): Promise<KernelHandle> {
    if (this.refusal) return Promise.reject(this.refusal);
    const kernel = new ScriptedKernel(1_000 + this.kernels.length, options);
    this.kernels.push(kernel);
    return Promise.resolve(kernel);
  }

  /** The kernel that was opened last. */
  get kernel(): ScriptedKernel {
    const kernel = this.kernels.at(-1);
    if (!kernel) throw new Error("no kernel was opened");
    return kernel;
  }
}
