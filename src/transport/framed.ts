// A client at the other end of a byte stream, whatever kind: stdio, pipe, socket, unix. Owns the
// two streams from here on; everything but Content-Length frames is the connection's business.
import type { Readable, Writable } from "node:stream";
import { RpcError } from "../../protocol/errors.ts";
import { Connection } from "../rpc/connection.ts";
import { defaultMaxMessageBytes, encodeFrames, FrameDecoder } from "../rpc/frame.ts";
import type { Origin } from "../rpc/link.ts";
import type { Wire } from "../rpc/wire.ts";
import { closeGraceMs, type TransportOptions } from "./transport.ts";

class StreamWire implements Wire {
  readonly #input: Readable;
  readonly #output: Writable;

  constructor(input: Readable, output: Writable) {
    this.#input = input;
    this.#output = output;
  }

  get backlogBytes(): number {
    return this.#output.destroyed ? 0 : this.#output.writableLength;
  }

  send(texts: readonly string[]): void {
    if (this.#output.writable) this.#output.write(encodeFrames(texts));
  }

  pause(): void {
    this.#input.pause();
  }

  resume(): void {
    this.#input.resume();
  }

  end(): void {
    this.#input.pause();
    if (this.#output.destroyed) return;
    this.#output.end();
    const timer = setTimeout(() => this.#output.destroy(), closeGraceMs);
    this.#output.once("close", () => clearTimeout(timer));
    this.#output.once("finish", () => this.#output.destroy());
  }
}

/** Speaks with one client; the returned signal is aborted when it is gone and all is sent. */
export const serveFramed = (
  input: Readable,
  output: Writable,
  origin: Origin,
  { accept, report, maxMessageBytes = defaultMaxMessageBytes }: TransportOptions,
): AbortSignal => {
  const connection = new Connection(new StreamWire(input, output), { origin, accept, report });
  const decoder = new FrameDecoder(maxMessageBytes);
  const onEnded = (): void => {
    connection.ended();
    input.destroy();
  };
  input.on("data", (chunk: Buffer) => {
    for (const event of decoder.push(chunk)) {
      if (event.type === "message") connection.receive(event.body);
      else if (event.tooLarge) {
        connection.refuse(
          new RpcError("LimitExceeded", event.reason, { maxMessageBytes }),
          "tooLarge",
        );
      } else connection.refuse(new RpcError("ParseError", event.reason), "broken");
    }
  });
  input.once("end", () => connection.inputEnded());
  // A peer that resets its connection has gone, as one that closes it has: "close" follows either
  // way.
  input.on("error", () => input.destroy());
  input.once("close", () => connection.inputEnded());
  output.on("drain", () => connection.drained());
  output.on("error", () => output.destroy());
  output.once("close", onEnded);
  if (output.destroyed) onEnded();
  return connection.closed;
};
