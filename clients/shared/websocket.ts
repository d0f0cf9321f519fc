// A channel over a WebSocket, one message per text frame. Any implementation of the standard's
// interface will do: the browser's own, Node's, or the `ws` package's.
import type { Channel, Message, Receiver } from "./channel.ts";

/** The part of the standard's interface that is used here. */
export interface StandardSocket {
  send(text: string): void;
  close(code?: number, reason?: string): void;
  addEventListener(type: "message", listener: (event: { data: unknown }) => void): void;
  addEventListener(type: "error", listener: (event: { message?: string }) => void): void;
  addEventListener(
    type: "close",
    listener: (event: { code: number; reason: string }) => void,
  ): void;
  /** Only `ws` has these two: a browser cannot stop reading. */
  pause?(): void;
  resume?(): void;
}

/** The subprotocols that a client offers; a browser can show its token by no other way. */
export const protocolsWith = (token: string | undefined): string[] =>
  token === undefined ? ["awaitd.v1"] : ["awaitd.v1", `awaitd.token.${token}`];

const normalClosure = 1000;
const noStatus = 1005;

/** `socket` is open already, and nothing has been read from it. */
export function createSocketChannel(socket: StandardSocket): Channel {
  let ended = false;
  let failure = "";

  function open(receiver: Receiver): void {
    socket.addEventListener("message", (event) => {
      receiver.onMessage(JSON.parse(String(event.data)) as Message);
    });
    // A close event follows; it has the code, and this the cause.
    socket.addEventListener("error", (event) => {
      failure = event.message ?? "";
    });
    socket.addEventListener("close", ({ code, reason }) => {
      ended = true;
      const expected = code === normalClosure || code === noStatus;
      const cause = reason || failure;
      receiver.onClose(
        expected ? undefined : new Error(`The connection was closed: ${code} ${cause}`),
      );
    });
  }

  return {
    open,
    send: (message) => {
      if (!ended) socket.send(JSON.stringify(message));
    },
    pause: () => socket.pause?.(),
    resume: () => socket.resume?.(),
    close: () => socket.close(normalClosure),
  };
}
