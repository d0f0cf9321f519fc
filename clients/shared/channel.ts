// What the client library needs of a transport: whole JSON-RPC messages, in order, both ways.
// A channel knows bytes and framing; it knows neither methods nor ids.

/** One JSON-RPC message, as it was parsed. */
export interface Message {
  jsonrpc?: string;
  id?: number | string | null;
  method?: string;
  params?: unknown;
  result?: unknown;
  error?: { code: number; message: string; data?: unknown };
}

export interface Receiver {
  onMessage(message: Message): void;
  /**
   * Called once, after the last message. `error` when the end was none that this side asked for.
   */
  onClose(error?: Error): void;
}

export interface Channel {
  /** Begins to hand messages over. Called once. */
  open(receiver: Receiver): void;
  /** Queues a message. Those of one turn leave in one write. Nothing happens after the end. */
  send(message: Message): void;
  /** Stops, or goes on, taking bytes from the peer: how a slow reader slows the daemon down. */
  pause(): void;
  resume(): void;
  /** Lets what was sent leave, then ends. */
  close(): void;
}
