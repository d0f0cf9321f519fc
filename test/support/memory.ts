// A client without a process or a socket: two ends of one stream in memory, through the same
// frames, guard and connection as every other transport.
import { duplexPair, type Duplex } from "node:stream";
import { serveFramed } from "../../src/transport/framed.ts";
import type { TransportOptions } from "../../src/transport/transport.ts";
import { createStreamPeer, type Peer } from "./peer.ts";

export interface MemoryClient {
  peer: Peer;
  /** The client's end: write bytes to it that are no frames, or `destroy()` it to vanish. */
  stream: Duplex;
  /** Aborted when the daemon's side has ended. */
  closed: AbortSignal;
}

export const connectMemory = (options: TransportOptions): MemoryClient => {
  const [near, far] = duplexPair();
  const peer = createStreamPeer(near);
  const closed = serveFramed(far, far, { transport: "memory", authorized: true }, options);
  return { peer, stream: near, closed };
};
