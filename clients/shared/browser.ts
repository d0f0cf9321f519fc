// The package's entry for browsers, `awaitd/client`: nothing of Node is in it.
import type { Channel } from "./channel.ts";
import { dialClient, type Client, type DialingOptions } from "./client.ts";
import { createSocketChannel, protocolsWith } from "./websocket.ts";

export * from "./api.ts";

/**
 * Connects to a daemon that listens, `ws://…` or `wss://…`. A page of another origin than the
 * daemon's own needs `awaitd serve --allow-origin`.
 */
export function connect(url: string, options: DialingOptions = {}): Promise<Client> {
  return dialClient((signal) => openChannel(url, options.token, signal), options);
}

/** A channel to a daemon that listens; `initialize` has not been said. */
export async function openChannel(
  url: string,
  token?: string,
  signal?: AbortSignal,
): Promise<Channel> {
  const socket = new WebSocket(url, protocolsWith(token));
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const stop = (): void => reject(signal!.reason);
  socket.addEventListener("open", () => resolve());
  // A browser does not say why.
  socket.addEventListener("close", ({ code }) => {
    const why = "Does it run, is the token right, may pages of this origin connect?";
    reject(new Error(`No connection to ${url} (${code}). ${why}`));
  });
  signal?.addEventListener("abort", stop, { once: true });
  try {
    signal?.throwIfAborted();
    await promise;
  } catch (error) {
    socket.close();
    throw error;
  } finally {
    signal?.removeEventListener("abort", stop);
  }
  return createSocketChannel(socket);
}
