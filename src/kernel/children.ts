// The processes that cells have started. They are in the kernel's process group.
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
    try {
      process.kill(pid, "SIGKILL");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  }
}

interface ProcessStat {
  group: number;
  startTicks: number;
}

/**
 * Fields 5 and 22 of /proc/PID/stat (proc(5)); the name before them may hold blanks and brackets.
 */
function readStat(pid: number | string): ProcessStat | undefined {
  let text: string;
  try {
    text = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    return undefined; // it has ended meanwhile
  }
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return { group: Number(fields[2]), startTicks: Number(fields[19]) };
}

function fromProc(sinceMs: number): number[] {
  const own = readStat(process.pid);
  if (!own) return [];
  const earliest = own.startTicks + Math.floor(sinceMs * clockTicksPerMs) - 2;
  const found: number[] = [];
  for (const name of fs.readdirSync("/proc")) {
    const pid = Number(name);
    if (!Number.isInteger(pid) || pid === process.pid) continue;
    const stat = readStat(pid);
    if (stat?.group === process.pid && stat.startTicks >= earliest) found.push(pid);
  }
  return found;
}

function fromPs(): number[] {
  const rows = execFileSync("ps", ["-A", "-o", "pid=,pgid="], { encoding: "utf8" }).split("\n");
  return rows
    .map((row) => row.trim().split(/\s+/).map(Number))
    .filter(([pid, group]) => group === process.pid && pid !== process.pid)
    .map(([pid]) => pid!);
}
