// `--stdio`: one client, at the two ends that the process was started with. Takes standard output
// over, so that whatever else in this process prints lands on standard error and never between
// two frames.
import { Console } from "node:console";
import type { Writable } from "node:stream";
import { serveFramed } from "./framed.ts";
import type { TransportOptions } from "./transport.ts";

/** The real standard output, which nothing else can reach by its name from now on. */
const takeOverStdout = (): Writable => {
  const stdout = process.stdout;
  const { stderr } = process;
  Object.defineProperty(process, "stdout", { value: stderr, configurable: true, enumerable: true });
  globalThis.console = new Console({ stdout: stderr, stderr });
  return stdout;
};

/** The signal is aborted when the client has gone: its input ended, or nobody reads any more. */
export const serveStdio = (options: TransportOptions): AbortSignal =>
  serveFramed(process.stdin, takeOverStdout(), { transport: "stdio", authorized: true }, options);
