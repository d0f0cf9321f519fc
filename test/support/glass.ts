// A terminal made of glass: what is written to it is there to be looked at. It obeys what the
// console says to a terminal and nothing besides: an escape sequence that it does not know throws.
import { PassThrough, Writable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import stringWidth from "string-width";

const limitMs = 10_000;

export class Glass {
  columns: number;
  rows: number;
  /** What has left the screen at its top. */
  readonly #past: string[] = [];
  /** A cell a column; the right half of a wide character is empty. */
  #lines: string[][] = [[]];
  #row = 0;
  #column = 0;
  #rest = "";
  readonly #watchers = new Set<() => void>();

  constructor(columns = 60, rows = 16) {
    this.columns = columns;
    this.rows = rows;
  }

  /** All lines, those that have left the screen too, without blanks at their ends. */
  get text(): string {
    return [...this.#past, ...this.#lines.map(textOf)].join("\n").trimEnd();
  }

  /** Where the cursor stands, on the screen. */
  get cursor(): [row: number, column: number] {
    return [this.#row, this.#column];
  }

  /** Resolves as soon as it shows this; fails, saying what it shows, when that takes too long. */
  async shows(expected: string | RegExp): Promise<void> {
    const isThere = (): boolean =>
      typeof expected === "string" ? this.text.includes(expected) : expected.test(this.text);
    if (isThere()) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const watcher = (): void => {
      if (isThere()) resolve();
    };
    this.#watchers.add(watcher);
    const limit = new AbortController();
    const late = sleep(limitMs, undefined, { signal: limit.signal }).then(() => {
      throw new Error(`It never showed ${String(expected)}, but\n${this.text}`);
    });
    try {
      await Promise.race([promise, late]);
    } finally {
      limit.abort();
      late.catch(() => {});
      this.#watchers.delete(watcher);
    }
  }

  write(text: string): void {
    let left = this.#rest + text;
    this.#rest = "";
    while (left !== "") {
      const taken = this.#take(left);
      if (taken === 0) {
        this.#rest = left;
        break;
      }
      left = left.slice(taken);
    }
    for (const watcher of this.#watchers) watcher();
  }

  /** Returns how much of the text was taken; 0 where a sequence is not whole yet. */
  #take(text: string): number {
    const [first = ""] = text;
    if (first === "\x1b") return this.#obey(text);
    if (first === "\r") this.#column = 0;
    else if (first === "\n") this.#down();
    else this.#put(first);
    return first.length;
  }

  #obey(text: string): number {
    const match = /^.\[([?\d;]*)([@-~])/.exec(text);
    if (!match) {
      if (text.length < 12) return 0;
      throw new Error(`an escape sequence that is not known: ${JSON.stringify(text.slice(0, 12))}`);
    }
    const [whole, params = "", name = ""] = match;
    const count = Number(params) || 1;
    if (name === "A") this.#row = Math.max(0, this.#row - count);
    else if (name === "C") this.#column = Math.min(this.columns - 1, this.#column + count);
    else if (name === "K") this.#lines[this.#row]!.length = Math.min(this.#column, this.#length);
    else if (name === "J") this.#erase(params);
    else if (name === "H") this.#row = this.#column = 0;
    else if (!"mhl".includes(name)) throw new Error(`not known: ${JSON.stringify(whole)}`);
    return whole.length;
  }

  get #length(): number {
    return this.#lines[this.#row]!.length;
  }

  #erase(params: string): void {
    if (params === "2") this.#lines = this.#lines.map(() => []);
    else {
      this.#lines[this.#row]!.length = Math.min(this.#column, this.#length);
      this.#lines.length = this.#row + 1;
    }
  }

  #put(character: string): void {
    const width = stringWidth(character);
    if (width === 0) return this.#combine(character);
    if (this.#column + width > this.columns) {
      this.#column = 0;
      this.#down();
    }
    const line = this.#lines[this.#row]!;
    while (line.length < this.#column) line.push(" ");
    line[this.#column] = character;
    if (width === 2) line[this.#column + 1] = "";
    this.#column += width;
  }

  #combine(character: string): void {
    const line = this.#lines[this.#row]!;
    line[line.length - 1] += character;
  }

  #down(): void {
    this.#row++;
    if (this.#row < this.rows) {
      this.#lines[this.#row] ??= [];
      return;
    }
    this.#past.push(textOf(this.#lines.shift()!));
    this.#row--;
    this.#lines[this.#row] = [];
  }
}

const textOf = (line: readonly string[]): string => line.join("").trimEnd();

export type TerminalOutput = Writable & { isTTY: true; columns: number; rows: number };

/** Streams that pass for a terminal's. */
export function openGlass(glass: Glass): {
  stdin: PassThrough & { isTTY: true; setRawMode(isRaw: boolean): void };
  stdout: TerminalOutput;
  isRaw(): boolean;
} {
  let isRaw = false;
  const output = new Writable({
    decodeStrings: false,
    write(chunk: string, _encoding, done) {
      glass.write(chunk);
      done();
    },
  });
  const setRawMode = (raw: boolean): void => {
    isRaw = raw;
  };
  const { columns, rows } = glass;
  return {
    stdin: Object.assign(new PassThrough(), { isTTY: true as const, setRawMode }),
    stdout: Object.assign(output, { isTTY: true as const, columns, rows }),
    isRaw: () => isRaw,
  };
}
