// One child process of a magic: what it prints becomes output as it comes, its input is what it is
// given and then at its end, and an interrupt ends it with all that it has started. It stays in
// the kernel's process group: whatever becomes of the kernel, nothing of it is left behind.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { constants } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { findTree, isRunning, type ProcessStat } from "../children.ts";
import type { KernelAccess, MagicContext } from "./magic.ts";

export interface Command {
  /** A program, or a whole line for the shell. */
  run: string | readonly [program: string, ...args: string[]];
  input?: string | undefined;
  /** The working directory, if another than the process's. */
  cwd?: string;
  onStdout(text: string): void;
  onStderr(text: string): void;
}

/** How long it may take to end by itself after an interrupt. */
const graceMs = 500;
const lookMs = 10;
/** Where others hold its output open, how long that may be quiet before it counts as over. */
const quietMs = 100;

/**
 * The exit code; of one that a signal has ended, the signal's number, negative. It is a global of
 * the session too, `_exit_code`. Throws where the program can't be started.
 */
export async function runCommand(command: Command, context: MagicContext): Promise<number> {
  const { signal, kernel } = context;
  signal.throwIfAborted();
  const child = start(command);
  const finished = finish(child, command).then((code) => {
    setExitCode(kernel, code);
    return code;
  });
  const end = async (): Promise<void> => {
    await endTree(child);
    await Promise.allSettled([finished]);
  };
  let ending: Promise<void> | undefined;
  const onAbort = (): void => context.delayEnd((ending = end()));
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    const code = await finished;
    await ending;
    signal.throwIfAborted();
    return code;
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}

function start({ run, input, cwd }: Command): ChildProcess {
  const stdio = [input === undefined ? "ignore" : "pipe", "pipe", "pipe"] as const;
  const options = { stdio: [...stdio], windowsHide: true, ...(cwd !== undefined && { cwd }) };
  const child =
    typeof run === "string"
      ? spawn(run, { ...options, shell: true })
      : spawn(run[0], run.slice(1), options);
  // It may end without having read it all.
  child.stdin?.on("error", () => {});
  child.stdin?.end(input);
  return child;
}

function finish(child: ChildProcess, { run, onStdout, onStderr }: Command): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  let ended: number | undefined;
  let quiet: NodeJS.Timeout | undefined;
  const look = (): void => {
    if (ended === undefined) return;
    clearTimeout(quiet);
    quiet = setTimeout(resolve, quietMs, ended);
  };
  const listen = (stream: ChildProcess["stdout"], tell: (text: string) => void): void => {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      tell(text);
      look();
    });
  };
  listen(child.stdout, onStdout);
  listen(child.stderr, onStderr);
  child.on("error", (error: NodeJS.ErrnoException) => {
    const program = typeof run === "string" ? "the shell" : run[0];
    const why = error.code === "ENOENT" ? "there is no such program" : error.message;
    reject(new Error(`can't start ${program}: ${why}`));
  });
  child.on("exit", (code, name) => {
    ended = code ?? -(name === null ? 1 : constants.signals[name]);
    look();
  });
  child.on("close", () => {
    clearTimeout(quiet);
    if (ended !== undefined) resolve(ended);
  });
  return promise;
}

/** Asks it and all that it has started, as Ctrl+C does in a terminal; then ends what is left. */
async function endTree(child: ChildProcess): Promise<void> {
  const { pid } = child;
  if (pid === undefined) return;
  const exited = child.exitCode ?? child.signalCode ?? once(child, "exit");
  if (process.platform === "win32") {
    spawn("taskkill", ["/pid", String(pid), "/T", "/F"], { windowsHide: true, stdio: "ignore" });
    return;
  }
  const tree = findTree(pid);
  for (const each of tree) signalProcess(each, "SIGINT");
  const until = performance.now() + graceMs;
  while (tree.some(isRunning) && performance.now() < until) await sleep(lookMs);
  for (const each of [...tree, ...findTree(pid)]) signalProcess(each, "SIGKILL");
  await exited;
}

function signalProcess(found: ProcessStat, name: NodeJS.Signals): void {
  if (!isRunning(found)) return;
  try {
    process.kill(found.pid, name);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "ESRCH" && code !== "EPERM") throw error;
  }
}

function setExitCode({ globals }: KernelAccess, value: number): void {
  Object.defineProperty(globals, "_exit_code", {
    configurable: true,
    enumerable: false,
    writable: true,
    value,
  });
}
