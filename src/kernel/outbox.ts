// The outbox: what the main thread says, in one order, in a ring. The control thread drains it to
// the pipe; what is urgent the main thread writes there itself, when it is nobody's turn. It owns
// the ring's head. V8 may unwind the main thread between any two statements here, so a frame counts
// only once the head has moved past it, which is always the last step. When the ring is full the
// writer waits, in JavaScript, where an interrupt can reach it: a flood slows its cell and fills no
// memory.
import fs from "node:fs";
import type { KernelEvent, KernelFinished } from "../../protocol/kernel.ts";
import {
  frameHeaderBytes,
  frameKind,
  framePayloadBytes,
  paddedBytes,
} from "../../protocol/frames.ts";
import { drainedBy, ringBytes, word, type Shared } from "./shared.ts";

const mask = ringBytes - 1;
/** From here on a value's text goes in frames of its own, and not through JSON. */
const longText = 32 * 1024;
/** Below this, the end of the ring is filled up rather than used. */
const leastBytes = 1024;
const flushMs = 2000;

export class Outbox {
  readonly #shared: Shared;
  readonly #ring: () => void;
  readonly #pipeFd: number | undefined;
  #parts = 0;
  /** An execution has started, and printed nothing yet. */
  #isFresh = false;

  /** `ring` wakes the control thread, which writes alone where there is no `pipeFd`. */
  constructor(shared: Shared, pipeFd: number | undefined, ring: () => void) {
    this.#shared = shared;
    this.#pipeFd = pipeFd;
    this.#ring = ring;
  }

  /** Before the process ends: waits until the pipe has all that was said, or for two seconds. */
  awaitEmpty(): void {
    const { words } = this.#shared;
    const asked = Atomics.add(words, word.flush, 1);
    this.#ring();
    Atomics.wait(words, word.flushed, asked, flushMs);
  }

  text(stream: 1 | 2, generation: number, text: string): void {
    this.#write(frameKind.stream, frameKind.stream, generation, stream, text);
    this.#tellText();
  }

  bytes(stream: 1 | 2, generation: number, bytes: Uint8Array): void {
    for (let start = 0; start < bytes.length;) {
      const offset = this.#reserve(Math.min(bytes.length - start, framePayloadBytes));
      const length = Math.min(bytes.length - start, this.#room(offset));
      this.#shared.ring.set(bytes.subarray(start, start + length), offset + frameHeaderBytes);
      this.#publish(offset, length, frameKind.stream, generation, stream);
      start += length;
    }
    this.#tellText();
  }

  /**
   * `patience`: "moment" lets it arrive a millisecond later, when that saves waking the control
   * thread; "asked" leaves it where it is: somebody is going to ask for it.
   */
  event(event: KernelEvent, patience: "none" | "moment" | "asked" = "none"): void {
    // A number of its own tells the parts of this event from those of one that was cut off by a
    // termination.
    this.#parts = (this.#parts + 1) | 0;
    this.#write(frameKind.event, frameKind.part, this.#parts, 0, JSON.stringify(event));
    this.#isFresh = event.type === "started";
    if (patience === "none") this.#flush();
    else if (patience === "moment" || this.#isAsked()) this.#wakeSoon();
  }

  /** `isPatient`, by a moment: when more executions are there to be run at once. */
  finished(event: KernelFinished, isPatient: boolean): void {
    const text = event.result?.data["text/plain"];
    if (!event.result || typeof text !== "string" || text.length < longText) {
      return this.event(event, isPatient ? "moment" : "none");
    }
    this.#write(frameKind.text, frameKind.text, event.generation, 0, text);
    const data = { ...event.result.data, "text/plain": "" };
    this.event({ ...event, isTextApart: true, result: { ...event.result, data } });
  }

  #write(kind: number, partKind: number, generation: number, stream: number, text: string): void {
    let start = 0;
    do {
      const left = text.length - start;
      const offset = this.#reserve(Math.min(left * 3, framePayloadBytes));
      const room = this.#room(offset);
      const end = left * 3 <= room ? text.length : cut(text, start + Math.floor(room / 3));
      const piece = start === 0 && end === text.length ? text : text.slice(start, end);
      const length = this.#shared.ring.write(piece, offset + frameHeaderBytes, "utf8");
      this.#publish(offset, length, end === text.length ? kind : partKind, generation, stream);
      start = end;
    } while (start < text.length);
  }

  /** Payload bytes that fit at `offset` without wrapping. */
  #room(offset: number): number {
    return Math.min(framePayloadBytes, ringBytes - offset - frameHeaderBytes);
  }

