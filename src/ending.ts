// When the process ends, and how: once, with every kernel gone, and in bounded time.
import type { Log } from "./std/log.ts";

const signalCodes = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;
const longestEndMs = 3_000;
const pollMs = 1_000;

/** The exit code of a command line that makes no sense. */
export const badUsage = 2;

export interface Ending {
  /** Ends the process with this code; the first call wins. */
  end(code: number, reason: string): void;
  /** Ends the process when that one is gone. */
  watchProcess(pid: number): void;
  /** Ends the process when the one that started it is gone. */
  watchParent(): void;
}

/** `close` lets go of everything; the process ends when it is done, or when it takes too long. */
export const createEnding = (log: Log, close: () => Promise<unknown>): Ending => {
  let isEnding = false;
  const end = (code: number, reason: string): void => {
    if (isEnding) return;
    isEnding = true;
    log.info(`ending: ${reason}`, { code });
    setTimeout(() => process.exit(code), longestEndMs);
    close().then(
      () => process.exit(code),
      (error: unknown) => {
        process.stderr.write(`awaitd: could not end cleanly: ${String(error)}\n`);
        process.exit(code === 0 ? 1 : code);
      },
    );
  };
  for (const [signal, code] of Object.entries(signalCodes)) {
    process.on(signal, () => end(code, signal));
  }
  const poll = (isGone: () => boolean, reason: string): void => {
    setInterval(() => {
      if (isGone()) end(1, reason);
    }, pollMs).unref();
  };
  return {
    end,
    watchProcess: (pid) => poll(() => !isAlive(pid), `process ${pid} is gone`),
    watchParent: () => {
      const parent = process.ppid;
      poll(() => process.ppid !== parent, `the parent process ${parent} is gone`);
    },
  };
};

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // A process of somebody else is one that lives.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
};
