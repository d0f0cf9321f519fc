// `awaitd` as a user has it: a process with arguments, what it prints, how it ends.
import { spawn, type ChildProcess } from "node:child_process";
import { launcher, nodes } from "./daemon.ts";

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

export interface Running {
  child: ChildProcess;
  ended: Promise<Ended>;
  /** Resolves as soon as standard output has this in it. */
  printed(text: string): Promise<void>;
}

export interface CommandOptions {
  node?: string;
  cwd?: string;
  input?: string;
  /** Besides what this process has. */
  env?: Record<string, string>;
}

/** Starts `awaitd` with these arguments. */
export function startCommand(args: readonly string[], options: CommandOptions = {}): Running {
  const { node = nodes.node24, cwd, input } = options;
  const env = { ...process.env, ...options.env };
  const child = spawn(node, [launcher, ...args], { cwd, env, stdio: ["pipe", "pipe", "pipe"] });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (part: string) => (stdout += part));
  child.stderr.setEncoding("utf8").on("data", (part: string) => (stderr += part));
  child.stdin.end(input ?? "");
  const { promise: ended, resolve } = Promise.withResolvers<Ended>();
  child.once("close", (code, signal) => resolve({ code, signal, stdout, stderr }));

  async function printed(text: string): Promise<void> {
    const { promise, resolve: found, reject } = Promise.withResolvers<void>();
    const look = (): void => {
      if (stdout.includes(text)) found();
    };
    child.stdout.on("data", look);
    child.once("close", () => reject(new Error(`it ended without ${text}: ${stdout}${stderr}`)));
    look();
    await promise;
    child.stdout.off("data", look);
  }

  return { child, ended, printed };
}

export function runCommand(args: readonly string[], options?: CommandOptions): Promise<Ended> {
  return startCommand(args, options).ended;
}
