// What has changed among the files that cells may import, for a server that does not watch them: a
// bounded look at a session's directory from time to time, and at when packages were installed.
// What can't be read is as if it were not there.
import { readdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

/** As the server is told; `type` as the Language Server Protocol numbers it. */
export interface FileChange {
  uri: string;
  type: 1 | 2 | 3;
}

/** A session may work in a home directory, or in the root. */
const maxFiles = 2_000;
const maxDirectories = 200;
const isSource = /\.(?:[cm]?[jt]sx?|json)$/;

export class Changes {
  readonly #directory: string;
  #seen: Promise<ReadonlyMap<string, number>>;
  #lookedMs = performance.now();

  /** What there is from now on. */
  constructor(directory: string) {
    this.#directory = directory;
    this.#seen = look(directory);
  }

  /** Since it was asked last; empty where that was within `pauseMs`. */
  async find(pauseMs: number): Promise<FileChange[]> {
    if (performance.now() - this.#lookedMs < pauseMs) return [];
    this.#lookedMs = performance.now();
    const before = this.#seen;
    this.#seen = look(this.#directory);
    return compare(await before, await this.#seen);
  }
}

function compare(
  before: ReadonlyMap<string, number>,
  now: ReadonlyMap<string, number>,
): FileChange[] {
  const changes: FileChange[] = [];
  const add = (path: string, type: FileChange["type"]): void =>
    void changes.push({ uri: pathToFileURL(path).href, type });
  for (const [path, time] of now) {
    const earlier = before.get(path);
    if (earlier === undefined) add(path, 1);
    else if (earlier !== time) add(path, 2);
  }
  for (const path of before.keys()) if (!now.has(path)) add(path, 3);
  return changes;
}

/** Path → when it was changed last. */
async function look(directory: string): Promise<ReadonlyMap<string, number>> {
  const times = new Map<string, number>();
  await Promise.all([lookInto(directory, times), lookAtPackages(directory, times)]);
  return times;
}

/** Those that are nearer first. */
async function lookInto(start: string, times: Map<string, number>): Promise<void> {
  const directories = [start];
  const noted: Promise<void>[] = [];
  for (const directory of directories) {
    for (const entry of await readdir(directory, { withFileTypes: true }).catch(() => [])) {
      if (entry.name.startsWith(".") || entry.name === "node_modules") continue;
      const path = join(directory, entry.name);
      if (entry.isDirectory() && directories.length < maxDirectories) directories.push(path);
      if (!entry.isFile() || !isSource.test(entry.name) || noted.length >= maxFiles) continue;
      noted.push(note(path, path, times));
    }
  }
  await Promise.all(noted);
}

/** npm writes this file whenever it has changed anything. */
async function lookAtPackages(directory: string, times: Map<string, number>): Promise<void> {
  const packages = join(directory, "node_modules");
  await note(packages, packages, times);
  await note(join(packages, ".package-lock.json"), packages, times);
  if (dirname(directory) !== directory) await lookAtPackages(dirname(directory), times);
}

/** Under the name of `as`, the latest of several. */
async function note(path: string, as: string, times: Map<string, number>): Promise<void> {
  const found = await stat(path).catch(() => undefined); // not there, or not any more
  if (found) times.set(as, Math.max(found.mtimeMs, times.get(as) ?? 0));
}
