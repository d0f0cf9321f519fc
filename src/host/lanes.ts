// The two ways by which commands get into a kernel. The pipe leads to the control thread, which
// loses nothing and never waits; the straight lane leads to the main thread, which reads it while
// its event loop turns, and spares an idle kernel the waking of a thread. What the kernel does not
// say to have started within a moment is sent by the pipe as well: a termination may have swallowed
// it, or the news of it waits for the control thread. Every command bears its place in the order,
// and the main thread takes each once.
import type { Writable } from "node:stream";
import type { Socket } from "node:net";
import { createFrame, frameKind } from "../../protocol/frames.ts";
import type { KernelCommand, KernelEvent } from "../../protocol/kernel.ts";

interface Sent {
  order: number;
  frame: Buffer;
}

/** What is longer goes by the pipe: the straight lane is for what is small and urgent. */
const straightBytes = 16 * 1024;
/** How long the news that a cell has started may take. */
const proofMs = 1;

export class Lanes {
  readonly #pipe: Socket;
  readonly #straight: Writable;
  /** Sent straight, and not yet known to have arrived. */
  #unproved: Sent[] = [];
  #orders = 0;
  #isReady = false;
  #isPersistent = true;
  /** Every command before the last execution was sent before it, and none since. */
  #isSettled = false;
  /** Generations of the last execution that was sent, and of the last that ended. */
  #sent = 0;
  #ended = 0;
  readonly #interrupts = new Set<number>();
  #timer: NodeJS.Timeout | undefined;

  constructor(pipe: Socket, straight: Writable) {
    this.#pipe = pipe;
    this.#straight = straight;
    straight.on("close", () => this.#prove());
    pipe.on("close", () => clearTimeout(this.#timer));
  }

  send(command: KernelCommand): void {
    const order = isForControl(command) ? 0 : ++this.#orders;
    const isOrder = isForBoth(command);
    const frame = createCommandFrame(command, order);
    if (command.type === "configure") {
      this.#straight.write(frame);
    } else if (!this.#isReady) {
      this.#unproved.push({ order, frame });
      if (!isOrder) this.#straight.write(frame);
    } else if (command.type === "execute" && this.#maySendStraight(frame)) {
      this.#unproved.push({ order, frame });
      this.#straight.write(frame);
      this.#timer = setTimeout(() => this.#prove(), proofMs);
    } else {
      this.#prove();
      this.#write(frame);
    }
    this.#note(command);
  }

  /** For a kernel in stock: what a first cell needs is loaded and compiled before one comes. */
  warmUp(): void {
    this.#straight.write(createFrame(frameKind.command, 0, "{}"));
  }

  onEvent(event: KernelEvent): void {
    if (event.type === "ready") {
      this.#isReady = true;
      this.#unproved = this.#unproved.filter(({ order }) => order === 0 || order > event.received);
      this.#prove();
    } else if (event.type === "interrupted") this.#interrupts.delete(event.id);
    else if (event.type === "started") {
      if (this.#isReady) this.#forget();
    } else if (event.type === "finished") this.#ended = event.generation;
  }

  /** The main thread looks up, has nothing to do, and nobody is about to unwind it. */
  #maySendStraight(frame: Buffer): boolean {
    return (
      this.#isPersistent &&
      this.#isSettled &&
      this.#interrupts.size === 0 &&
      this.#ended === this.#sent &&
      frame.length <= straightBytes &&
      this.#straight.writable
    );
  }

  #note(command: KernelCommand): void {
    if (command.type === "configure") {
      this.#isPersistent = command.settings.loopPolicy === "persistent";
    } else if (command.type === "setLoopPolicy") {
      this.#isPersistent = command.policy === "persistent";
    }
    if (command.type === "interrupt") this.#interrupts.add(command.id);
    if (command.type === "execute") this.#sent = command.generation;
    this.#isSettled = command.type === "execute" || (this.#isSettled && isForControl(command));
  }

  /** What the kernel has not said to have is sent by the way that loses nothing. */
  #prove(): void {
    if (!this.#isReady) return;
    for (const { frame } of this.#unproved) this.#write(frame);
    this.#forget();
  }

  #forget(): void {
    clearTimeout(this.#timer);
    this.#unproved = [];
  }

  /** What is sent in one turn leaves in one write. */
  #write(frame: Buffer): void {
    if (this.#pipe.writableCorked === 0) {
      this.#pipe.cork();
      process.nextTick(() => this.#pipe.uncork());
    }
    this.#pipe.write(frame);
  }
}

/** The control thread looks into it. */
const isForBoth = ({ type }: KernelCommand): boolean => type !== "configure" && type !== "execute";

/** `order`: its place in the main thread's order, 0 where it takes none. */
export const createCommandFrame = (command: KernelCommand, order: number): Buffer =>
  createFrame(
    isForBoth(command) ? frameKind.order : frameKind.command,
    order,
    JSON.stringify(command),
  );

/** It takes no place in the main thread's order. */
export const isForControl = ({ type }: KernelCommand): boolean =>
  ["skip", "interrupt", "question", "input", "leave"].includes(type);
