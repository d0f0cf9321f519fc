// Ctrl-C, as commands have it: once, and what runs is interrupted and cleans up; again soon after,
// and everything ends at once.

const secondInterruptMs = 2000;

export interface Interrupts {
  /** As Ctrl-C does. */
  interrupt(): void;
  end(): void;
}

interface Deeds {
  first(): void;
  second(): void;
}

/** `listen` calls back on each Ctrl-C; it returns what ends that. */
export function controlInterrupts(
  listen: (listener: () => void) => () => void,
  { first, second }: Deeds,
): Interrupts {
  let firstAt = -Infinity;
  const interrupt = (): void => {
    const now = performance.now();
    if (now - firstAt < secondInterruptMs) return second();
    firstAt = now;
    first();
  };
  return { interrupt, end: listen(interrupt) };
}
