// What all transports have in common: what they are given, and what one that listens gives back.
import type { Report } from "../rpc/dispatch.ts";
import type { Accept } from "../rpc/link.ts";

export interface TransportOptions {
  accept: Accept;
  report: Report;
  /** Largest message a client may send; 64 MiB when left out. */
  maxMessageBytes?: number | undefined;
}

export interface Listener {
  /** What was bound: the port is the real one. */
  readonly url: string;
  /** Stops listening and drops the clients that are still connected. */
  close(): Promise<void>;
}

/** How long a peer may take to read what is left for it once its connection is being closed. */
export const closeGraceMs = 1000;
