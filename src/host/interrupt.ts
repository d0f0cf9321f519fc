// The last rung of an interrupt's ladder. The kernel itself climbs the others (graceful, terminate,
// end the children it waits for) and says what came of it; a kernel that says nothing in time is
// ended.

/** How long the kernel may take beyond the grace that the interrupt allows. */
const lastMs = 5000;

export class Ladder {
  readonly #timers = new Map<number, NodeJS.Timeout>();
  readonly #onSilence: () => void;

  constructor(onSilence: () => void) {
    this.#onSilence = onSilence;
  }

  /** An interrupt was sent. */
  arm(id: number, graceMs: number): void {
    this.#timers.set(id, setTimeout(this.#onSilence, graceMs + lastMs));
  }

  /** The kernel has said what came of it. */
  disarm(id: number): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
  }

  close(): void {
    for (const id of this.#timers.keys()) this.disarm(id);
  }
}
