// The LSP base protocol's framing: `Content-Length: N\r\n\r\n` and N bytes of UTF-8 JSON. Bytes
// in, messages out; no stream in sight. It trusts its daemon: a bad frame is an error, not an
// answer.
import { Buffer } from "node:buffer";
import type { Message } from "./channel.ts";

const separator = "\r\n\r\n";
const maxHeaderBytes = 4096;

export function frame(message: Message): string {
  const text = JSON.stringify(message);
  return `Content-Length: ${Buffer.byteLength(text)}${separator}${text}`;
}

export interface Decoder {
  /**
   * Takes the next bytes; hands out each message that they complete. Throws when they are no
   * frames.
   */
  push(chunk: Buffer, onMessage: (message: Message) => void): void;
}

/** Bytes wait in a list until a whole frame is there, so a large message is copied once. */
export function createDecoder(): Decoder {
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  let neededBytes = 1;

  function push(chunk: Buffer, onMessage: (message: Message) => void): void {
    waiting.push(chunk);
    waitingBytes += chunk.length;
    if (waitingBytes < neededBytes) return;
    const bytes = waiting.length === 1 ? chunk : Buffer.concat(waiting, waitingBytes);
    let offset = 0;
    neededBytes = 1;
    for (;;) {
      const bodyStart = findBody(bytes, offset);
      if (bodyStart === -1) break;
      const bodyEnd = bodyStart + readLength(bytes.toString("latin1", offset, bodyStart));
      if (bodyEnd > bytes.length) {
        neededBytes = bodyEnd - offset;
        break;
      }
      const message = JSON.parse(bytes.toString("utf8", bodyStart, bodyEnd)) as Message;
      offset = bodyEnd;
      onMessage(message);
    }
    const rest = bytes.subarray(offset);
    waiting = rest.length > 0 ? [rest] : [];
    waitingBytes = rest.length;
  }

  return { push };
}

function findBody(bytes: Buffer, offset: number): number {
  const end = bytes.indexOf(separator, offset, "latin1");
  if (end !== -1) return end + separator.length;
  if (bytes.length - offset > maxHeaderBytes) throw new Error("The daemon sent no frame header.");
  return -1;
}

function readLength(header: string): number {
  const match = /^content-length: *(\d+) *$/im.exec(header);
  if (match === null)
    throw new Error(`The daemon sent a bad frame header: ${JSON.stringify(header)}`);
  return Number(match[1]);
}
