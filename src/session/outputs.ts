// What a kernel prints and displays, brought to the execution that it belongs to.
import type { KernelEvent } from "../../protocol/kernel.ts";
import type { Step, Trace } from "./model.ts";

type StreamEvent = Extract<KernelEvent, { type: "stream" }>;
type OutputEvent = Extract<KernelEvent, { type: "output" }>;

export const onStream = (next: Step, { generation, stream, text }: StreamEvent): void => {
  const trace = findTrace(next, generation);
  const limit = next.state.limits.outputBytesPerCell;
  const late = trace.finished;
  const kept = limit === undefined ? text : keepWithin(trace, text, limit);
  if (kept !== "") next.actions.push({ type: "stream", trace, late, stream, text: kept });
  if (kept.length === text.length) return;
  const droppedBytes = Buffer.byteLength(text) - Buffer.byteLength(kept);
  trace.droppedBytes += droppedBytes;
  trace.droppedStream = stream;
  // Of a cell that runs, the sum is told when it ends.
  if (!late) return;
  next.actions.push({
    type: "output",
    params: { ...about(trace), kind: "stream", stream, text: "", droppedBytes },
  });
};

export const onOutput = (next: Step, event: OutputEvent): void => {
  const { kind, data, metadata, displayId, wait, error, text } = event;
  next.actions.push({
    type: "output",
    params: {
      ...about(findTrace(next, event.generation)),
      kind,
      ...(text === undefined ? {} : { text }),
      ...(data === undefined ? {} : { data }),
      ...(metadata === undefined ? {} : { metadata }),
      ...(displayId === undefined ? {} : { displayId }),
      ...(wait === undefined ? {} : { wait }),
      ...(error === undefined ? {} : { error }),
    },
  });
};

/** The fields by which every output names its cell. */
export const about = (trace: Trace, late = trace.finished) => ({
  executionId: trace.executionId,
  executionCount: trace.executionCount,
  ...(trace.cellId === undefined ? {} : { cellId: trace.cellId }),
  ...(late ? { late: true } : {}),
});

/** Output of no cell, or of one so old that it is forgotten, is still output. */
const findTrace = ({ state }: Step, generation: number): Trace =>
  state.traces.get(generation) ?? {
    executionId: "kernel",
    executionCount: 0,
    finished: generation > 0,
    streamBytes: 0,
    droppedBytes: 0,
  };

const keepWithin = (trace: Trace, text: string, limit: number): string => {
  const bytes = Buffer.byteLength(text);
  const room = limit - trace.streamBytes;
  if (bytes <= room) {
    trace.streamBytes += bytes;
    return text;
  }
  trace.streamBytes = limit;
  if (room <= 0) return "";
  const encoded = Buffer.from(text);
  let end = room;
  // Never half a character: continuation bytes are 10xxxxxx.
  while (end > 0 && ((encoded[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return encoded.toString("utf8", 0, end);
};
