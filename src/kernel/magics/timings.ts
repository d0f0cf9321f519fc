// What a measurement came to, and how many loops it should have.
import { inspect } from "node:util";
import { formatDuration } from "./durations.ts";

/** A run that takes this long is told from the noise. */
const enoughSeconds = 0.2;
const mostLoops = 1_000_000_000;

/** How many loops take at least 0.2 s: 1, 2, 5, 10, 20, 50, … */
export async function chooseLoops(measure: (loops: number) => Promise<number>): Promise<number> {
  for (let ten = 1; ; ten *= 10) {
    for (const loops of [ten, 2 * ten, 5 * ten])
      if (loops >= mostLoops || (await measure(loops)) >= enoughSeconds) return loops;
  }
}

/** All times are in seconds. */
export class TimeitResult {
  readonly loops: number;
  readonly repeat: number;
  /** Of one loop, a time for each run. */
  readonly timings: readonly number[];
  readonly #precision: number;

  constructor(loops: number, timings: readonly number[], precision: number) {
    this.loops = loops;
    this.repeat = timings.length;
    this.timings = timings;
    this.#precision = precision;
  }

  get average(): number {
    return this.timings.reduce((sum, each) => sum + each, 0) / this.timings.length;
  }

  get stdev(): number {
    const { average, timings } = this;
    const squares = timings.map((each) => (each - average) ** 2);
    return Math.sqrt(squares.reduce((sum, each) => sum + each, 0) / timings.length);
  }

  get best(): number {
    return Math.min(...this.timings);
  }

  get worst(): number {
    return Math.max(...this.timings);
  }

  toString(): string {
    const { average, stdev, loops, repeat } = this;
    const [mean, deviation] = [average, stdev].map((each) => formatDuration(each, this.#precision));
    const runs = `${repeat} run${repeat === 1 ? "" : "s"}`;
    const each = `${group(loops)} loop${loops === 1 ? "" : "s"} each`;
    return `${mean} ± ${deviation} per loop (mean ± std. dev. of ${runs}, ${each})`;
  }

  [inspect.custom](): string {
    return `<TimeitResult : ${this.toString()}>`;
  }
}

const group = (count: number): string => String(count).replace(/\B(?=(?:\d{3})+$)/g, ",");

/** What there is to be said of runs that differ much; empty where they don't. */
export function warnOfSpread({ best, worst }: TimeitResult): string {
  if (worst <= 4 * best || best <= 0 || worst <= 1e-6) return "";
  const times = (worst / best).toFixed(2);
  return (
    `The slowest run took ${times} times longer than the fastest. ` +
    "This could mean that an intermediate result is being cached.\n"
  );
}
