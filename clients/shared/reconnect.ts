// Coming back after a connection was lost: when to try again, and what is told meanwhile. It knows
// no connection and no session; what one attempt does is the caller's.
import type { Gap } from "../../protocol/outputs.ts";

export interface ReconnectOptions {
  /** About how long the first wait is; each is about twice the one before. Default 250. */
  firstWaitMs?: number;
  /** The longest wait. Default 15,000. */
  maxWaitMs?: number;
  /** How long one attempt may take. Default 10,000. */
  attemptMs?: number;
  /** After so many attempts in vain the client is closed. If left out, it never gives up. */
  maxAttempts?: number;
  /** Once aborted, a lost connection is not opened again: the client is closed. */
  signal?: AbortSignal;
  /**
   * A daemon that has said nothing for so long is asked for a sign of life, and for so long again
   * may give it; else the connection counts as lost. Default 20,000; 0 for never.
   */
  heartbeatMs?: number;
}

/** What becomes of a client's connection. */
export type ConnectionEvent =
  | { type: "disconnected"; error?: Error }
  /** The `attempt`-th is made in `waitMs`; `error` is why the last one failed. */
  | { type: "reconnecting"; attempt: number; waitMs: number; error?: Error }
  | {
      type: "reconnected";
      /** How many notifications were missed and are told now. */
      replayed: number;
      /** What was missed and is lost for good; `output/gap` tells the same. */
      gaps: Gap[];
      /**
       * Sessions that are no more: the daemon is another, or their idle time was over. The client's
       * `session`, if it is among them, is a fresh one.
       */
      lostSessions: string[];
    }
  /** The end, asked for or not. Nothing follows. */
  | { type: "closed"; error?: Error };

export interface Backoff {
  /** The wait before the attempt, which counts from 1. */
  waitMs(attempt: number): number;
}

/** Half of each wait is chance, so that the clients of a daemon do not all come at once. */
export function createBackoff(
  { firstWaitMs = 250, maxWaitMs = 15_000 }: ReconnectOptions,
  random: () => number = Math.random,
): Backoff {
  return {
    waitMs: (attempt) => {
      const most = Math.min(maxWaitMs, firstWaitMs * 2 ** (attempt - 1));
      return Math.round(most / 2 + (most / 2) * random());
    },
  };
}

export interface Attempts<T> {
  options: ReconnectOptions;
  /** Why there is something to be opened again. */
  error: Error | undefined;
  /** One attempt; it ends when the signal is aborted. */
  open(signal: AbortSignal): Promise<T>;
  tell(event: ConnectionEvent): void;
  /** Resolves when a wait is to be cut short. */
  hurried(): Promise<void>;
  /** Aborted: give up. */
  signal: AbortSignal;
}

/** Tries until it succeeds. Rejects when it was to give up. */
export async function openAgain<T>(attempts: Attempts<T>): Promise<T> {
  const { options, open, tell, hurried, signal } = attempts;
  const { maxAttempts = Number.POSITIVE_INFINITY, attemptMs = 10_000 } = options;
  const backoff = createBackoff(options);
  let { error } = attempts;
  for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {
    const waitMs = backoff.waitMs(attempt);
    tell({ type: "reconnecting", attempt, waitMs, ...(error && { error }) });
    await wait(waitMs, hurried(), signal);
    const late = new Error(`The daemon did not answer within ${attemptMs} ms.`);
    try {
      return await within(attemptMs, late, signal, open);
    } catch (reason) {
      signal.throwIfAborted();
      error = reason as Error;
    }
  }
  throw error ?? new Error("The connection to the daemon was lost.");
}

async function wait(ms: number, hurried: Promise<void>, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const { promise: elapsed, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  const stop = (): void => resolve();
  signal.addEventListener("abort", stop, { once: true });
  await Promise.race([elapsed, hurried]);
  clearTimeout(timer);
  signal.removeEventListener("abort", stop);
  signal.throwIfAborted();
}

/** Runs `action` with a signal that is aborted after `ms`, or with the one that is given. */
async function within<T>(
  ms: number,
  late: Error,
  signal: AbortSignal,
  action: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(late), ms);
  const stop = (): void => controller.abort(signal.reason);
  signal.addEventListener("abort", stop, { once: true });
  try {
    return await action(controller.signal);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
  }
}
