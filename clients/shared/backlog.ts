// What an execution has printed and nobody has taken yet: a bounded queue with one consumer. It
// knows nothing of connections, nor of what becomes of a cell that is left.
import type { Output } from "../../protocol/outputs.ts";
import type { ExecuteResult } from "../../protocol/shapes.ts";

type Next = IteratorResult<Output, ExecuteResult>;

interface Kept {
  output: Output;
  bytes: number;
}

export class Backlog {
  readonly #maxBytes: number;
  readonly #takers: ((next: Next | Promise<Next>) => void)[] = [];
  #kept: Kept[] = [];
  /** Index in `#kept` of the oldest that is still there. */
  #head = 0;
  #bytes = 0;
  #dropped: { first: Output; bytes: number } | undefined;
  #end: Promise<Next> | undefined;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** The oldest make room for the newest, which is kept whatever its size. */
  push(output: Output): void {
    const taker = this.#takers.shift();
    if (taker) return taker({ done: false, value: output });
    const bytes = weigh(output);
    this.#kept.push({ output, bytes });
    this.#bytes += bytes;
    while (this.#bytes > this.#maxBytes && this.#head < this.#kept.length - 1) {
      const oldest = this.#shift();
      this.#dropped ??= { first: oldest.output, bytes: 0 };
      this.#dropped.bytes += countBytes(oldest);
    }
  }

  /** Nothing more is printed. What is there is given first; then this is how the loop ends. */
  end(result: Promise<ExecuteResult>): void {
    const end = result.then((value): Next => ({ done: true, value }));
    // It may be that nobody loops; who waits for the result itself hears of the failure.
    end.catch(() => {});
    this.#end = end;
    for (const taker of this.#takers.splice(0)) taker(end);
  }

  clear(): void {
    this.#kept = [];
    this.#head = 0;
    this.#bytes = 0;
    this.#dropped = undefined;
  }

  next(): Promise<Next> {
    const value = this.#takeMarker() ?? this.#take();
    if (value) return Promise.resolve({ done: false, value });
    if (this.#end) return this.#end;
    const { promise, resolve } = Promise.withResolvers<Next>();
    this.#takers.push(resolve);
    return promise;
  }

  #take(): Output | undefined {
    return this.#head < this.#kept.length ? this.#shift().output : undefined;
  }

  #shift(): Kept {
    const oldest = this.#kept[this.#head]!;
    this.#head += 1;
    this.#bytes -= oldest.bytes;
    if (this.#head >= 1024 && this.#head * 2 >= this.#kept.length) {
      this.#kept = this.#kept.slice(this.#head);
      this.#head = 0;
    }
    return oldest;
  }

  /** Says how much is missing, where it is missing. */
  #takeMarker(): Output | undefined {
    if (!this.#dropped) return undefined;
    const { first, bytes } = this.#dropped;
    this.#dropped = undefined;
    const { sessionId, executionId, executionCount, cellId, seq, stream = "stdout" } = first;
    const cell = cellId === undefined ? {} : { cellId };
    const of = { sessionId, executionId, executionCount, ...cell, seq };
    return { ...of, kind: "stream", stream, text: "", droppedBytes: bytes };
  }
}

const encoder = new TextEncoder();

/** About its bytes; cheap, since most outputs are taken at once or never. */
function weigh({ text = "", data, error }: Output): number {
  const more = data === undefined && error === undefined ? "" : JSON.stringify({ data, error });
  return text.length + more.length;
}

/** What is missing for good; of a text in UTF-8, as the daemon counts. */
function countBytes({ output, bytes }: Kept): number {
  const { text = "", droppedBytes = 0 } = output;
  return bytes - text.length + encoder.encode(text).length + droppedBytes;
}
