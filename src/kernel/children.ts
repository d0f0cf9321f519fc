// The processes that cells have started. They are in the kernel's process group, so that none
// outlives it, however it ends; a single command's are told from the others by their parents.
import { execFileSync } from "node:child_process";
import fs from "node:fs";

const clockTicksPerMs = 0.1;

/**
 * Ends the children of this process that were started `sinceMs` after it (0: all of them), by
 * SIGKILL. Used where the main thread waits for one in native code, so that nothing gentler can be
 * tried.
 */
export function endChildren(sinceMs: number): void {
  for (const pid of process.platform === "linux" ? fromProc(sinceMs) : fromPs()) {
    end(pid);
  }
}

function end(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/**
 * Ends the child of this process that was started last, with its own, unless that was before
 * `sinceMs`: the one that a main thread waits for in native code. The others are none of a cell's,
 * for all we know.
 */
export function endYoungestChild(sinceMs: number): void {
  if (process.platform !== "linux") return;
  const own = readStat(process.pid);
  if (!own) return;
  const earliest = earliestTicks(own, sinceMs);
  const [youngest] = listProc()
    .filter(({ parent, startTicks }) => parent === process.pid && startTicks >= earliest)
    .sort((a, b) => b.startTicks - a.startTicks || b.pid - a.pid);
  // What a shell has started holds the pipe that is waited for.
  if (youngest) for (const { pid } of findTree(youngest.pid)) end(pid);
}

/** One process. Its number may be another's later; then it has not started at the same time. */
export interface ProcessStat {
  pid: number;
  parent: number;
  group: number;
  startTicks: number;
  /** It has ended, and nobody has asked for its exit code. */
  isZombie: boolean;
}

/** It, and all that came of it, as far as their parents are still there. */
export function findTree(root: number): ProcessStat[] {
  const all = process.platform === "linux" ? listProc() : listPs();
  const found = all.filter(({ pid }) => pid === root);
  // It grows while it is gone through.
  for (const { pid } of found) found.push(...all.filter(({ parent }) => parent === pid));
  return found;
}

export function isRunning({ pid, startTicks, isZombie }: ProcessStat): boolean {
  if (process.platform === "linux") {
    const now = readStat(pid);
    return now !== undefined && !now.isZombie && now.startTicks === startTicks;
  }
  return !isZombie && listPs().some((each) => each.pid === pid && !each.isZombie);
}

/**
 * Fields 3, 4, 5 and 22 of /proc/PID/stat (proc(5)); the name before them may hold blanks and
 * brackets.
 */
function readStat(pid: number): ProcessStat | undefined {
  let text: string;
  try {
    text = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    return undefined; // it has ended meanwhile
  }
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return {
    pid,
    parent: Number(fields[1]),
    group: Number(fields[2]),
    startTicks: Number(fields[19]),
    isZombie: fields[0] === "Z",
  };
}

function fromProc(sinceMs: number): number[] {
  const own = readStat(process.pid);
  if (!own) return [];
  const earliest = earliestTicks(own, sinceMs);
  return listProc()
    .filter(
      ({ pid, group, startTicks }) =>
        group === own.group && pid !== own.pid && startTicks >= earliest,
    )
    .map(({ pid }) => pid);
}

const earliestTicks = ({ startTicks }: ProcessStat, sinceMs: number): number =>
  startTicks + Math.floor(sinceMs * clockTicksPerMs) - 2;

function listProc(): ProcessStat[] {
  return fs
    .readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readStat(Number(name)) ?? []);
}

function fromPs(): number[] {
  return listPs()
    .filter(({ pid, group }) => group === process.pid && pid !== process.pid)
    .map(({ pid }) => pid);
}

/** When each has started, it does not say in a form to be compared. */
function listPs(): ProcessStat[] {
  const rows = execFileSync("ps", ["-A", "-o", "pid=,ppid=,pgid=,stat="], { encoding: "utf8" });
  return rows.split("\n").flatMap((row) => {
    const [pid, parent, group, state] = row.trim().split(/\s+/);
    if (!pid || !state) return [];
    const isZombie = state.startsWith("Z");
    return {
      pid: Number(pid),
      parent: Number(parent),
      group: Number(group),
      startTicks: 0,
      isZombie,
    };
  });
}
