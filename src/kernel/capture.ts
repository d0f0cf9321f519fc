// Everything that JavaScript in this process prints, and everything it throws with nobody to catch
// it, goes into the outbox, with the execution it belongs to. What native code and child processes
// write to fd 1 and 2 is the daemon's to read.
import { AsyncLocalStorage } from "node:async_hooks";
import { Console } from "node:console";
import { Writable } from "node:stream";
import type { Immediates } from "./immediates.ts";
import type { Sink } from "./magics/magic.ts";
import type { Outbox } from "./outbox.ts";

const sinks = new AsyncLocalStorage<Sink>();

/** What `run` writes, and what comes of it later, goes into the sink. */
export const redirect = <T>(sink: Sink, run: () => T): T => sinks.run(sink, run);

export const findSink = (): Sink | undefined => sinks.getStore();

type WriteCallback = (error?: Error | null) => void;

/**
 * Stands in for `process.stdout` or `process.stderr`. It never ends and is never full: the outbox
 * waits.
 */
export class CapturedStream extends Writable {
  readonly fd: 1 | 2;
  readonly #outbox: Outbox;
  readonly #owner: () => number;

  constructor(fd: 1 | 2, outbox: Outbox, owner: () => number) {
    super({ decodeStrings: false, autoDestroy: false, emitClose: false });
    this.fd = fd;
    this.#outbox = outbox;
    this.#owner = owner;
  }

  override write(chunk: unknown, ...rest: (BufferEncoding | WriteCallback | undefined)[]): boolean {
    const encoding = typeof rest[0] === "string" ? rest[0] : "utf8";
    const callback = rest.find((each) => typeof each === "function");
    const sink = findSink();
    if (sink && (typeof chunk === "string" || ArrayBuffer.isView(chunk))) {
      sink.write(this.fd === 1 ? "stdout" : "stderr", readText(chunk, encoding));
    } else if (typeof chunk === "string") {
      if (encoding === "utf8" || encoding === "utf-8") {
        if (chunk.length > 0) this.#outbox.text(this.fd, this.#owner(), chunk);
      } else this.#outbox.bytes(this.fd, this.#owner(), Buffer.from(chunk, encoding));
    } else if (ArrayBuffer.isView(chunk)) {
      const bytes = new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      this.#outbox.bytes(this.fd, this.#owner(), bytes);
    } else {
      // Nothing that can be written: the stream's own machinery has the right error.
      return super.write(chunk, encoding, callback);
    }
    if (callback) process.nextTick(callback);
    return true;
  }

  override end(...rest: unknown[]): this {
    const [chunk] = rest;
    if (chunk !== undefined && chunk !== null && typeof chunk !== "function") this.write(chunk);
    const callback = rest.find((each) => typeof each === "function");
    // As Node's own: said to be at its end, and still there to be written to.
    process.nextTick(() => this.emit("finish"));
    if (callback) process.nextTick(callback);
    return this;
  }

  override _destroy(error: Error | null, callback: WriteCallback): void {
    callback(error);
  }
}

function readText(chunk: string | ArrayBufferView, encoding: string): string {
  if (typeof chunk !== "string")
    return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString();
  const isText = encoding === "utf8" || encoding === "utf-8";
  return isText ? chunk : Buffer.from(chunk, encoding as BufferEncoding).toString();
}

/**
 * Takes over `process.stdout`, `process.stderr` and `console`. Node's own console also calls the
 * inspector's for every line as soon as a session of it is open, which the first interrupt needs,
 * and halves its speed.
 */
export function captureStreams(outbox: Outbox, owner: () => number): void {
  for (const fd of [1, 2] as const) {
    const stream = new CapturedStream(fd, outbox, owner);
    Object.defineProperty(process, fd === 1 ? "stdout" : "stderr", {
      configurable: true,
      enumerable: true,
      get: () => stream,
    });
  }
  const plain = new Console({ stdout: process.stdout, stderr: process.stderr });
  Object.defineProperty(plain, "Console", { value: Console, configurable: true, writable: true });
  globalThis.console = plain;
}

/**
 * `onFailure` is told what was thrown in the background; it runs in the context of the cell it
 * belongs to.
 */
export function captureFailures(
  immediates: Immediates,
  onFailure: (thrown: unknown) => void,
): void {
  process.on("uncaughtException", (thrown) => {
    // Node stumbled over an immediate that was unwound: nothing of the user's has failed.
    if (!immediates.repairStumble(thrown)) onFailure(thrown);
  });
  process.on("unhandledRejection", onFailure);
}

/**
 * `flush` runs as the very last thing before the process ends by `process.exit` in any form, after
 * every `exit` listener: `process.reallyExit` is what Node itself calls there
 * (lib/internal/process/per_thread.js).
 * Returns what puts it back.
 */
export function captureExit(flush: () => void): () => void {
  const ending = process as unknown as { reallyExit: (code?: number) => never };
  const original = ending.reallyExit;
  const reallyExit: typeof original = (code) => {
    flush();
    return original.call(process, code);
  };
  ending.reallyExit = reallyExit;
  return () => {
    if (ending.reallyExit === reallyExit) ending.reallyExit = original;
  };
}
