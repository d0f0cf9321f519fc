// Progress bars: a display that is drawn again in its place, ten times a second at most and only
// when there is progress, so that no timer outlives a loop. Between two drawings a step costs a
// look at the clock.
import type { Displays } from "./displays.ts";
import { escapeHtml } from "./html.ts";

export interface ProgressOptions {
  /** How many steps there are; if left out, what the iterable's `length` or `size` says. */
  total?: number;
  label?: unknown;
  /** What a step is; `it` if left out. */
  unit?: string;
  /** False: nothing is drawn, and an iterable is given back as it is. */
  shown?: boolean;
}

const drawMs = 100;
const width = 24;
const eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

export class ProgressBar {
  label: string;
  readonly total: number | undefined;
  readonly #displays: Displays;
  readonly #unit: string;
  readonly #startedAt = performance.now();
  readonly #isShown: boolean;
  #id: string | undefined;
  #done = 0;
  #drawnAt = -Infinity;
  #hasEnded = false;

  constructor(
    displays: Displays,
    { total, label = "", unit = "it", shown = true }: ProgressOptions,
  ) {
    this.#displays = displays;
    this.total = typeof total === "number" && total >= 0 ? total : undefined;
    this.label = String(label);
    this.#unit = unit;
    this.#isShown = shown;
    displays.hush(this);
    this.#draw();
  }

  get done(): number {
    return this.#done;
  }

  /** So many steps more. */
  tick(steps = 1): this {
    return this.update(this.#done + steps);
  }

  /** So many steps in all. */
  update(done: number): this {
    const isNew = done !== this.#done;
    this.#done = done;
    if ((isNew && done === this.total) || performance.now() - this.#drawnAt >= drawMs) this.#draw();
    return this;
  }

  /** Draws it as it is now, for the last time. */
  end(): void {
    if (this.#hasEnded) return;
    if (this.#done !== this.total) this.#draw(true);
    this.#hasEnded = true;
  }

  [Symbol.dispose](): void {
    this.end();
  }

  #draw(isLast = this.#done === this.total): void {
    if (!this.#isShown || this.#hasEnded) return;
    const now = performance.now();
    this.#drawnAt = now;
    const kind = this.#id === undefined ? "display" : "updateDisplay";
    this.#id ??= this.#displays.createId();
    const seconds = (now - this.#startedAt) / 1000;
    const { label, total } = this;
    const progress = { done: this.#done, ...(total !== undefined && { total }), isOver: isLast };
    const data = {
      "text/plain": writeText(this.#done, total, seconds, label, this.#unit),
      "text/html": writeHtml(this.#done, total, seconds, label, this.#unit),
    };
    this.#displays.emit({ kind, displayId: this.#id, data, metadata: { progress } });
  }
}

type Drawn = [
  done: number,
  total: number | undefined,
  seconds: number,
  label: string,
  unit: string,
];

/** `label: 37% |████████▉               | 37/100 [0:03<0:05, 12.3 it/s]` */
function writeText(...[done, total, seconds, label, unit]: Drawn): string {
  const head = label === "" ? "" : `${label}: `;
  const [spent, rate] = [writeTime(seconds), writeRate(done, seconds, unit)];
  if (total === undefined) return `${head}${done} ${unit} [${spent}${rate && `, ${rate}`}]`;
  const part = total === 0 ? 1 : Math.min(Math.max(done / total, 0), 1);
  const filled = Math.floor(part * width * 8);
  const bar = ("█".repeat(filled >> 3) + eighths[filled & 7]!).padEnd(width);
  const percent = `${Math.floor(part * 100)}%`.padStart(4);
  const left = findLeft(done, total, seconds);
  return `${head}${percent} |${bar}| ${done}/${total} [${spent}<${left}${rate && `, ${rate}`}]`;
}

function writeHtml(...[done, total, seconds, label, unit]: Drawn): string {
  const rate = writeRate(done, seconds, unit);
  const counted = total === undefined ? `${done} ${unit}` : `${done}/${total}`;
  const left = total === undefined ? "" : `${findLeft(done, total, seconds)} left`;
  const facts = [counted, writeTime(seconds), left, rate].filter((fact) => fact !== "");
  const bounds = total === undefined ? "" : ` value="${Math.min(done, total)}" max="${total || 1}"`;
  const head = label === "" ? "" : `${escapeHtml(label)} `;
  const bar = `<progress${bounds}></progress>`;
  return `<div class="awaitd-progress">${head}${bar} ${escapeHtml(facts.join(" · "))}</div>`;
}

function findLeft(done: number, total: number, seconds: number): string {
  return done > 0 ? writeTime((seconds / done) * Math.max(total - done, 0)) : "?";
}

function writeRate(done: number, seconds: number, unit: string): string {
  if (done <= 0 || seconds <= 0) return "";
  const rate = done / seconds;
  if (rate < 1) return `${(1 / rate).toFixed(rate < 0.1 ? 0 : 1)} s/${unit}`;
  return `${rate < 100 ? rate.toFixed(1) : Math.round(rate)} ${unit}/s`;
}

function writeTime(seconds: number): string {
  const whole = Math.round(seconds);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const rest = String(whole % 60).padStart(2, "0");
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
}

type Source = Iterable<unknown> | AsyncIterable<unknown>;

interface Progress {
  <T extends Source>(source: T, options?: ProgressOptions): T;
  (options: ProgressOptions): ProgressBar;
}

/** `progress(iterable)` is iterated in its place; `progress({ total })` is told of each step. */
export function createProgress(displays: Displays): Progress {
  function progress(source: unknown, options: ProgressOptions = {}): unknown {
    if (isIterable(source)) {
      if (options.shown === false) return source;
      return follow(source, () => {
        const total = options.total ?? findTotal(source);
        return new ProgressBar(displays, { ...options, ...(total !== undefined && { total }) });
      });
    }
    const isOptions = typeof source === "object" && source !== null;
    if (isOptions) return new ProgressBar(displays, source);
    throw new TypeError("progress takes an iterable, or an object as { total: 10 }");
  }
  return progress as Progress;
}

const isIterable = (source: unknown): source is Source =>
  typeof source === "string" ||
  (typeof source === "object" &&
    source !== null &&
    (Symbol.iterator in source || Symbol.asyncIterator in source));

function findTotal(source: Source): number | undefined {
  const { length, size } = source as { length?: unknown; size?: unknown };
  return [length, size].find((each): each is number => typeof each === "number");
}

function follow(source: Source, open: () => ProgressBar): object {
  async function* stepAsync(): AsyncIterator<unknown> {
    const bar = open();
    try {
      for await (const item of source) {
        yield item;
        bar.tick();
      }
    } finally {
      bar.end();
    }
  }
  if (!(Symbol.iterator in Object(source))) return { [Symbol.asyncIterator]: stepAsync };
  function* step(): Iterator<unknown> {
    const bar = open();
    try {
      for (const item of source as Iterable<unknown>) {
        yield item;
        bar.tick();
      }
    } finally {
      bar.end();
    }
  }
  return { [Symbol.iterator]: step, [Symbol.asyncIterator]: stepAsync };
}
