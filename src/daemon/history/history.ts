// The history of a user's cells, over all sessions and daemons. A note is written to a spool before
// the client has its answer, so that no end of the process loses it; a thread of its own, the
// keeper, brings what is spooled to the store, and answers what is asked. Nothing of this is begun
// before a first cell was run, and nothing here waits for a disk or for another daemon.
import { Worker } from "node:worker_threads";
import { RpcError } from "../../../protocol/errors.ts";
import type { HistoryQuery, HistoryResult } from "../../../protocol/history.ts";
import type { History } from "../../session/chronicle.ts";
import type { Note } from "../../session/notes.ts";
import { createDeferred, type Deferred } from "../../std/deferred.ts";
import { createId } from "../../std/id.ts";
import type { Log } from "../../std/log.ts";
import { settleWithin } from "../../std/timeout.ts";
import type { FromKeeper, KeeperData, SpoolLine, ToKeeper } from "./records.ts";
import { Spool } from "./spool.ts";

export interface HistorySetup {
  /** Where it is kept; none where a process has no home. */
  directory: string | undefined;
  /** The keeper's program. */
  keeper: string;
  log: Log;
}

/** The keeper begins when the first cells have their answers: it shares their processors. */
const firstRestMs = 1000;
/** It waits until no cells come for so long, … */
const restMs = 100;
/** … but not for ever. */
const mostRestMs = 5000;
const mostSpooledBytes = 4 * 1024 * 1024;
const busyRestMs = 1000;
const lastWordsMs = 500;

export class UserHistory implements History {
  readonly #setup: HistorySetup;
  readonly #name = `${process.pid}-${createId()}.jsonl`;
  readonly #asked = new Map<number, Deferred<HistoryResult>>();
  #lines: string[] = [];
  #spool: Spool | undefined;
  #keeper: Worker | undefined;
  #rest: NodeJS.Timeout | undefined;
  #restMs = firstRestMs;
  #spooledAt = 0;
  /** The keeper was told of more, and has not said that it is stored. */
  #isStoring = false;
  /** Why nothing is kept. */
  #problem: string | undefined;
  #lastId = 0;

  constructor(setup: HistorySetup) {
    this.#setup = setup;
    if (setup.directory === undefined) this.#problem = "this process has no home directory";
  }

  note(sessionId: string, note: Note): void {
    if (this.#problem !== undefined) return;
    // Many cells may end in one turn. An answer takes a microtask more to leave.
    if (this.#lines.length === 0) queueMicrotask(() => this.#write());
    this.#lines.push(JSON.stringify(createLine(sessionId, note)));
  }

  async query(sessionId: string, incarnation: number, query: HistoryQuery): Promise<HistoryResult> {
    this.#write();
    const { directory } = this.#setup;
    if (directory === undefined) throw refuse(this.#problem!);
    const id = (this.#lastId += 1);
    const answer = createDeferred<HistoryResult>();
    this.#asked.set(id, answer);
    const key = createKey(sessionId, incarnation);
    const spooled = this.#spool?.spooled;
    this.#tell(directory, { type: "query", id, key, query, ...(spooled && { spooled }) });
    return answer.promise;
  }

  /** What is spooled is stored if that is done soon; otherwise the next daemon does it. */
  async close(): Promise<void> {
    this.#write();
    clearTimeout(this.#rest);
    this.#problem ??= "the daemon ends";
    const keeper = this.#keeper;
    if (keeper) {
      const { promise: ended, resolve } = Promise.withResolvers<void>();
      keeper.once("exit", resolve);
      keeper.ref();
      this.#store();
      keeper.postMessage({ type: "end" } satisfies ToKeeper);
      await settleWithin(lastWordsMs, ended, undefined);
      await keeper.terminate();
    }
    this.#spool?.close();
    this.#spool = undefined;
  }

  #write(): void {
    if (this.#lines.length === 0) return;
    const text = `${this.#lines.join("\n")}\n`;
    this.#lines = [];
    try {
      this.#spool ??= new Spool(this.#setup.directory!, this.#name);
      this.#spool.append(text);
    } catch (error) {
      return this.#giveUp((error as Error).message);
    }
    this.#spooledAt = performance.now();
    this.#storeIn(this.#restMs);
  }

  #storeIn(ms: number, since = performance.now()): void {
    this.#rest ??= setTimeout(() => {
      this.#rest = undefined;
      const now = performance.now();
      const isDue =
        now - since >= mostRestMs || (this.#spool?.spooled.bytes ?? 0) >= mostSpooledBytes;
      const leftMs = this.#spooledAt + this.#restMs - now;
      if (leftMs > 0 && !isDue) this.#storeIn(leftMs, since);
      else this.#store();
    }, ms).unref();
  }

  #store(): void {
    if (this.#isStoring || !this.#spool || this.#spool.isEmpty) return;
    this.#isStoring = true;
    this.#tell(this.#setup.directory!, { type: "more", ...this.#spool.spooled });
  }

  #tell(directory: string, message: ToKeeper): void {
    this.#keeper ??= this.#start({ directory, spool: this.#name });
    this.#keeper.postMessage(message);
  }

  #start(workerData: KeeperData): Worker {
    const keeper = new Worker(this.#setup.keeper, {
      name: "awaitd history",
      workerData,
      // Before Node 25 its SQLite is an experiment that says so.
      execArgv: ["--disable-warning=ExperimentalWarning"],
      trackUnmanagedFds: false,
    });
    keeper.on("message", (message: FromKeeper) => this.#take(message));
    keeper.on("error", (error) => this.#lose((error as Error).message));
    keeper.unref();
    this.#restMs = restMs;
    return keeper;
  }

  #take(message: FromKeeper): void {
    switch (message.type) {
      case "stored":
        this.#isStoring = false;
        this.#spool?.forget(message);
        if (this.#spool?.isEmpty === false) this.#storeIn(restMs);
        return;
      case "busy":
        this.#isStoring = false;
        return this.#storeIn(busyRestMs);
      case "answer":
        return this.#settle(message.id)?.resolve(message.result);
      case "refusal":
        return this.#settle(message.id)?.reject(refuse(message.reason));
      case "warning":
        return this.#setup.log.warn(message.text);
      case "givenUp":
        return this.#giveUp(message.reason);
    }
  }

  #settle(id: number): Deferred<HistoryResult> | undefined {
    const asked = this.#asked.get(id);
    this.#asked.delete(id);
    return asked;
  }

  /** The thread has ended; what it was asked has no answer. */
  #lose(reason: string): void {
    this.#keeper = undefined;
    for (const id of this.#asked.keys()) this.#settle(id)?.reject(refuse(reason));
    this.#giveUp(reason);
  }

  /** Cells run on without a history. What is spooled stays for a daemon that can store it. */
  #giveUp(reason: string): void {
    if (this.#problem !== undefined) return;
    this.#problem = reason;
    this.#setup.log.warn(`no history is kept: ${reason}`);
  }
}

const createKey = (sessionId: string, incarnation: number): string => `${sessionId}#${incarnation}`;

const createLine = (sessionId: string, note: Note): SpoolLine => {
  if (note.type === "clear") return { ...note, sessionId };
  const key = createKey(sessionId, note.incarnation);
  return note.type === "end"
    ? { ...note, key }
    : { ...note, key, sessionId, startedMs: Date.now() };
};

const refuse = (reason: string): RpcError =>
  new RpcError("InternalError", `The history can't be read: ${reason}`);
