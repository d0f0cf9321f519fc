// What the kernel says of processes: who descends from whom, and what memory each has.
import { readFileSync, readdirSync } from "node:fs";

const megabyte = 1024;

interface Memory {
  privateMb: number;
  residentMb: number;
}

export function readMemory(pid: number): Memory {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
  const sum = (field: string): number =>
    Array.from(text.matchAll(new RegExp(`^${field}: +(\\d+) kB`, "gm")), ([, kilobytes]) =>
      Number(kilobytes),
    ).reduce((total, kilobytes) => total + kilobytes, 0);
  return {
    privateMb: (sum("Private_Clean") + sum("Private_Dirty")) / megabyte,
    residentMb: sum("Rss") / megabyte,
  };
}

export function findChildren(pid: number): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((candidate) => readParent(candidate) === pid);
}

function readParent(pid: number): number | undefined {
  try {
    // The name, in parentheses, may hold anything; the parent is the second field behind it.
    return Number(readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ")[1]);
  } catch (error) {
    if (["ENOENT", "ESRCH"].includes((error as NodeJS.ErrnoException).code ?? "")) return undefined;
    throw error;
  }
}
