// The memory that a kernel's two threads share: a few words, and the ring of the outbox behind
// them. Who writes a word is said beside it; every access is atomic.

export const word = {
  /** Bytes ever published to the ring, modulo 2³². Main. */
  head: 0,
  /** Bytes ever taken from the ring, modulo 2³². Whoever drains. */
  tail: 1,
  /** Whose turn it is to write to the pipe: one of `drainedBy`. Both. */
  drainer: 2,
  /** 1 while the control thread knows that the ring holds something. Both. */
  awake: 3,
  /** 1 while a termination is on its way to the main thread. Control. */
  gate: 4,
  /** The last command, in order, that the main thread took. Main. */
  received: 5,
  /** Counts doorbells; the main thread sleeps on it when its loop stands still. Control. */
  bell: 6,
  /**
   * The latest interrupt: its number, the generations it means, how, and whether it fences.
   * Control.
   */
  interrupt: 7,
  first: 8,
  last: 9,
  terminate: 10,
  fence: 11,
  /** The latest interrupt (or its escalation) that the main thread has seen. Main. */
  seen: 12,
  /** The latest interrupt that the main thread has reported as over. Main. */
  over: 13,
  /**
   * Main raises it before the process ends; control copies it to `flushed` when the pipe has all.
   */
  flush: 14,
  flushed: 15,
  /** Generations that are to be left unrun, by `generation % skipSlots`. Control. */
  skip: 16,
  /** Terminations that have come to their end. Control. (`skip` takes the words 16 to 79.) */
  terminations: 80,
  /** When the running cell started, in ms since the process did. Main. */
  startedMs: 81,
  /** The daemon's number for the latest interrupt. Control. */
  interruptId: 82,
  /**
   * 1 while the control thread is going to look into the ring by itself, within a millisecond.
   * Control.
   */
  looksSoon: 83,
  /** 1 while the running cell stands at a top-level await, or waits for input. Main. */
  waits: 85,
  /** 1 while the session has a name `await`. Main. */
  awaitIsName: 88,
  /** 1 once the control thread takes what it is woken for. Control. */
  isUp: 86,
  /** Generation of the execution that was started last, over or not. Main. */
  running: 87,
  /** The last command, in order, that was posted to the main thread. Control. */
  posted: 84,
  /** 1 once the session is to end and the process to go on, in a program that embeds it. Both. */
  leave: 90,
  /**
   * 1 while code of the running cell may be what keeps the main thread busy: from its start to its
   * end, but for where it stands at a top-level await. Main.
   */
  owns: 91,
  /** 1 where the main thread may be unwound, whatever it runs. Main, before any cell. */
  unwinds: 92,
  /** How the running cell gets on; a value of `pace`. Main. */
  pace: 93,
} as const;

/**
 * The values of `pace`: it is known to be one that awaits; code of it runs that comes to no await
 * before its end.
 */
export const pace = { unknown: 0, awaits: 1, straight: 2 } as const;

/** The values of `drainer`. */
export const drainedBy = { nobody: 0, control: 1, main: 2 } as const;

export const skipSlots = 64;
const headerBytes = 512;
export const ringBytes = 1 << 20;

export interface Shared {
  readonly buffer: SharedArrayBuffer;
  readonly words: Int32Array<SharedArrayBuffer>;
  readonly ring: Buffer<SharedArrayBuffer>;
}

export function createShared(buffer = new SharedArrayBuffer(headerBytes + ringBytes)): Shared {
  return {
    buffer,
    words: new Int32Array(buffer, 0, headerBytes / 4),
    ring: Buffer.from(buffer, headerBytes, ringBytes),
  };
}
