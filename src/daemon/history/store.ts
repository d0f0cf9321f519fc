// The database of cells, which several daemons write to. It owns the tables and what is asked of
// them. What is to be done when the file is damaged, `keeper.ts` decides.
import { closeSync, openSync, statSync } from "node:fs";
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import type { HistoryEntry, HistoryQuery, HistoryResult } from "../../../protocol/history.ts";
import type { SpoolLine } from "./records.ts";

const version = 1;
const busyMs = 2000;
/** What one answer may hold. */
const mostEntries = 10_000;
const mostLetters = 16 * 1024 * 1024;
const tailLength = 10;

const setUp = `
  PRAGMA busy_timeout = ${busyMs};
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  -- What a user deletes is to be gone.
  PRAGMA secure_delete = ON;
`;

const tables = `
  CREATE TABLE IF NOT EXISTS sessions (
    session INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    sessionId TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS cells (
    session INTEGER NOT NULL,
    line INTEGER NOT NULL,
    startedMs INTEGER NOT NULL,
    code TEXT NOT NULL,
    status TEXT,
    output TEXT,
    PRIMARY KEY (session, line)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS byTime ON cells (startedMs);
  PRAGMA user_version = ${version};
`;

export class Store {
  readonly #path: string;
  readonly #inode: bigint;
  readonly #database: DatabaseSync;

