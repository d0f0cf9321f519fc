// Numbers that look random and are always the same for a seed: an input can be made again.

export interface Random {
  /** An integer from 0 up to, and without, `size`. */
  below(size: number): number;
  pick<T>(from: readonly T[]): T;
  chance(percent: number): boolean;
}

/** Mulberry32. */
export function createRandom(seed: number): Random {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (size: number): number => Math.floor(next() * size);
  return {
    below,
    pick: (from) => {
      const picked = from[below(from.length)];
      if (picked === undefined) throw new RangeError("there is nothing to pick from");
      return picked;
    },
    chance: (percent) => next() * 100 < percent,
  };
}
