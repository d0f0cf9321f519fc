// What answers the questions of a script's cells: who sits at the terminal, else the lines of
// standard input. Questions go to standard error, which is no part of what the script prints.
import { createInterface } from "node:readline/promises";
import { PassThrough, type Readable, type Writable } from "node:stream";
import type { InputHandler } from "../shared/inquiries.ts";

type Asked = Parameters<InputHandler>[0];

export interface Terminal {
  stdin: Readable & { isTTY?: boolean };
  stderr: Writable;
}

export class Answers {
  readonly #terminal: Terminal;
  readonly #onInterrupt: () => void;
  #lines: AsyncIterator<string> | undefined;
  /** Asked of the lines, and not yet given to anybody. */
  #next: Promise<IteratorResult<string>> | undefined;
  #close: () => void = () => {};

  /** `onInterrupt`: where a password is typed, Ctrl-C is no signal. */
  constructor(terminal: Terminal, onInterrupt: () => void) {
    this.#terminal = terminal;
    this.#onInterrupt = onInterrupt;
  }

  readonly answer: InputHandler = (asked, signal) =>
    this.#terminal.stdin.isTTY === true
      ? this.#readTyped(asked, signal)
      : this.#readLine(asked, signal);

  close(): void {
    this.#close();
  }

  /**
   * A password is typed where the terminal shows nothing; all else as the terminal has it, so that
   * what the script has printed on that line stays.
   */
  async #readTyped({ prompt, password }: Asked, signal: AbortSignal): Promise<string | null> {
    const { stdin, stderr } = this.#terminal;
    stderr.write(prompt);
    if (stdin.readableEnded) return null;
    const output = new PassThrough().resume();
    const editor = createInterface({ input: stdin, output, terminal: password, historySize: 0 });
    const ended = new AbortController();
    editor.once("close", () => ended.abort());
    editor.on("SIGINT", this.#onInterrupt);
    try {
      return await editor.question("", { signal: AbortSignal.any([signal, ended.signal]) });
    } catch (error) {
      if (signal.aborted || !ended.signal.aborted) throw error;
      return null; // Ctrl-D
    } finally {
      editor.close();
      if (password) stderr.write("\n");
    }
  }

  async #readLine({ prompt }: Asked, signal: AbortSignal): Promise<string | null> {
    this.#terminal.stderr.write(prompt);
    const { promise: aborted, reject } = Promise.withResolvers<never>();
    const stop = (): void => reject(signal.reason as Error);
    signal.addEventListener("abort", stop);
    try {
      this.#next ??= this.#open().next();
      const { value, done } = await Promise.race([this.#next, aborted]);
      this.#next = undefined;
      return done === true ? null : value;
    } finally {
      signal.removeEventListener("abort", stop);
    }
  }

  #open(): AsyncIterator<string> {
    const { stdin } = this.#terminal;
    if (this.#lines) return this.#lines;
    if (stdin.readableEnded || stdin.destroyed) return (this.#lines = endedLines());
    const reader = createInterface({ input: stdin, terminal: false });
    this.#close = () => reader.close();
    return (this.#lines = reader[Symbol.asyncIterator]());
  }
}

/** A script that was read from standard input has left nothing there. */
const endedLines = (): AsyncIterator<string> => ({
  next: () => Promise.resolve({ value: undefined, done: true }),
});
