// What Linux knows of processes: who descends from whom, who is still there, what they hold.
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

interface ProcessInfo {
  pid: number;
  parent: number;
  state: string;
}

function readProcess(pid: number): ProcessInfo | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    // The name in parentheses may hold anything: what follows is read from the last one on.
    const [state = "", parent = ""] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return { pid, parent: Number(parent), state };
  } catch (error) {
    if (["ENOENT", "ESRCH"].includes((error as NodeJS.ErrnoException).code ?? "")) return undefined;
    throw error;
  }
}

/** All that `pid` has started, and what those have started. */
export function findDescendants(pid: number): number[] {
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => readProcess(Number(name)))
    .filter((info) => info !== undefined);
  const found: number[] = [];
  const add = (parent: number): void => {
    for (const info of all) {
      if (info.parent !== parent) continue;
      found.push(info.pid);
      add(info.pid);
    }
  };
  add(pid);
  return found;
}

/** A zombie is gone: it runs nothing, and only waits for its parent to take notice. */
export function isAlive(pid: number): boolean {
  const info = readProcess(pid);
  return info !== undefined && info.state !== "Z";
}

/** Resolves to how long it took until all were gone; throws when it takes longer than `limitMs`. */
export async function untilGone(pids: readonly number[], limitMs: number): Promise<number> {
  const start = performance.now();
  for (;;) {
    const left = pids.filter(isAlive);
    const tookMs = performance.now() - start;
    if (left.length === 0) return tookMs;
    if (tookMs > limitMs) throw new Error(`still there after ${limitMs} ms: ${left.join(", ")}`);
    // Nobody tells of the end of a process that is not one's own child.
    await sleep(10);
  }
}

/** Resolves when `pid` has as many descendants as told; throws when it takes longer than 10 s. */
export async function untilDescendants(pid: number, count: number): Promise<void> {
  const start = performance.now();
  while (findDescendants(pid).length !== count) {
    if (performance.now() - start > 10_000) {
      throw new Error(`${findDescendants(pid).length} processes under ${pid}, not ${count}`);
    }
    await sleep(10);
  }
}

/** Resolves when no thread of `pid` has had anything to do for some looks in a row. */
export async function untilAsleep(pid: number): Promise<void> {
  let [seen, looks] = ["", 0];
  while (looks < 10) {
    const threads = readdirSync(`/proc/${pid}/task`).map(
      (id) => readFileSync(`/proc/${pid}/task/${id}/stat`, "latin1").split(") ").at(-1) ?? "",
    );
    // A thread that only waits for a processor is running, too; what a line holds besides the state
    // is mostly the time it has used.
    const isAsleep = threads.every((line) => line.startsWith("S"));
    looks = isAsleep && seen === threads.join() ? looks + 1 : 0;
    seen = threads.join();
    await sleep(10);
  }
}

/** The most memory that a process has had at once, in MB. */
export function peakMemoryMb(pid: number): number {
  const [, kilobytes] =
    /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kilobytes) / 1024;
}

export function countOpenFiles(pid: number): number {
  return readdirSync(`/proc/${pid}/fd`).length;
}
