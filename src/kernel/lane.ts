// The straight lane: what the daemon sends to the main thread itself. The first commands are read
// here with the thread blocked, before there is an event loop to wait in; later ones as the loop
// turns. What comes this way may be lost to a termination; the daemon sends it again by the other
// way (src/host/lanes.ts).
import fs from "node:fs";
import net from "node:net";
import { FrameReader, type Frame } from "../../protocol/frames.ts";

const chunkBytes = 64 * 1024;

export class Lane {
  readonly #fd: number;
  readonly #onFrame: (frame: Frame) => void;
  readonly #reader = new FrameReader();
  #socket: net.Socket | undefined;

  constructor(fd: number, onFrame: (frame: Frame) => void) {
    this.#fd = fd;
    this.#onFrame = onFrame;
  }

  get isOpen(): boolean {
    return this.#socket !== undefined;
  }

  /** Blocks until something has come; false at the end of the lane. */
  read(): boolean {
    const chunk = Buffer.allocUnsafe(chunkBytes);
    const bytes = fs.readSync(this.#fd, chunk);
    this.#reader.push(chunk.subarray(0, bytes), this.#onFrame);
    return bytes > 0;
  }

  /** From now on the event loop reads; it is not kept turning by that. */
  open(): void {
    if (this.#socket) return;
    // Without the machinery of a stream: nothing there is to be left half done by a termination.
    const onread = {
      buffer: Buffer.allocUnsafe(chunkBytes),
      callback: (bytes: number, chunk: Uint8Array): boolean => {
        this.#reader.push(Buffer.from(chunk.subarray(0, bytes)), this.#onFrame);
        return true;
      },
    };
    this.#socket = new net.Socket({ fd: this.#fd, readable: true, writable: false, onread });
    // The end of the daemon is the control thread's business.
    this.#socket.on("error", () => {}).unref();
  }
}
