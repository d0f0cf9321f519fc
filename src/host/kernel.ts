// One kernel process, as the daemon holds it: commands out (by lanes.ts), events in (by
// incoming.ts), and its end.
import type { KernelCommand, KernelEvent } from "../../protocol/kernel.ts";
import { createDeferred } from "../std/deferred.ts";
import type { KernelHandle } from "./handle.ts";
import { Incoming } from "./incoming.ts";
import { Ladder } from "./interrupt.ts";
import { Lanes } from "./lanes.ts";
import { killGroup, spawnKernel, type KernelPipes, type SpawnOptions } from "./spawn.ts";

/** How long the end of the pipe may take after the end of the process. */
const lastWordsMs = 500;
/** How long a kernel that is closed may take to end what its session holds. */
const endMs = 1000;

export class KernelProcess implements KernelHandle {
  readonly #pipes: KernelPipes;
  readonly #incoming: Incoming;
  readonly #ladder: Ladder;
  readonly #lanes: Lanes;
  readonly #gone = createDeferred<void>();
  #isGone = false;
  #isHolding = false;
  #ending: NodeJS.Timeout | undefined;
  #reason: string | undefined;
  node = process.version;
  /** Where events go; set when the kernel is handed over. */
  onEvent: (event: KernelEvent) => void = () => {};

  constructor(options: SpawnOptions) {
    this.#pipes = spawnKernel(options);
    this.#incoming = new Incoming((event) => this.#onEvent(event));
    this.#ladder = new Ladder(() => this.#kill("the kernel did not answer an interrupt"));
    const { child, pipe, lane, stdout, stderr } = this.#pipes;
    this.#lanes = new Lanes(pipe, lane);
    const piped = createDeferred<void>();
    pipe.on("data", (chunk) => this.#incoming.onChunk(chunk));
    pipe.on("close", piped.resolve);
    stdout.on("data", (chunk: Buffer) => this.#incoming.onNative("stdout", chunk));
    stderr.on("data", (chunk: Buffer) => this.#incoming.onNative("stderr", chunk));
    // A broken pipe is the kernel's end, which `exit` tells with its reason.
    for (const stream of [pipe, lane, stdout, stderr]) stream.on("error", () => {});
    child.on("error", (error) => this.#end(null, null, `cannot start: ${error.message}`));
    child.on("exit", (code, signal) => {
      killGroup(this.pid);
      pipe.resume();
      const late = setTimeout(piped.resolve, lastWordsMs);
      void piped.promise.then(() => {
        clearTimeout(late);
        this.#end(code, signal);
      });
    });
  }

  get pid(): number {
    return this.#pipes.child.pid ?? 0;
  }

  send(command: KernelCommand): void {
    if (this.#isGone) return;
    if (command.type === "execute") this.#incoming.onHanded(command.generation);
    if (command.type === "interrupt") this.#ladder.arm(command.id, command.graceMs);
    this.#lanes.send(command);
  }

  /** For a kernel in stock: what a first cell needs is loaded and compiled before one comes. */
  warmUp(): void {
    this.#lanes.warmUp();
  }

  pause(): void {
    for (const stream of this.#outputs()) stream.pause();
  }

  resume(): void {
    for (const stream of this.#outputs()) stream.resume();
  }

  close(): Promise<void> {
    if (this.#isHolding && !this.#isGone) this.#letEnd();
    else this.#kill("closed");
    return this.#gone.promise;
  }

  /** What its cells have left running has a moment to end. */
  #letEnd(): void {
    if (this.#ending) return;
    this.#ending = setTimeout(() => this.#kill("closed"), endMs);
    this.resume();
    this.send({ type: "end" });
  }

  #outputs() {
    const { pipe, stdout, stderr } = this.#pipes;
    return [pipe, stdout, stderr];
  }

  #onEvent(event: KernelEvent): void {
    if (event.type === "ready") this.node = event.node;
    else if (event.type === "interrupted") this.#ladder.disarm(event.id);
    else if (event.type === "holds") {
      this.#isHolding = event.isHolding;
      if (this.#ending && !event.isHolding) this.#kill("closed");
    }
    this.#lanes.onEvent(event);
    this.onEvent(event);
  }

  #kill(reason: string): void {
    if (this.#isGone) return;
    this.#reason ??= reason;
    this.#pipes.pipe.resume();
    if (this.#pipes.child.pid !== undefined) killGroup(this.pid);
  }

  #end(code: number | null, signal: string | null, reason = ""): void {
    if (this.#isGone) return;
    this.#incoming.end();
    this.#isGone = true;
    clearTimeout(this.#ending);
    this.#ladder.close();
    const { child, lane } = this.#pipes;
    lane.destroy();
    for (const stream of this.#outputs()) stream.destroy();
    child.removeAllListeners();
    this.onEvent({ type: "lost", code, signal, reason: this.#reason ?? reason });
    this.#gone.resolve();
  }
}
