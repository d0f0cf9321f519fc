// The daemon's hold on one kernel process, as the session sees it. `host/kernel.ts` implements it
// with a real process; `state.test.ts` needs none.
import type { KernelCommand, KernelEvent, KernelSettings } from "../../protocol/kernel.ts";

export interface KernelHandle {
  readonly pid: number;
  /** Version of the kernel's Node, as `v24.1.0`. */
  readonly node: string;
  /**
   * Commands arrive in the order of the calls. Nothing is thrown when the kernel is gone: `lost`
   * says so.
   */
  send(command: KernelCommand): void;
  /**
   * Stops, or goes on, reading what the kernel prints: a slow client slows the cell, not the
   * daemon's memory.
   */
  pause(): void;
  resume(): void;
  /** Ends the process and its children. Resolves when it is gone; `lost` has then been told. */
  close(): Promise<void>;
}

export interface KernelHost {
  /**
   * Hands over a kernel, warm when one is in stock. Events arrive one by one through `onEvent`, in
   * order, `lost` last. The kernel is already configured with `settings`.
   */
  open(options: KernelOpenOptions): Promise<KernelHandle>;
}

export interface KernelOpenOptions {
  settings: KernelSettings;
  /** Heap limit; a kernel with one is never taken from stock. */
  memoryMb?: number;
  onEvent: (event: KernelEvent) => void;
  signal?: AbortSignal;
}