  /** Makes what is not there. Throws SQLite's errors, and those of the file system. */
  constructor(path: string) {
    this.#path = path;
    // SQLite's own files beside it get the mode of this one.
    closeSync(openSync(path, "a", 0o600));
    this.#inode = statSync(path, { bigint: true }).ino;
    this.#database = new DatabaseSync(path);
    try {
      this.#database.exec(setUp);
      const { user_version: found = 0 } = this.#one("PRAGMA user_version") ?? {};
      if (Number(found) > version) throw new Error(`${path} is of a newer awaitd`);
      this.#check();
      if (found !== version) this.#within(() => this.#database.exec(tables));
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /** Is its file still the one of this name? */
  get isThere(): boolean {
    return statSync(this.#path, { bigint: true, throwIfNoEntry: false })?.ino === this.#inode;
  }

  close(): void {
    this.#database.close();
  }

  /** All or nothing. What is there already stays as it is. */
  add(lines: readonly SpoolLine[]): void {
    this.#within(() => {
      for (const line of joinEnds(lines)) this.#addOne(line);
    });
  }

  find(query: HistoryQuery, key: string): HistoryResult {
    const { where, values, order } = this.#narrow(query, key);
    const most = query.n ?? (query.mode === "tail" ? tailLength : mostEntries + 1);
    const chosen = query.unique
      ? `cells.rowid IN (SELECT rowid FROM (SELECT rowid, row_number()
           OVER (PARTITION BY code ORDER BY ${order}) AS rank FROM cells WHERE ${where})
         WHERE rank = 1)`
      : where;
    const columns = `session, line, code, startedMs, sessionId, status${
      query.output ? ", output" : ""
    }`;
    const rows = this.#database
      .prepare(
        `SELECT ${columns} FROM cells JOIN sessions USING (session)
         WHERE ${chosen} ORDER BY ${order} LIMIT ?`,
      )
      .iterate(...values, most);
    const entries: HistoryEntry[] = [];
    let letters = 0;
    for (const row of rows) {
      const entry = createEntry(row);
      letters += entry.code.length + (entry.output?.length ?? 0);
      const isTooMuch = entries.length === mostEntries || letters > mostLetters;
      if (isTooMuch && entries.length > 0)
        return { entries: entries.toReversed(), truncated: true };
      entries.push(entry);
    }
    return { entries: entries.toReversed() };
  }

  #narrow({ mode, pattern, session = 0, start = 1, stop }: HistoryQuery, key: string) {
    const newest = "startedMs DESC, session DESC, line DESC";
    const values: SQLInputValue[] = [];
    if (mode === "tail") return { where: "true", values, order: newest };
    if (mode === "search") return { where: "code GLOB ?", values: [pattern ?? "*"], order: newest };
    const where = "session = ? AND line >= ? AND line < ?";
    const last = stop ?? Number.MAX_SAFE_INTEGER;
    return { where, values: [this.#number(session, key), start, last], order: "line DESC" };
  }

  /** Of the session that is meant; 0 where there is none. */
  #number(session: number, key: string): number {
    if (session > 0) return session;
    const own = this.#one("SELECT session FROM sessions WHERE key = ?", key)?.["session"];
    if (session === 0) return Number(own ?? 0);
    const before = `SELECT session FROM sessions WHERE session < ?
      ORDER BY session DESC LIMIT 1 OFFSET ?`;
    const found = this.#one(before, Number(own ?? Number.MAX_SAFE_INTEGER), -1 - session);
    return Number(found?.["session"] ?? 0);
  }

  #addOne(line: JoinedLine): void {
    switch (line.type) {
      case "cell":
        this.#run(
          `INSERT INTO sessions (key, sessionId) SELECT ?1, ?2
           WHERE NOT EXISTS (SELECT 1 FROM sessions WHERE key = ?1)`,
          line.key,
          line.sessionId,
        );
        return this.#run(
          `INSERT INTO cells (session, line, startedMs, code, status, output)
           SELECT session, ?, ?, ?, ?, ? FROM sessions WHERE key = ?
           ON CONFLICT DO UPDATE SET status = excluded.status, output = excluded.output
           WHERE excluded.status NOTNULL`,
          line.line,
          line.startedMs,
          line.code,
          line.end?.status ?? null,
          line.end?.output ?? null,
          line.key,
        );
      case "end":
        return this.#run(
          `UPDATE cells SET status = ?, output = ?
           WHERE line = ? AND session = (SELECT session FROM sessions WHERE key = ?)`,
          line.status,
          line.output ?? null,
          line.line,
          line.key,
        );
      case "clear": {
        const { sessionId } = line;
        this.#run(
          "DELETE FROM cells WHERE session IN (SELECT session FROM sessions WHERE sessionId = ?)",
          sessionId,
        );
        return this.#run("DELETE FROM sessions WHERE sessionId = ?", sessionId);
      }
    }
  }

  #run(sql: string, ...values: SQLInputValue[]): void {
    this.#prepare(sql).run(...values);
  }

  #one(sql: string, ...values: SQLInputValue[]) {
    return this.#prepare(sql).get(...values);
  }

  readonly #prepared = new Map<string, ReturnType<DatabaseSync["prepare"]>>();

  #prepare(sql: string): ReturnType<DatabaseSync["prepare"]> {
    const known = this.#prepared.get(sql) ?? this.#database.prepare(sql);
    this.#prepared.set(sql, known);
    return known;
  }

  #within(run: () => void): void {
    this.#database.exec("BEGIN IMMEDIATE");
    try {
      run();
      this.#database.exec("COMMIT");
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
      throw error;
    }
  }

  /** Throws where the file is damaged: SQLite itself may read past that for long. */
  #check(): void {
    const found = this.#one("PRAGMA quick_check(1)")?.["quick_check"];
    if (found !== "ok") throw new DamagedError(String(found));
  }
}

type CellLine = Extract<SpoolLine, { type: "cell" }>;
type EndLine = Extract<SpoolLine, { type: "end" }>;
type JoinedLine = Exclude<SpoolLine, CellLine> | (CellLine & { end?: EndLine });

/** Most cells have ended by the time they are stored: that is one row written, and not twice. */
const joinEnds = (lines: readonly SpoolLine[]): JoinedLine[] => {
  const begun = new Map<string, CellLine & { end?: EndLine }>();
  const joined: JoinedLine[] = [];
  for (const line of lines) {
    if (line.type === "clear") begun.clear();
    const cell = line.type === "end" ? begun.get(`${line.key} ${line.line}`) : undefined;
    if (cell && line.type === "end") cell.end = line;
    else joined.push(line);
    if (line.type === "cell") begun.set(`${line.key} ${line.line}`, line);
  }
  return joined;
};

export class DamagedError extends Error {}

const createEntry = (row: Record<string, unknown>): HistoryEntry => {
  const { status, output, ...rest } = row;
  return {
    ...rest,
    ...(status !== null && { status }),
    ...(typeof output === "string" && { output }),
  } as HistoryEntry;
};
