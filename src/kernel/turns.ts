// Whether the system has let the main thread run: on a busy machine it may be ready and wait for a
// processor for as long as a loop would keep it busy. Linux tells; elsewhere time alone counts.
import fs from "node:fs";

const nanosecondsPerMs = 1e6;

export class Turns {
  #ranMs = 0;

  /** From now on its turns count. */
  mark(): void {
    this.#ranMs = readRanMs() ?? 0;
  }

  /** Has it run for so long since then? Or does it sleep, so that no turn would help it? */
  hasHad(ms: number): boolean {
    const ranMs = readRanMs();
    return ranMs === undefined || ranMs - this.#ranMs >= ms || isAsleep();
  }
}

const task = `/proc/self/task/${process.pid}`;

/** The first field of schedstat: nanoseconds on a processor. */
function readRanMs(): number | undefined {
  const text = readTask("schedstat");
  return text === undefined ? undefined : Number(text.split(" ", 1)[0]) / nanosecondsPerMs;
}

/** The state, behind a name that may hold blanks and brackets, is S (proc_pid_stat(5)). */
const isAsleep = (): boolean => readTask("stat")?.split(") ").at(-1)?.startsWith("S") ?? true;

function readTask(file: string): string | undefined {
  if (process.platform !== "linux") return undefined;
  try {
    return fs.readFileSync(`${task}/${file}`, "utf8");
  } catch {
    return undefined; // a kernel that is built without it, or a sandbox that hides it
  }
}
