// How bytes lie on the pipe between the daemon and a kernel: a header of 16 bytes (payload length,
// kind, generation, stream; 32-bit little-endian), the payload, then zero bytes up to a multiple of
// 16. The same layout lies in the kernel's outbox, so that what was written there goes to the pipe
// as it is.

export const frameHeaderBytes = 16;
/** Longer payloads travel as `part` frames that a last frame completes. */
export const framePayloadBytes = 64 * 1024;

export const frameKind = {
  /** Filler at the end of the ring. */
  pad: 0,
  /** UTF-8 text that a cell wrote; `stream` is 1 for stdout, 2 for stderr. */
  stream: 1,
  /** JSON, from the main thread. */
  event: 2,
  /** JSON, from the control thread. */
  control: 3,
  /** The beginning of an event that is longer than one frame. */
  part: 4,
  /** JSON of a command for the main thread; `generation` holds its place in the order, from 1. */
  command: 5,
  /** JSON of a command that the control thread carries out itself. */
  order: 6,
  /**
   * UTF-8 text of the value that the next `finished` event shows, when it is long; cut between
   * characters.
   */
  text: 7,
} as const;

export interface Frame {
  kind: number;
  generation: number;
  stream: number;
  /** A view; valid until the next chunk is read. */
  payload: Buffer;
}

export const paddedBytes = (payloadBytes: number): number =>
  (frameHeaderBytes + payloadBytes + 15) & ~15;

export function createFrame(kind: number, generation: number, text: string): Buffer {
  const length = Buffer.byteLength(text);
  const frame = Buffer.alloc(paddedBytes(length));
  frame.writeInt32LE(length, 0);
  frame.writeInt32LE(kind, 4);
  frame.writeInt32LE(generation, 8);
  frame.write(text, frameHeaderBytes);
  return frame;
}

/**
 * Cuts a byte stream into frames, however it was chunked. Throws where the bytes are no frames at
 * all.
 */
export class FrameReader {
  #kept: Buffer[] = [];
  #keptBytes = 0;
  #wantedBytes = frameHeaderBytes;

  push(chunk: Buffer, onFrame: (frame: Frame) => void): void {
    let bytes = chunk;
    if (this.#keptBytes > 0) {
      this.#kept.push(chunk);
      this.#keptBytes += chunk.length;
      if (this.#keptBytes < this.#wantedBytes) return;
      bytes = Buffer.concat(this.#kept, this.#keptBytes);
    }
    const rest = this.#readAll(bytes, onFrame);
    this.#kept = rest.length > 0 ? [rest] : [];
    this.#keptBytes = rest.length;
  }

  #readAll(bytes: Buffer, onFrame: (frame: Frame) => void): Buffer {
    let offset = 0;
    for (;;) {
      const left = bytes.length - offset;
      this.#wantedBytes = frameHeaderBytes;
      if (left < frameHeaderBytes) break;
      const length = bytes.readInt32LE(offset);
      if (length < 0) throw new RangeError(`kernel pipe: a frame of ${length} bytes`);
      this.#wantedBytes = paddedBytes(length);
      if (left < this.#wantedBytes) break;
      const start = offset + frameHeaderBytes;
      onFrame({
        kind: bytes.readInt32LE(offset + 4),
        generation: bytes.readInt32LE(offset + 8),
        stream: bytes.readInt32LE(offset + 12),
        payload: bytes.subarray(start, start + length),
      });
      offset += this.#wantedBytes;
    }
    return bytes.subarray(offset);
  }
}
