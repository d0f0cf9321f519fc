// How much a session takes on, and how long it waits.
export interface Bounds {
  queueLength: number;
  queueBytes: number;
  /** How many executions a kernel is handed before the first of them ends. */
  window: number;
  /** How long a text may be to be judged: that takes the control thread from other work. */
  judgedLength: number;
  /** How long a graceful interrupt may take before V8 is made to stop. */
  graceMs: number;
  /** How long a client that is asked for input may be away before the cell is told so. */
  returnMs: number;
}

export const defaultBounds: Bounds = {
  queueLength: 10_000,
  queueBytes: 256 * 1024 * 1024,
  window: 32,
  judgedLength: 512 * 1024,
  graceMs: 1_000,
  returnMs: 5_000,
};