  /** Waits for space for one frame and returns where it begins. */
  #reserve(payloadBytes: number): number {
    const { words } = this.#shared;
    const offset = Atomics.load(words, word.head) & mask;
    if (ringBytes - offset < Math.min(paddedBytes(payloadBytes), leastBytes)) {
      this.#awaitSpace(ringBytes - offset);
      this.#publish(offset, ringBytes - offset - frameHeaderBytes, frameKind.pad, 0, 0);
      return this.#reserve(payloadBytes);
    }
    this.#awaitSpace(Math.min(paddedBytes(payloadBytes), ringBytes - offset));
    return offset;
  }

  #awaitSpace(bytes: number): void {
    const { words } = this.#shared;
    for (;;) {
      const tail = Atomics.load(words, word.tail);
      const used = (Atomics.load(words, word.head) - tail) >>> 0;
      if (ringBytes - used >= bytes) return;
      this.#wake();
      Atomics.wait(words, word.tail, tail, 100);
    }
  }

  #publish(offset: number, length: number, kind: number, generation: number, stream: number): void {
    const { words, ring } = this.#shared;
    ring.writeInt32LE(length, offset);
    ring.writeInt32LE(kind, offset + 4);
    ring.writeInt32LE(generation, offset + 8);
    ring.writeInt32LE(stream, offset + 12);
    Atomics.add(words, word.head, paddedBytes(length));
  }

  /** The first text of an execution leaves at once; more of it, when the control thread comes. */
  #tellText(): void {
    if (!this.#isFresh) return this.#wakeSoon();
    this.#isFresh = false;
    this.#flush();
  }

  /** The control thread has been asked already, and may have looked too early. */
  #isAsked(): boolean {
    const { words } = this.#shared;
    return Atomics.load(words, word.posted) >= Atomics.load(words, word.received);
  }

  #wakeSoon(): void {
    if (Atomics.load(this.#shared.words, word.looksSoon) === 0) this.#wake();
  }

  #wake(): void {
    if (Atomics.load(this.#shared.words, word.isUp) === 0) this.#flush();
    else if (Atomics.exchange(this.#shared.words, word.awake, 1) === 0) this.#ring();
  }

  /** Writes what there is to the pipe, where it is nobody's turn: that spares waking a thread. */
  #flush(): void {
    const { words } = this.#shared;
    const { nobody, main } = drainedBy;
    const pipeFd = this.#pipeFd;
    if (
      pipeFd !== undefined &&
      Atomics.compareExchange(words, word.drainer, nobody, main) === nobody
    ) {
      const isDone = peek(this.#shared).every((view) => this.#writeOut(pipeFd, view));
      Atomics.store(words, word.drainer, nobody);
      Atomics.notify(words, word.drainer);
      if (isDone) return;
    }
    // The control thread is writing, or the pipe is full: it will see to the rest.
    if (Atomics.exchange(words, word.awake, 1) === 0) this.#ring();
  }

  /** False when the pipe did not take all of it. */
  #writeOut(pipeFd: number, view: Buffer): boolean {
    let written = 0;
    try {
      written = fs.writeSync(pipeFd, view);
    } catch (error) {
      // Full; or broken, and the control thread ends this process.
      const { code } = error as NodeJS.ErrnoException;
      if (code !== "EAGAIN" && code !== "EPIPE" && code !== "ECONNRESET") throw error;
    }
    take(this.#shared, written);
    return written === view.length;
  }
}

/** The last place up to `end` that does not split a surrogate pair. */
function cut(text: string, end: number): number {
  const code = text.charCodeAt(end - 1);
  return code >= 0xd800 && code <= 0xdbff ? end - 1 : end;
}

/**
 * Takes what is published and not yet taken, as one or two views of the ring; the views hold until
 * `take` is called with their total length.
 */
export function peek({ words, ring }: Shared): Buffer[] {
  const tail = Atomics.load(words, word.tail);
  const used = (Atomics.load(words, word.head) - tail) >>> 0;
  if (used === 0) return [];
  const start = tail & mask;
  const end = start + used;
  if (end <= ringBytes) return [ring.subarray(start, end)];
  return [ring.subarray(start), ring.subarray(0, end - ringBytes)];
}

export function take({ words }: Shared, bytes: number): void {
  Atomics.add(words, word.tail, bytes);
  Atomics.notify(words, word.tail);
}
