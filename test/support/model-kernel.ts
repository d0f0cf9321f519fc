// A kernel as its contract (protocol/kernel.ts) has it, without any process: it takes commands, and
// tells the next thing only when it is asked to. It serves to put a session through orders of
// events that a real kernel gives only by chance.
import type { KernelCommand, KernelEvent, KernelExecute } from "../../protocol/kernel.ts";
import { ending } from "./session-script.ts";

export class ModelKernel {
  readonly incarnation: number;
  readonly #queue: KernelExecute[] = [];
  readonly #skips = new Set<number>();
  readonly #told: KernelEvent[] = [];
  #running: KernelExecute | undefined;
  #fencedEpoch = 0;
  isLost = false;

  constructor(incarnation: number) {
    this.incarnation = incarnation;
  }

  get isIdle(): boolean {
    return this.#queue.length === 0 && !this.#running && this.#told.length === 0;
  }

  take(command: KernelCommand): void {
    if (command.type === "execute") this.#queue.push(command);
    else if (command.type === "skip") this.#skips.add(command.generation);
    else if (command.type === "interrupt") this.#interrupt(command);
    else if ("id" in command) this.#told.push({ type: "reply", id: command.id });
  }

  /** Does one thing, and answers the next event that is to be told, if any. */
  tell(outcome: "ok" | "error"): KernelEvent | undefined {
    if (this.#told.length === 0) this.#work(outcome);
    return this.#told.shift();
  }

  #work(outcome: "ok" | "error"): void {
    if (this.#running) return this.#end(this.#running, outcome, false);
    const next = this.#queue.shift();
    if (!next || next.epoch <= this.#fencedEpoch) return;
    if (this.#skips.delete(next.generation)) {
      this.#told.push(ending(next.generation, { status: "skipped" }));
      return;
    }
    this.#running = next;
    this.#told.push({ type: "started", generation: next.generation });
  }

  #interrupt({ id, first, last, fence }: Extract<KernelCommand, { type: "interrupt" }>): void {
    const running = this.#running;
    if (!running || running.generation < first || running.generation > last) {
      this.#told.push({ type: "interrupted", id });
      return;
    }
    this.#end(running, "interrupted", fence);
    this.#told.push({ type: "interrupted", id, hit: running.generation, how: "cancelled" });
  }

  #end(execution: KernelExecute, status: "ok" | "error" | "interrupted", force: boolean): void {
    this.#running = undefined;
    const fence = status !== "ok" && (execution.stopOnError || force);
    if (fence) this.#fencedEpoch = execution.epoch;
    this.#told.push(ending(execution.generation, { status, fence }));
  }
}
