/** Nearest rank, as Hyndman and Fan's first definition has it. */
export function findPercentile(samples: readonly number[], percent: number): number {
  return pick(sort(samples), Math.ceil((samples.length * percent) / 100) - 1);
}

export function findMedian(samples: readonly number[]): number {
  const sorted = sort(samples);
  const middle = (sorted.length - 1) / 2;
  return (pick(sorted, Math.floor(middle)) + pick(sorted, Math.ceil(middle))) / 2;
}

const sort = (samples: readonly number[]): number[] => samples.toSorted((a, b) => a - b);

function pick(sorted: readonly number[], index: number): number {
  const found = sorted[Math.max(0, index)];
  if (found === undefined) throw new RangeError("No sample was taken.");
  return found;
}
