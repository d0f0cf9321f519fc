// A TCP proxy in front of a daemon that serves: a connection that tests can cut, hold up, or refuse
// without the daemon or the client having a hand in it.
import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";

export interface Proxy {
  /** What clients connect to, in place of the daemon's own URL. */
  url: string;
  /** How many connections there were. */
  readonly count: number;
  /** Ends all connections at once, without a goodbye. */
  cut(): void;
  /** Cuts the connection as soon as it has brought the client so many bytes more. */
  cutAfter(bytes: number): void;
  /** Takes no new connections until told otherwise. */
  refuse(isRefused: boolean): void;
  /** Lets nothing through any more, and says nothing of it; new connections are not held. */
  hold(): void;
  /** Leads new connections elsewhere. */
  lead(url: string): void;
  close(): void;
}

export async function createProxy(target: string): Promise<Proxy> {
  let daemon = new URL(target);
  const open = new Set<{ near: Socket; far: Socket }>();
  let bytesLeft = Number.POSITIVE_INFINITY;
  let isRefused = false;
  let count = 0;

  const server = createServer((near) => {
    if (isRefused) return void near.destroy();
    count += 1;
    const far = connect(Number(daemon.port), daemon.hostname);
    const pair = { near, far };
    open.add(pair);
    near
      .on("error", () => {})
      .on("close", () => {
        open.delete(pair);
        far.destroy();
      });
    // What was let through is to arrive.
    far.on("error", () => {}).on("close", () => near.end());
    near.on("data", (chunk) => far.write(chunk));
    far.on("data", (chunk) => {
      near.write(chunk.subarray(0, bytesLeft));
      bytesLeft -= chunk.length;
      if (bytesLeft > 0) return;
      bytesLeft = Number.POSITIVE_INFINITY;
      far.destroy();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = new URL(target);
  url.port = String((server.address() as AddressInfo).port);

  const cut = (): void => {
    for (const { near } of open) near.destroy();
  };
  return {
    url: url.href,
    get count() {
      return count;
    },
    cut,
    cutAfter: (bytes) => void (bytesLeft = bytes),
    refuse: (flag) => void (isRefused = flag),
    hold: () => {
      for (const { near, far } of open) {
        near.pause();
        far.pause();
      }
    },
    lead: (to) => void (daemon = new URL(to)),
    close: () => {
      server.close();
      cut();
    },
  };
}
