// What tells whether a file is still what it was.
import { readFileSync, statSync, type BigIntStats } from "node:fs";

export interface Stamp {
  stats: BigIntStats;
  /**
   * Kept while the file was so young that another write might have left it the same times: then
   * its content decides.
   */
  content: Buffer | undefined;
}

/** The clock of a file system may stand still for as long as this. */
const tickMs = 100;

/** Undefined when there is no such file. */
export function takeStamp(path: string): Stamp | undefined {
  const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
  if (!stats?.isFile()) return undefined;
  const isYoung = Date.now() - Number(stats.mtimeMs) < tickMs;
  return { stats, content: isYoung ? readContent(path) : undefined };
}

export function isUnchanged(path: string, stamp: Stamp | undefined): boolean {
  const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
  if (!stats?.isFile()) return stamp === undefined;
  if (stamp === undefined || !isSameFile(stats, stamp.stats)) return false;
  return stamp.content === undefined || readContent(path)?.equals(stamp.content) === true;
}

function isSameFile(stats: BigIntStats, known: BigIntStats): boolean {
  return (
    stats.mtimeNs === known.mtimeNs &&
    stats.ctimeNs === known.ctimeNs &&
    stats.size === known.size &&
    stats.ino === known.ino
  );
}

function readContent(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined; // gone, or not to be read: whoever loads it will say so
  }
}
