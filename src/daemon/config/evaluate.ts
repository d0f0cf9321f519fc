// A config module is the user's code: it runs in a process of its own, which says what the module
// exports and ends.
import { spawn } from "node:child_process";
import type { Readable } from "node:stream";
import type { Evaluation } from "../../../protocol/evaluation.ts";
import { killGroup } from "../../host/spawn.ts";

export interface EvaluateOptions {
  /** The file that starts the programs of `dist/` (src/load.cjs), and the Node that runs it. */
  entry: string;
  nodePath: string;
  cwd: string;
  /** Besides what this process has. */
  env: Record<string, string>;
  signal: AbortSignal;
  timeoutMs?: number;
}

const defaultTimeoutMs = 10_000;
const maxAnswerBytes = 1024 * 1024;
const shownErrorBytes = 4 * 1024;

export const evaluate = (file: string, options: EvaluateOptions): Promise<Evaluation> => {
  const { entry, nodePath, cwd, env, signal, timeoutMs = defaultTimeoutMs } = options;
  const { promise, resolve } = Promise.withResolvers<Evaluation>();
  const child = spawn(nodePath, ["--disable-warning=ExperimentalWarning", entry, "config", file], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ["ignore", "ignore", "pipe", "pipe"],
    detached: true,
    windowsHide: true,
  });
  let reason: string | undefined;
  const stop = (why: string): void => {
    reason ??= why;
    // What it has started ends with it.
    if (child.pid !== undefined) killGroup(child.pid);
  };
  const timer = setTimeout(() => stop(`it took longer than ${timeoutMs} ms`), timeoutMs);
  const onAbort = (): void => stop("the daemon ended");
  signal.addEventListener("abort", onAbort, { once: true });
  const errors = collect(child.stdio[2] as Readable, shownErrorBytes, () => undefined);
  const answer = collect(child.stdio[3] as Readable, maxAnswerBytes, () =>
    stop(`it exports more than ${maxAnswerBytes} bytes`),
  );
  child.on("error", (error) => (reason ??= `no process for it: ${error.message}`));
  child.on("exit", () => {
    if (child.pid !== undefined) killGroup(child.pid);
  });
  child.on("close", (code, killed) => {
    clearTimeout(timer);
    signal.removeEventListener("abort", onAbort);
    const how = killed ? `signal ${killed}` : `exit code ${code}`;
    const text = answer.text;
    if (reason === undefined && text.endsWith("\n")) resolve(JSON.parse(text) as Evaluation);
    else resolve(fail(reason ?? `its process ended before it was read (${how})`, errors.text));
  });
  return promise;
};

const fail = (message: string, printed: string): Evaluation => {
  const details = printed.trim();
  return { failure: { message, stack: details === "" ? message : `${message}\n${details}` } };
};

/** The text that came, of its first bytes. */
const collect = (stream: Readable, maxBytes: number, onTooMuch: () => void): { text: string } => {
  const collected = { text: "" };
  stream.setEncoding("utf8").on("data", (part: string) => {
    if (collected.text.length + part.length > maxBytes) onTooMuch();
    else collected.text += part;
  });
  // The end of the process tells all there is to tell.
  stream.on("error", () => {});
  return collected;
};
