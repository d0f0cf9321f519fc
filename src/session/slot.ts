import type { KernelHandle, KernelHost } from "../host/handle.ts";
import type { KernelCommand, KernelEvent } from "../../protocol/kernel.ts";
import type { SessionAction } from "./model.ts";

type Open = Extract<SessionAction, { type: "open" }>;

export interface SlotEvents {
  onOpened(incarnation: number, kernel: KernelHandle): void;
  onFailed(incarnation: number, reason: string): void;
  onEvent(incarnation: number, event: KernelEvent): void;
}

/**
 * The place of a session's kernel. It holds at most one, and sees to it that none that was let go
 * lives on.
 */
export class KernelSlot {
  readonly #host: KernelHost;
  readonly #events: SlotEvents;
  /** Kernels that were let go, or that open, and are not gone yet. */
  readonly #leaving = new Set<Promise<void>>();
  #kernel: KernelHandle | undefined;
  #opening: AbortController | undefined;
  #opened: Promise<void> = Promise.resolve();
  #isPaused = false;

  constructor(host: KernelHost, events: SlotEvents) {
    this.#host = host;
    this.#events = events;
  }

  send(command: KernelCommand): void {
    this.#kernel?.send(command);
  }

  /** Stops, or goes on, reading what the kernel prints; holds for the next kernel, too. */
  setPaused(paused: boolean): void {
    if (paused === this.#isPaused) return;
    this.#isPaused = paused;
    if (paused) this.#kernel?.pause();
    else this.#kernel?.resume();
  }

  open({ incarnation, settings, memoryMb }: Open): void {
    const opening = new AbortController();
    this.#opening = opening;
    const opened = this.#host.open({
      settings,
      ...(memoryMb === undefined ? {} : { memoryMb }),
      signal: opening.signal,
      onEvent: (event) => this.#events.onEvent(incarnation, event),
    });
    this.#opened = this.#settle(opening, opened, incarnation);
    this.#follow(this.#opened);
  }

  /** Lets the kernel go; `gone` says when it is. */
  close(): void {
    this.#opening?.abort();
    this.#opening = undefined;
    const kernel = this.#kernel;
    this.#kernel = undefined;
    if (kernel) this.#follow(kernel.close());
  }

  /** Resolves when what was last asked for is there, or could not be had. */
  opened(): Promise<void> {
    return this.#opened;
  }

  async gone(): Promise<void> {
    await Promise.all(this.#leaving);
  }

  async #settle(
    opening: AbortController,
    opened: Promise<KernelHandle>,
    incarnation: number,
  ): Promise<void> {
    let kernel: KernelHandle;
    try {
      kernel = await opened;
    } catch (error) {
      if (opening.signal.aborted) return;
      this.#opening = undefined;
      const reason = error instanceof Error ? error.message : String(error);
      this.#events.onFailed(incarnation, reason);
      return;
    }
    if (opening.signal.aborted) {
      await kernel.close();
      return;
    }
    this.#opening = undefined;
    this.#kernel = kernel;
    if (this.#isPaused) kernel.pause();
    this.#events.onOpened(incarnation, kernel);
  }

  #follow(leaving: Promise<void>): void {
    const forget = (): boolean => this.#leaving.delete(leaving);
    this.#leaving.add(leaving);
    leaving.then(forget, forget);
  }
}
