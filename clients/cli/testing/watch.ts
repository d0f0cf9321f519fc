// Waits until something changes in a folder of the files, or in what they stand beside.
import { watch as watchFolder, type FSWatcher } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";

/** One save is several changes: editors write beside a file and move, or empty it first. */
const settleMs = 50;

/** What cells may be made of; a report or a log is not. */
const source = /\.(?:[cm]?[jt]sx?|json|md|markdown|ipynb|cells)$/i;

/**
 * Resolves when there was a change; false when `signal` was aborted first. `isChanged`: has there
 * been one already, before anybody watched?
 */
export async function waitForChange(
  folders: readonly string[],
  signal: AbortSignal,
  isChanged: () => boolean,
): Promise<boolean> {
  const { promise, resolve, reject } = Promise.withResolvers<boolean>();
  const onAbort = (): void => resolve(false);
  signal.addEventListener("abort", onAbort);
  if (signal.aborted) onAbort();
  const watchers = [...new Set(folders)].map((folder): FSWatcher => {
    const watcher = watchFolder(folder, (_event, name) => {
      if (name === null || source.test(name)) resolve(true);
    });
    return watcher.on("error", reject);
  });
  try {
    if (!signal.aborted && isChanged()) resolve(true);
    const hasChanged = await promise;
    if (hasChanged) await wait(settleMs);
    return hasChanged;
  } finally {
    for (const watcher of watchers) watcher.close();
    signal.removeEventListener("abort", onAbort);
  }
}
