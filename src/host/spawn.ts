// One kernel process: the command line, the pipes, the process group.
import { spawn, type ChildProcess } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import type { Socket } from "node:net";

export interface SpawnOptions {
  /** The file that starts the kernel's program (src/load.cjs). */
  entry: string;
  nodePath: string;
  env?: Record<string, string> | undefined;
  memoryMb?: number | undefined;
}

export interface KernelPipes {
  child: ChildProcess;
  /** Straight to the main thread: the first commands, and what finds the kernel idle. */
  lane: Writable;
  /** Everything else, both ways. */
  pipe: Socket;
  /** What native code and child processes write to fd 1 and 2. */
  stdout: Readable;
  stderr: Readable;
}

/**
 * Starts a kernel in a process group of its own, so that what its cells start can be ended with it.
 */
export function spawnKernel({ entry, nodePath, env, memoryMb }: SpawnOptions): KernelPipes {
  // Without the first flag, stopping a loop inside a timer aborts the process (DESIGN, mechanisms).
  // The second keeps to ourselves that a cell's `import()` rests on an experimental option.
  const flags = ["--no-force-async-hooks-checks", "--disable-warning=ExperimentalWarning"];
  if (memoryMb !== undefined) flags.push(`--max-old-space-size=${memoryMb}`);
  const child = spawn(nodePath, [...flags, entry, "kernel"], {
    stdio: ["ignore", "pipe", "pipe", "pipe", "pipe"],
    env: env ? { ...process.env, ...env } : process.env,
    detached: true,
    windowsHide: true,
  });
  const [, stdout, stderr, lane, pipe] = child.stdio;
  return {
    child,
    lane: lane as Writable,
    pipe: pipe as Socket,
    stdout: stdout as Readable,
    stderr: stderr as Readable,
  };
}

/** Ends a kernel and everything in its process group, at once. */
export function killGroup(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
