// Measures figures beside their floors: both in turn, in the same run, so that what the machine
// does meanwhile hits both alike. Knows rounds and samples; what is measured is each benchmark's
// own.
import { findMedian, findPercentile } from "./statistics.ts";

/** What to reach. `ratio` is against the floor's median, `most` and `least` are absolute. */
export type Target = { ratio: number } | { most: number } | { least: number };

/** One round; several samples when one alone is too short to be taken in turn. */
export type Sample = () => Promise<number | number[]>;

export interface Figure {
  name: string;
  unit: string;
  rounds: number;
  /** Rounds before those that count. */
  warmUp?: number;
  ours: Sample;
  floor?: { name: string; sample: Sample };
  target?: Target;
}

/** What a benchmark opens lives in `scope`, which closes it when the figures are taken. */
export type Benchmark = (scope: AsyncDisposableStack) => Promise<Figure[]>;

export interface Summary {
  median: number;
  p99: number;
  samples: number;
}

export interface Measured {
  benchmark: string;
  name: string;
  unit: string;
  ours: Summary;
  floor?: Summary & { name: string };
  /** Ours against the floor, of the medians. */
  ratio?: number;
  target?: Target;
  reached?: boolean;
}

export interface RunOptions {
  /** A fraction of the rounds, for a quick look. */
  share: number;
  onMeasured(measured: Measured): void;
}

export async function runBenchmark(
  name: string,
  benchmark: Benchmark,
  options: RunOptions,
): Promise<void> {
  await using scope = new AsyncDisposableStack();
  for (const figure of await benchmark(scope)) {
    options.onMeasured(await measure(name, figure, options.share));
  }
}

async function measure(benchmark: string, figure: Figure, share: number): Promise<Measured> {
  const rounds = Math.max(3, Math.round(figure.rounds * share));
  const ours: number[] = [];
  const floor: number[] = [];
  const takers: [Sample, number[]][] = [[figure.ours, ours]];
  if (figure.floor) takers.push([figure.floor.sample, floor]);
  for (let round = -(figure.warmUp ?? 1); round < rounds; round++) {
    for (const [sample, into] of round % 2 === 0 ? takers : takers.toReversed()) {
      const taken = [await sample()].flat();
      if (round >= 0) into.push(...taken);
    }
  }
  const measured: Measured = {
    benchmark,
    name: figure.name,
    unit: figure.unit,
    ours: summarize(ours),
  };
  if (figure.floor) {
    measured.floor = { name: figure.floor.name, ...summarize(floor) };
    measured.ratio = measured.ours.median / measured.floor.median;
  }
  if (figure.target) {
    measured.target = figure.target;
    measured.reached = isReached(figure.target, measured);
  }
  return measured;
}

const summarize = (samples: number[]): Summary => ({
  median: findMedian(samples),
  p99: findPercentile(samples, 99),
  samples: samples.length,
});

function isReached(target: Target, { ours, ratio }: Measured): boolean {
  if ("ratio" in target) return ratio !== undefined && ratio <= target.ratio;
  return "most" in target ? ours.median <= target.most : ours.median >= target.least;
}

/** Milliseconds that `work` takes. */
export async function takeTime(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** `count` times in a row, each timed. */
export const takeTimes =
  (count: number, work: () => Promise<unknown>): Sample =>
  async () => {
    const times: number[] = [];
    for (let n = 0; n < count; n++) times.push(await takeTime(work));
    return times;
  };
