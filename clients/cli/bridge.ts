// `awaitd --stdio --connect URL`: what speaks over stdio, as editors do, has a daemon that runs
// already. Messages are handed on as they are; what they say is nobody's business here.
import type { Channel } from "../shared/channel.ts";
import { openChannel } from "../shared/connect.ts";
import { createStreamChannel } from "../shared/stream.ts";

/** Returns the exit code: 0 when this side has ended, 1 when the daemon's was lost. */
export async function bridge(
  url: string,
  token: string | undefined = process.env["AWAITD_TOKEN"],
): Promise<number> {
  let daemon: Channel;
  try {
    daemon = await openChannel(url, token);
  } catch (error) {
    process.stderr.write(`awaitd: no daemon at ${url}: ${(error as Error).message}\n`);
    return 1;
  }
  const client = createStreamChannel(process.stdin, process.stdout);
  const { promise: ended, resolve: end } = Promise.withResolvers<number>();
  let hasLeft = false;
  client.open({
    onMessage: (message) => {
      if (message.method === "exit") hasLeft = true;
      daemon.send(message);
    },
    onClose: () => {
      hasLeft = true;
      daemon.close();
    },
  });
  daemon.open({
    onMessage: (message) => {
      client.send(message);
      // The message is written when this turn is over.
      queueMicrotask(() => {
        if (!process.stdout.writableNeedDrain) return;
        daemon.pause();
        process.stdout.once("drain", () => daemon.resume());
      });
    },
    onClose: () => {
      if (!hasLeft) process.stderr.write(`awaitd: the connection to ${url} was lost\n`);
      client.close();
      process.stdin.destroy();
      end(hasLeft ? 0 : 1);
    },
  });
  return ended;
}
