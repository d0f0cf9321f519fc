// The parts of a running daemon, put together: kernels, sessions, and the end of it all.
import { Daemon, type OnlySession } from "./daemon/daemon.ts";
import { UserHistory } from "./daemon/history/history.ts";
import { findUserDirectory } from "./daemon/config/locate.ts";
import { createEnding, type Ending } from "./ending.ts";
import { findKeeper } from "./kernels.ts";
import type { OwnedKernelHost } from "./host/pool.ts";
import { LanguageService } from "./language/service.ts";
import { createId } from "./std/id.ts";
import type { SessionDefaults } from "./sessions.ts";
import type { Log } from "./std/log.ts";
import { version } from "./version.ts";

export const maxMessageBytes = 64 * 1024 * 1024;

export interface WorksSetup {
  host: OwnedKernelHost;
  log: Log;
  sessions: SessionDefaults;
  authorize: (token: string | undefined) => boolean;
  closeTransports: () => Promise<unknown>;
  /** The one session of a daemon that belongs to a program. */
  only?: OnlySession;
}

export interface Works {
  daemon: Daemon;
  ending: Ending;
  /** Told of bugs by whatever serves a connection. */
  report: (error: unknown, where: string) => void;
}

export const createWorks = ({
  host,
  log,
  sessions,
  authorize,
  closeTransports,
  only,
}: WorksSetup): Works => {
  const ending = createEnding(log, async () => {
    await daemon.close();
    await Promise.all([host.close(), language.close(), history.close(), closeTransports()]);
  });
  const history = new UserHistory({
    directory: findUserDirectory("data", process.env),
    keeper: findKeeper(),
    log,
  });
  const language = new LanguageService({ log });
  const daemon = new Daemon({
    host,
    version,
    ...sessions,
    language,
    history,
    maxMessageBytes,
    log,
    makeId: createId,
    authorize,
    ...(only && { only }),
    onExit: (code) => ending.end(code, "the client said exit"),
    watchProcess: (pid) => ending.watchProcess(pid),
  });
  const report = (error: unknown, where: string): void =>
    log.error(`failed: ${where}`, { err: error });
  return { daemon, ending, report };
};
