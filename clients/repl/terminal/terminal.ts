// The terminal that the console sits at: raw while it is open, and left as it was found, however
// the console ends. What is typed comes as keys to whoever listens now.
import type { Readable, Writable } from "node:stream";
import { Keys, type Key } from "./keys.ts";
import type { Screen } from "./region.ts";

export interface Input extends Readable {
  isTTY?: boolean;
  setRawMode?(isRaw: boolean): unknown;
}

export interface Output extends Writable {
  isTTY?: boolean;
  columns?: number;
  rows?: number;
}

const bracketedPaste = { on: "\x1b[?2004h", off: "\x1b[?2004l" };
const showCursor = "\x1b[?25h";

export class Terminal implements Screen {
  readonly #input: Input;
  readonly #output: Output;
  readonly #keys: Keys;
  #isOpen = false;
  /** Whoever is asked now; keys that come before anybody is wait. */
  #listener: ((key: Key) => void) | undefined;
  #ahead: Key[] = [];
  /** Sees each key first, as it is typed, and says whether that was all that it is for. */
  onFirst: (key: Key) => boolean = () => false;
  onResize: () => void = () => {};
  /** The terminal is gone: its window was closed. */
  onGone: () => void = () => {};

  constructor(input: Input, output: Output) {
    this.#input = input;
    this.#output = output;
    this.#keys = new Keys((key) => this.#take(key));
  }

  get columns(): number {
    return this.#output.columns || 80;
  }

  get rows(): number {
    return this.#output.rows || 24;
  }

  write(text: string): void {
    if (this.#output.writable) this.#output.write(text);
  }

  open(): void {
    this.#input.on("data", this.#onData);
    this.#input.on("end", this.#onEnd);
    this.#input.on("error", this.#onEnd);
    this.#output.on("error", this.#onEnd);
    this.#output.on("resize", this.#onResized);
    process.on("exit", this.#restore);
    this.#enter();
  }

  close(): void {
    this.#restore();
    this.#input.off("data", this.#onData);
    this.#output.off("resize", this.#onResized);
    process.off("exit", this.#restore);
    this.#input.pause();
    this.#keys.end();
  }

  /** Ctrl-Z: gives the terminal to the shell, until that gives it back. */
  suspend(onBack: () => void): void {
    this.#restore();
    process.once("SIGCONT", () => {
      this.#enter();
      onBack();
    });
    process.kill(process.pid, "SIGTSTP");
  }

  /** Whom keys are for from now on; nobody keeps them for who comes next. */
  listen(listener: ((key: Key) => void) | undefined): void {
    this.#listener = listener;
    while (this.#listener && this.#ahead.length > 0) this.#listener(this.#ahead.shift()!);
  }

  /** Keeps a key for whoever listens next. */
  keep(key: Key): void {
    this.#ahead.push(key);
  }

  /** What was typed ahead is not wanted any more. */
  forget(): void {
    this.#ahead = [];
  }

  #take(key: Key): void {
    if (this.onFirst(key)) return;
    if (this.#listener) this.#listener(key);
    else this.#ahead.push(key);
  }

  #enter(): void {
    this.#isOpen = true;
    this.#input.setRawMode?.(true);
    this.#input.resume();
    this.write(bracketedPaste.on);
  }

  readonly #restore = (): void => {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#input.setRawMode?.(false);
    this.write(`${bracketedPaste.off}${showCursor}`);
  };

  readonly #onData = (chunk: Buffer): void => this.#keys.push(chunk);
  readonly #onResized = (): void => this.onResize();
  readonly #onEnd = (): void => this.onGone();
}
