// What a kernel says, as events. Text of one stream and one execution is joined, up to 64 KiB an
// event; what came by fd 1 and 2 is put in before the end of the execution that ran when it was
// written.
import { StringDecoder } from "node:string_decoder";
import { FrameReader, frameKind, framePayloadBytes, type Frame } from "../../protocol/frames.ts";
import type { KernelEvent, KernelFinished } from "../../protocol/kernel.ts";

type Stream = "stdout" | "stderr";

/** How long text by fd 1 or 2 may wait for the start of its cell to be told. */
const heldMs = 5;

interface NativeText {
  stream: Stream;
  bytes: Buffer;
}

export class Incoming {
  readonly #onEvent: (event: KernelEvent) => void;
  readonly #reader = new FrameReader();
  readonly #decoders = { stdout: new StringDecoder("utf8"), stderr: new StringDecoder("utf8") };
  readonly #nativeDecoders = {
    stdout: new StringDecoder("utf8"),
    stderr: new StringDecoder("utf8"),
  };
  readonly #run = Buffer.allocUnsafe(framePayloadBytes);
  #runBytes = 0;
  #runStream: Stream = "stdout";
  #runGeneration = 0;
  #chunks: Buffer[] = [];
  #native: NativeText[] = [];
  #parts: Buffer[] = [];
  #partsOf = 0;
  /** The text of a value whose execution has not ended yet. */
  #text = "";
  #textOf = 0;
  /** The execution that ran last, for text that does not say whose it is. */
  #generation = 0;
  #isScheduled = false;
  /** How many executions the kernel was handed, and how many have started. */
  #handed = 0;
  #held: NodeJS.Timeout | undefined;

  constructor(onEvent: (event: KernelEvent) => void) {
    this.#onEvent = onEvent;
  }

  /** Bytes of the kernel's pipe. */
  onChunk(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#schedule();
  }

  /** The kernel was handed this execution. */
  onHanded(generation: number): void {
    this.#handed = generation;
  }

  /** Bytes of its fd 1 or 2. */
  onNative(stream: Stream, bytes: Buffer): void {
    this.#native.push({ stream, bytes });
    this.#schedule();
  }

  // What a child process wrote before a cell ended lies in its pipe by the time the end lies in
  // ours: one poll of the event loop sees both, and the check phase comes after it.
  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => this.flush());
  }

  flush(): void {
    this.#isScheduled = false;
    const chunks = this.#chunks;
    this.#chunks = [];
    for (const chunk of chunks) this.#reader.push(chunk, this.#onFrame);
    this.#flushRun();
    if (this.#generation < this.#handed) this.#holdNative();
    else this.#flushNative();
  }

  /** Nothing more comes: what is still held is told. */
  end(): void {
    this.flush();
    this.#flushNative();
  }

  // A cell that was handed over and not said to have started may be the one that wrote this: the
  // kernel lets that be known within a moment.
  #holdNative(): void {
    if (this.#native.length === 0) return;
    this.#held ??= setTimeout(() => this.#flushNative(), heldMs);
  }

  readonly #onFrame = (frame: Frame): void => {
    switch (frame.kind) {
      case frameKind.stream:
        return this.#onText(frame);
      case frameKind.part:
        if (frame.generation !== this.#partsOf) this.#parts = [];
        this.#partsOf = frame.generation;
        this.#parts.push(Buffer.from(frame.payload));
        return;
      case frameKind.text:
        if (frame.generation !== this.#textOf) this.#text = "";
        this.#textOf = frame.generation;
        this.#text += frame.payload.toString();
        return;
      case frameKind.event: {
        const parts = frame.generation === this.#partsOf ? this.#parts : [];
        const payload = parts.length > 0 ? Buffer.concat([...parts, frame.payload]) : frame.payload;
        this.#parts = [];
        return this.#tell(JSON.parse(payload.toString()) as KernelEvent);
      }
      case frameKind.control:
        return this.#tell(JSON.parse(frame.payload.toString()) as KernelEvent);
    }
  };

  #tell(event: KernelEvent): void {
    this.#flushRun();
    if (event.type === "started") {
      this.#generation = event.generation;
    } else if (event.type === "finished") {
      this.#flushNative();
      this.#addText(event);
    }
    this.#onEvent(event);
  }

  #addText({ generation, isTextApart, result }: KernelFinished): void {
    if (isTextApart && result && generation === this.#textOf)
      result.data["text/plain"] = this.#text;
    this.#text = "";
  }

  #onText({ generation, stream, payload }: Frame): void {
    const name: Stream = stream === 2 ? "stderr" : "stdout";
    const isOther = name !== this.#runStream || generation !== this.#runGeneration;
    if (isOther || this.#runBytes + payload.length > this.#run.length) this.#flushRun();
    this.#runStream = name;
    this.#runGeneration = generation;
    payload.copy(this.#run, this.#runBytes);
    this.#runBytes += payload.length;
  }

  #flushRun(): void {
    if (this.#runBytes === 0) return;
    const text = this.#decoders[this.#runStream].write(this.#run.subarray(0, this.#runBytes));
    this.#runBytes = 0;
    this.#tellText(this.#runStream, this.#runGeneration, text);
  }

  #flushNative(): void {
    clearTimeout(this.#held);
    this.#held = undefined;
    const native = this.#native;
    this.#native = [];
    for (const { stream, bytes } of native) {
      this.#tellText(stream, this.#generation, this.#nativeDecoders[stream].write(bytes));
    }
  }

  #tellText(stream: Stream, generation: number, text: string): void {
    if (text.length > 0) this.#onEvent({ type: "stream", generation, stream, text });
  }
}
