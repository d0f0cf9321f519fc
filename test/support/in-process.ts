// A daemon in the test's own process, with clients at the other end of a stream in memory: real
// sessions and real kernels, no transport in between.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { duplexPair } from "node:stream";
import type { Channel } from "../../clients/shared/channel.ts";
import { createStreamChannel } from "../../clients/shared/stream.ts";
import { Daemon } from "../../src/daemon/daemon.ts";
import { UserHistory } from "../../src/daemon/history/history.ts";
import { createKernelHost } from "../../src/host/pool.ts";
import { LanguageService } from "../../src/language/service.ts";
import type { Log } from "../../src/std/log.ts";
import { serveFramed } from "../../src/transport/framed.ts";
import type { Stage, Theatre } from "./daemon.ts";
import { createDataHome } from "./home.ts";
import { root } from "./sources.ts";

const quiet = (): void => undefined;
const log: Log = {
  debug: quiet,
  info: quiet,
  warn: quiet,
  error: (message, detail) => assert.fail(`${message} ${JSON.stringify(detail)}`),
};

interface LocalDaemon {
  connect(): Channel;
  close(): Promise<void>;
}

function createDaemon(): LocalDaemon {
  const host = createKernelHost({ kernelEntry: join(root, "src/load.cjs"), log: quiet });
  const history = new UserHistory({
    directory: join(createDataHome(), "awaitd"),
    keeper: join(root, "dist/history.cjs"),
    log,
  });
  const language = new LanguageService({ log });
  const daemon = new Daemon({
    host,
    history,
    version: "0.0.0",
    cwd: process.cwd(),
    language,
    maxMessageBytes: 64 * 1024 * 1024,
    log,
    makeId: randomUUID,
    authorize: () => true,
  });
  const report = (error: unknown, where: string): void => log.error(where, { error });
  return {
    connect: () => {
      const [near, far] = duplexPair();
      const origin = { transport: "memory", authorized: true } as const;
      serveFramed(far, far, origin, { accept: daemon.accept, report });
      return createStreamChannel(near, near);
    },
    close: async () => {
      await daemon.close();
      await Promise.all([host.close(), history.close(), language.close()]);
    },
  };
}

export function createMemoryTheatre(): Theatre {
  let shared: LocalDaemon | undefined;
  const stageOf = (daemon: LocalDaemon, close: () => Promise<void>): Promise<Stage> =>
    Promise.resolve({
      connect: () => Promise.resolve(daemon.connect()),
      exitCode: Promise.resolve(null),
      close,
    });
  return {
    open: () => stageOf((shared ??= createDaemon()), () => Promise.resolve()),
    openAlone: () => {
      const daemon = createDaemon();
      return stageOf(daemon, () => daemon.close());
    },
    close: async () => shared?.close(),
  };
}
