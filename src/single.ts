// The daemon of one client: on standard input and output, or at a pipe or port where the client
// listens. It lives as long as that client does.
import { badUsage } from "./ending.ts";
import type { OwnedKernelHost } from "./host/pool.ts";
import { readSessionFlags, type SessionDefaults, type SessionFlags } from "./sessions.ts";
import type { Log } from "./std/log.ts";
import type { TransportOptions } from "./transport/transport.ts";
import { createWorks, maxMessageBytes } from "./works.ts";

/** Connects to the client; the signal is aborted when the client has gone. */
type Connect = (options: TransportOptions) => AbortSignal | Promise<AbortSignal>;

/** Resolves to an exit code when there is no client; otherwise the process ends itself. */
export const serveOne = async (
  connect: Connect,
  { host, log, flags }: { host: OwnedKernelHost; log: Log; flags?: SessionFlags | undefined },
): Promise<number | undefined> => {
  let sessions: SessionDefaults;
  try {
    sessions = readSessionFlags(flags);
  } catch (error) {
    process.stderr.write(`awaitd: ${(error as Error).message}\n`);
    await host.close();
    return badUsage;
  }
  const { daemon, ending, report } = createWorks({
    host,
    log,
    sessions,
    authorize: () => true,
    closeTransports: () => Promise.resolve(),
  });
  ending.watchParent();
  try {
    const gone = await connect({ accept: daemon.accept, report, maxMessageBytes });
    const onGone = (): void => ending.end(0, "the client is gone");
    if (gone.aborted) onGone();
    else gone.addEventListener("abort", onGone, { once: true });
  } catch (error) {
    process.stderr.write(`awaitd: ${(error as Error).message}\n`);
    ending.end(1, "no client");
  }
  return undefined;
};
