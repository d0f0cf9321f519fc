// The control thread's way to the daemon. The main thread writes to the same pipe when it has
// something urgent and nobody else is writing (src/kernel/outbox.ts); the word `drainer` says whose
// turn it is. What lies in the ring leaves up to its head, which is always the end of a frame.
import type { Socket } from "node:net";
import { createFrame, frameKind } from "../../protocol/frames.ts";
import type { KernelEvent } from "../../protocol/kernel.ts";
import { peek, take } from "./outbox.ts";
import { drainedBy, word, type Shared } from "./shared.ts";

export class Pipe {
  readonly #shared: Shared;
  readonly #socket: Socket;
  /** What the control thread itself has to say. */
  #said: Buffer[] = [];
  #writing = false;
  /** Reasons to keep the turn: a write under way, a termination. */
  #holds = 0;
  /** Called when all that there was has been written. */
  onEmpty: () => void = () => {};

  constructor(shared: Shared, socket: Socket) {
    this.#shared = shared;
    this.#socket = socket;
  }

  say(event: KernelEvent): void {
    this.#said.push(createFrame(frameKind.control, 0, JSON.stringify(event)));
    this.drain();
  }

  /** Writes what there is; true when there was anything. */
  drain(): boolean {
    if (this.#writing) return true;
    if (this.#said.length === 0 && peek(this.#shared).length === 0) {
      this.onEmpty();
      return false;
    }
    if (!this.#acquire()) {
      setImmediate(() => this.drain()); // the main thread is writing, for a moment
      return true;
    }
    const views = peek(this.#shared);
    const said = this.#said;
    this.#said = [];
    this.#writing = true;
    this.#write([...views, ...said], () => {
      take(
        this.#shared,
        views.reduce((bytes, view) => bytes + view.length, 0),
      );
      this.#writing = false;
      this.release();
      this.drain();
    });
    return true;
  }

  /** Keeps the main thread from writing until `release`; waits until it does not. */
  hold(): void {
    const { words } = this.#shared;
    while (!this.#acquire()) Atomics.wait(words, word.drainer, drainedBy.main, 1);
  }

  release(): void {
    this.#holds -= 1;
    if (this.#holds === 0) Atomics.store(this.#shared.words, word.drainer, drainedBy.nobody);
  }

  #acquire(): boolean {
    const { nobody, control } = drainedBy;
    const { words } = this.#shared;
    if (
      this.#holds === 0 &&
      Atomics.compareExchange(words, word.drainer, nobody, control) !== nobody
    )
      return false;
    this.#holds += 1;
    return true;
  }

  #write(chunks: Buffer[], onWritten: () => void): void {
    const last = chunks.pop();
    if (!last) return onWritten();
    for (const chunk of chunks) this.#socket.write(chunk);
    this.#socket.write(last, onWritten);
  }
}
