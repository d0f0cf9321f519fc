// The history's own thread (`dist/history.cjs`): it brings what is spooled to the store, also what
// daemons have left that are no more, and answers questions from there. A store that is damaged or
// lost is replaced; nothing of what daemons say is lost by that.
import { existsSync, readdirSync, readFileSync, readSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import type { FromKeeper, KeeperData, Spooled, SpoolLine, ToKeeper } from "./records.ts";
import { spoolFolder } from "./spool.ts";
import { DamagedError, Store } from "./store.ts";

const { directory, spool } = workerData as KeeperData;
const port = parentPort!;
const path = join(directory, "history.sqlite");
/** https://www.sqlite.org/rescode.html: busy, locked; corrupt, no database. */
const busyCodes = [5, 6];
const damageCodes = [11, 26];
let store: Store | undefined;
let hasAdopted = false;
/** How far the own spool was read. */
let read = { epoch: 0, bytes: 0 };

const say = (message: FromKeeper): void => port.postMessage(message);

const isOf = (codes: readonly number[], error: unknown): boolean =>
  codes.includes(Number((error as { errcode?: number }).errcode) & 0xff);

/** Runs it with the store as it is now on disk, or with a new one. */
const withStore = <T>(run: (opened: Store) => T): T => {
  try {
    return run(openStore());
  } catch (error) {
    const isDamaged = error instanceof DamagedError || isOf(damageCodes, error);
    if (!isDamaged) throw error;
    replaceDamaged((error as Error).message);
    return run(openStore());
  }
};

const openStore = (): Store => {
  if (store && !store.isThere) {
    closeStore();
    say({ type: "warning", text: `the history ${path} is gone; a new one is begun` });
  }
  store ??= new Store(path);
  if (!hasAdopted) adopt(store);
  hasAdopted = true;
  return store;
};

const closeStore = (): void => {
  store?.close();
  store = undefined;
};

/** Not where another daemon has done it already. */
const replaceDamaged = (problem: string): void => {
  const isOurs = store?.isThere !== false;
  closeStore();
  if (!isOurs) return;
  const aside = `${path}.damaged-${new Date().toISOString().replace(/[:.]/g, "-")}`;
  renameIfThere(path, aside);
  renameIfThere(`${path}-wal`, `${aside}-wal`);
  rmSync(`${path}-shm`, { force: true });
  const text = `the history ${path} is damaged (${problem}): it is set aside as ${aside}`;
  say({ type: "warning", text });
};

const renameIfThere = (from: string, to: string): void => {
  try {
    renameSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
};

/** Stores what daemons have left that were killed, or that ended before it was stored. */
const adopt = (opened: Store): void => {
  for (const name of listSpools()) {
    if (name === spool || isAlive(Number.parseInt(name, 10))) continue;
    const file = join(spoolFolder(directory), name);
    const text = readIfThere(file);
    if (text === undefined) continue;
    opened.add(parseLines(text));
    rmSync(file, { force: true });
  }
};

const listSpools = (): string[] => {
  try {
    return readdirSync(spoolFolder(directory)).filter((name) => name.endsWith(".jsonl"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
};

/** Another daemon may have stored it meanwhile. */
const readIfThere = (file: string): string | undefined => {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
};

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
};

/** A process that was killed, or a disk that was full, may leave half a line. */
const parseLines = (text: string): SpoolLine[] =>
  text.split("\n").flatMap((line) => {
    if (line === "") return [];
    try {
      return [JSON.parse(line) as SpoolLine];
    } catch {
      return [];
    }
  });

/** What is new in the own spool. */
const absorb = ({ fd, epoch, bytes }: Spooled): void => {
  if (epoch !== read.epoch) read = { epoch, bytes: 0 };
  if (bytes <= read.bytes) return;
  const buffer = Buffer.alloc(bytes - read.bytes);
  readSync(fd, buffer, 0, buffer.length, read.bytes);
  const lines = parseLines(buffer.toString());
  withStore((opened) => opened.add(lines));
  read = { epoch, bytes };
};

const take = (message: ToKeeper): void => {
  if (message.type === "end") {
    closeStore();
    port.close();
    return;
  }
  if (message.type === "more") {
    absorb(message);
    say({ type: "stored", epoch: message.epoch, bytes: message.bytes });
    return;
  }
  const { id, key, query, spooled } = message;
  if (spooled) absorb(spooled);
  // To ask is no reason to begin one.
  const result = existsSync(directory)
    ? withStore((opened) => opened.find(query, key))
    : { entries: [] };
  say({ type: "answer", id, result });
};

port.on("message", (message: ToKeeper) => {
  try {
    take(message);
  } catch (error) {
    const reason = (error as Error).message;
    if (message.type === "query") say({ type: "refusal", id: message.id, reason });
    else if (isOf(busyCodes, error)) say({ type: "busy" });
    else say({ type: "givenUp", reason });
  }
});
