// The kernels of a daemon. One is kept in stock, started and waiting, so that a session need not
// wait for a process; the stock is filled again a moment after a hand-over. No kernel outlives its
// host.
import type { KernelHandle, KernelHost, KernelOpenOptions } from "./handle.ts";
import { KernelProcess } from "./kernel.ts";

export interface KernelHostOptions {
  /** The file that starts the kernel's program (src/load.cjs). */
  kernelEntry: string;
  /** The Node that runs it; the daemon's own unless told. */
  nodePath?: string;
  log?: (message: string) => void;
}

/** How long after a hand-over the stock is filled: the new session's first cell goes first. */
const refillMs = 250;

export interface OwnedKernelHost extends KernelHost {
  /** Starts the first kernel now, before anybody asks for it. */
  warm(): void;
  close(): Promise<void>;
}

export function createKernelHost(options: KernelHostOptions): OwnedKernelHost {
  return new Pool(options);
}

class Pool implements OwnedKernelHost {
  readonly #options: KernelHostOptions;
  readonly #kernels = new Set<KernelProcess>();
  #stock: KernelProcess | undefined;
  #refill: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(options: KernelHostOptions) {
    this.#options = options;
  }

  warm(): void {
    if (this.#isClosed) return;
    this.#stock ??= this.#start({});
  }

  // oxlint-disable-next-line require-await -- what goes wrong is a rejection, as the contract has
  // it
  async open({ settings, memoryMb, onEvent, signal }: KernelOpenOptions): Promise<KernelHandle> {
    signal?.throwIfAborted();
    if (this.#isClosed) throw new Error("the daemon is closing");
    const isPlain = memoryMb === undefined && !Object.keys(settings.env).some(isReadAtStart);
    const fromStock = isPlain ? this.#stock : undefined;
    if (fromStock) this.#stock = undefined;
    const kernel = fromStock ?? this.#start({ env: settings.env, memoryMb });
    kernel.onEvent = (event) => {
      if (event.type === "lost") this.#kernels.delete(kernel);
      if (event.type === "fault") this.#options.log?.(`kernel ${kernel.pid}: ${event.message}`);
      onEvent(event);
    };
    kernel.send({ type: "configure", settings });
    clearTimeout(this.#refill);
    this.#refill = setTimeout(() => this.warm(), refillMs);
    return kernel;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#refill);
    await Promise.all([...this.#kernels].map((kernel) => kernel.close()));
  }

  #start(options: { env?: Record<string, string>; memoryMb?: number | undefined }): KernelProcess {
    const { kernelEntry: entry, nodePath = process.execPath } = this.#options;
    const kernel = new KernelProcess({ entry, nodePath, ...options });
    this.#kernels.add(kernel);
    kernel.onEvent = (event) => {
      if (event.type === "ready" && kernel === this.#stock) kernel.warmUp();
      if (event.type !== "lost") return;
      this.#kernels.delete(kernel);
      if (this.#stock !== kernel || this.#isClosed) return;
      this.#stock = undefined;
      this.#options.log?.(
        `a kernel in stock was lost: ${event.reason} ${event.signal ?? event.code}`,
      );
    };
    return kernel;
  }
}

/** Variables that a process reads only when it starts. */
const isReadAtStart = (name: string): boolean => /^(NODE_|LD_|DYLD_)/.test(name);
