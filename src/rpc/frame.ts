// Content-Length framing, as LSP's base protocol has it: bytes in any chunks ⇄ whole messages. No
// IO, no JSON. A decoder never throws and never waits for what cannot come: bytes that are no
// header are a `broken` event at once, and after one it reads nothing more, because the place of
// the next frame is lost. Every byte is copied at most twice on its way in, however small the
// chunks are.

export const defaultMaxMessageBytes = 64 * 1024 * 1024;
const maxHeaderBytes = 4 * 1024;
const headerEnd = Buffer.from("\r\n\r\n");
const lineFeed = 10;
const carriageReturn = 13;

export type FrameEvent =
  { type: "message"; body: Buffer } | { type: "broken"; reason: string; tooLarge: boolean };

/** What is known of the frame that is being received. */
interface Partial {
  body: Buffer;
  received: number;
  length: number;
}

const broken = (reason: string, tooLarge = false): FrameEvent => ({
  type: "broken",
  reason,
  tooLarge,
});

export class FrameDecoder {
  readonly #maxMessageBytes: number;
  #header: Buffer = Buffer.alloc(0);
  #partial: Partial | undefined;
  #stopped = false;

  constructor(maxMessageBytes = defaultMaxMessageBytes) {
    this.#maxMessageBytes = maxMessageBytes;
  }

  /** True between frames: an end of input here cuts nothing off. */
  get idle(): boolean {
    return this.#partial === undefined && this.#header.length === 0;
  }

  /** What these bytes complete, in order. A body may share memory with `chunk`. */
  *push(chunk: Buffer): Generator<FrameEvent, void> {
    let rest = chunk;
    while (rest.length > 0 && !this.#stopped) {
      if (this.#partial) {
        const taken = Math.min(rest.length, this.#partial.length - this.#partial.received);
        const body = receive(this.#partial, rest.subarray(0, taken));
        rest = rest.subarray(taken);
        if (!body) return;
        this.#partial = undefined;
        yield { type: "message", body };
        continue;
      }
      const block = this.#header.length > 0 ? Buffer.concat([this.#header, rest]) : rest;
      this.#header = Buffer.alloc(0);
      const end = block.subarray(0, maxHeaderBytes + headerEnd.length).indexOf(headerEnd);
      const header = end < 0 ? block.subarray(0, maxHeaderBytes + 1) : block.subarray(0, end);
      const fault = findHeaderFault(header, end >= 0);
      if (fault) {
        yield this.#stop(broken(fault));
        return;
      }
      if (end < 0) {
        this.#header = Buffer.from(block);
        return;
      }
      rest = block.subarray(end + headerEnd.length);
      const length = parseLength(header, this.#maxMessageBytes);
      if (typeof length !== "number") {
        yield this.#stop(length);
        return;
      }
      if (rest.length >= length) {
        yield { type: "message", body: rest.subarray(0, length) };
        rest = rest.subarray(length);
      } else {
        this.#partial = { body: Buffer.alloc(0), received: 0, length };
      }
    }
  }

  #stop(event: FrameEvent): FrameEvent {
    this.#stopped = true;
    return event;
  }
}

/**
 * Adds bytes to a body; the room doubles as it fills, so that a claimed length alone costs no
 * memory.
 */
const receive = (partial: Partial, bytes: Buffer): Buffer | undefined => {
  const needed = partial.received + bytes.length;
  if (needed > partial.body.length) {
    const room = Math.min(partial.length, Math.max(needed, partial.body.length * 2));
    const grown = Buffer.allocUnsafeSlow(room);
    partial.body.copy(grown, 0, 0, partial.received);
    partial.body = grown;
  }
  bytes.copy(partial.body, partial.received);
  partial.received = needed;
  return partial.received === partial.length ? partial.body : undefined;
};

/** Why these bytes cannot be (the beginning of) a header block. */
const findHeaderFault = (bytes: Buffer, complete: boolean): string | undefined => {
  if (bytes.length > maxHeaderBytes) return `a header block of more than ${maxHeaderBytes} bytes`;
  const first = bytes[0] ?? 0;
  const letter = (first >= 65 && first <= 90) || (first >= 97 && first <= 122);
  if (!letter) return "expected a Content-Length header";
  for (let at = bytes.indexOf(lineFeed); at >= 0; at = bytes.indexOf(lineFeed, at + 1)) {
    if (bytes[at - 1] !== carriageReturn) return "header lines end with CR LF";
  }
  const lines = splitLines(bytes);
  // What comes after the last line break may be the beginning of a line.
  const begun = complete ? "" : lines.pop()!.replace("\r", "");
  const wrong = lines.find((line) => line !== "" && !/^[\w-]+:/.test(line));
  const fault = wrong ?? (/^([\w-]+:.*|[\w-]*)$/.test(begun) ? undefined : begun);
  return fault === undefined
    ? undefined
    : `not a header line: ${JSON.stringify(fault.slice(0, 80))}`;
};

const splitLines = (bytes: Buffer): string[] => bytes.toString("latin1").split("\r\n");

const parseLength = (header: Buffer, maxMessageBytes: number): number | FrameEvent => {
  let length: number | undefined;
  for (const line of splitLines(header)) {
    const colon = line.indexOf(":");
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    if (name === "content-length") {
      if (length !== undefined) return broken("two Content-Length headers");
      if (!/^\d{1,15}$/.test(value)) {
        return broken(
          `Content-Length is not a number of bytes: ${JSON.stringify(value.slice(0, 80))}`,
        );
      }
      length = Number(value);
    } else if (name === "content-type" && !acceptsCharset(value)) {
      return broken(`only utf-8 is spoken here, not ${JSON.stringify(value.slice(0, 80))}`);
    }
  }
  if (length === undefined) return broken("expected a Content-Length header");
  if (length > maxMessageBytes) {
    return broken(`a message of ${length} bytes is over the limit of ${maxMessageBytes}`, true);
  }
  return length;
};

const acceptsCharset = (contentType: string): boolean => {
  const charset = /charset\s*=\s*"?([^\s";]+)/i.exec(contentType)?.[1];
  return charset === undefined || /^utf-?8$/i.test(charset);
};

/** One buffer with a frame around each text. */
export const encodeFrames = (texts: readonly string[]): Buffer => {
  const lengths = texts.map((text) => Buffer.byteLength(text));
  const headers = lengths.map((length) => `Content-Length: ${length}\r\n\r\n`);
  let size = 0;
  for (const [index, length] of lengths.entries()) size += headers[index]!.length + length;
  const frames = Buffer.allocUnsafe(size);
  let at = 0;
  for (const [index, text] of texts.entries()) {
    at += frames.write(headers[index]!, at, "latin1");
    at += frames.write(text, at, "utf8");
  }
  return frames;
};
