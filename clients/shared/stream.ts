// A channel over a pair of Node streams: a child's stdio, or a socket.
import type { Buffer } from "node:buffer";
import type { Readable, Writable } from "node:stream";
import type { Channel, Message, Receiver } from "./channel.ts";
import { createDecoder, frame } from "./framing.ts";

export function createStreamChannel(input: Readable, output: Writable): Channel {
  const decoder = createDecoder();
  let outgoing: string[] = [];
  let ended = false;

  function flush(): void {
    const text = outgoing.join("");
    outgoing = [];
    if (output.writable) output.write(text);
  }

  function open(receiver: Receiver): void {
    const onMessage = (message: Message): void => receiver.onMessage(message);
    function end(error?: Error): void {
      if (ended) return;
      ended = true;
      receiver.onClose(error);
    }
    input.on("data", (chunk: Buffer) => {
      try {
        decoder.push(chunk, onMessage);
      } catch (error) {
        end(error as Error);
        input.destroy();
      }
    });
    input.once("error", end);
    input.once("end", () => end());
    input.once("close", () => end());
    // A peer that is gone shows at the input's end; here it would only be told twice.
    output.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE" && error.code !== "ECONNRESET") end(error);
    });
  }

  function send(message: Message): void {
    if (ended) return;
    if (outgoing.length === 0) queueMicrotask(flush);
    outgoing.push(frame(message));
  }

  return {
    open,
    send,
    pause: () => void input.pause(),
    resume: () => void input.resume(),
    // After the flush that may still be due.
    close: () => queueMicrotask(() => void output.end()),
  };
}
