// What stands in for `process.stdin`: its text is what the client answers, a line each. Nothing is
// asked before the stream is read, and where the reader pauses, what was asked is taken back: those
// who read one line (readline) have the stream read on until they say so.
import { syncBuiltinESMExports } from "node:module";
import { Readable } from "node:stream";
import { InterruptedError } from "./execution.ts";
import { CellEnded, type Inputs } from "./input.ts";

class InputStream extends Readable {
  readonly fd = 0;
  readonly #inputs: Inputs;
  #isWanted = false;
  #asked: AbortController | undefined;

  constructor(inputs: Inputs) {
    super({ highWaterMark: 0 });
    this.#inputs = inputs;
    this.on("resume", () => this.#askSoon());
    this.on("pause", () => this.#asked?.abort());
    this.on("newListener", (name) => {
      if (name === "readable") this.#askSoon();
    });
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  override _read(): void {
    this.#isWanted = true;
    this.#askSoon();
  }

  /** Whoever has been given a line may pause in answer to it. */
  #askSoon(): void {
    setTimeout(() => void this.#ask(), 0);
  }

  async #ask(): Promise<void> {
    const isRead = this.listenerCount("readable") > 0 || !this.isPaused();
    if (!this.#isWanted || !isRead || this.#asked || this.destroyed) return;
    const { signal } = (this.#asked = new AbortController());
    try {
      const line = await this.#inputs.ask("", { signal });
      this.#end(line === null ? null : `${line}\n`);
    } catch (error) {
      this.#asked = undefined;
      if (!signal.aborted) this.#fail(error as Error);
    }
  }

  #end(text: string | null): void {
    this.#asked = undefined;
    this.#isWanted = false;
    this.push(text);
  }

  /** With its cell a stream is at its end, as a program's is with the program. */
  #fail(error: Error): void {
    const isOver = error instanceof InterruptedError || error instanceof CellEnded;
    if (isOver) this.#end(null);
    else this.destroy(error);
  }
}

/** Returns what puts the process's own back. `isOurs`: is it code of a cell that asks for it? */
export function installStdin(inputs: Inputs, isOurs?: () => boolean): () => void {
  const original = Object.getOwnPropertyDescriptor(process, "stdin")!;
  let stream: InputStream | undefined;
  const open = (): InputStream =>
    new InputStream(inputs).once("close", () => {
      stream = open();
      // What cells have imported of `node:process` follows; in a program it is the program's.
      if (!isOurs) syncBuiltinESMExports();
    });
  const find = (): InputStream => (stream ??= open());
  const get = (): unknown => (isOurs && !isOurs() ? original.get?.call(process) : find());
  Object.defineProperty(process, "stdin", { configurable: true, enumerable: true, get });
  return () => {
    if (Object.getOwnPropertyDescriptor(process, "stdin")?.get !== get) return;
    Object.defineProperty(process, "stdin", original);
  };
}
