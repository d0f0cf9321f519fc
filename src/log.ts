// The program's own log: pino on standard error, loaded when there is a first line to write.
import type { Log } from "./std/log.ts";

export const logLevels = ["debug", "info", "warn", "error", "silent"] as const;
export type LogLevel = (typeof logLevels)[number];

export const createLog = (level: LogLevel): Log => {
  const least = logLevels.indexOf(level);
  const load = async () => {
    const { default: pino } = await import("pino");
    return pino({ level, base: { pid: process.pid } }, pino.destination({ dest: 2, sync: true }));
  };
  let logger: ReturnType<typeof load> | undefined;
  const write =
    (name: Exclude<LogLevel, "silent">) =>
    (message: string, detail: object = {}): void => {
      if (logLevels.indexOf(name) < least) return;
      logger ??= load();
      void logger.then((loaded) => loaded[name](detail, message));
    };
  return {
    debug: write("debug"),
    info: write("info"),
    warn: write("warn"),
    error: write("error"),
  };
};
