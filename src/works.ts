// The parts of a running daemon, put together: kernels, sessions, and the end of it all.
import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import manifest from "../package.json" with { type: "json" };
import { Daemon } from "./daemon/daemon.ts";
import { createEnding, type Ending } from "./ending.ts";
import { createKernelHost } from "./host/pool.ts";
import type { Log } from "./std/log.ts";

export const { version } = manifest;
export const maxMessageBytes = 64 * 1024 * 1024;

export interface WorksSetup {
  log: Log;
  authorize: (token: string | undefined) => boolean;
  closeTransports: () => Promise<unknown>;
}

export interface Works {
  daemon: Daemon;
  ending: Ending;
  /** Told of bugs by whatever serves a connection. */
  report: (error: unknown, where: string) => void;
}

/** The first kernel starts at once: it is what the first client waits for. */
export const createWorks = ({ log, authorize, closeTransports }: WorksSetup): Works => {
  const kernelEntry = fileURLToPath(new URL("./kernel.js", import.meta.url));
  const nodePath = process.env.AWAITD_KERNEL_NODE;
  const host = createKernelHost({
    kernelEntry,
    log: (message) => log.warn(message),
    ...(nodePath === undefined ? {} : { nodePath }),
  });
  host.warm();
  const ending = createEnding(log, async () => {
    await daemon.close();
    await Promise.all([host.close(), closeTransports()]);
  });
  const daemon = new Daemon({
    host,
    version,
    cwd: process.cwd(),
    maxMessageBytes,
    log,
    makeId: randomUUID,
    authorize,
    onExit: (code) => ending.end(code, "the client said exit"),
    watchProcess: (pid) => ending.watchProcess(pid),
  });
  const report = (error: unknown, where: string): void =>
    log.error(`failed: ${where}`, { err: error });
  return { daemon, ending, report };
};
