// A spool's lines, and what the history's two threads say to each other.
import type { HistoryQuery, HistoryResult } from "../../../protocol/history.ts";
import type { Note } from "../../session/notes.ts";

/** A line of a spool. `key`: one life of a session; its cells are counted from 1. */
export type SpoolLine =
  | (Extract<Note, { type: "cell" }> & { key: string; sessionId: string; startedMs: number })
  | (Extract<Note, { type: "end" }> & { key: string })
  | (Extract<Note, { type: "clear" }> & { sessionId: string });

/** `bytes` of the spool are there to be read; with each `epoch` it begins anew. */
export interface Spooled {
  fd: number;
  epoch: number;
  bytes: number;
}

export interface KeeperData {
  directory: string;
  /** The name of this daemon's own spool. */
  spool: string;
}

export type ToKeeper =
  | ({ type: "more" } & Spooled)
  | { type: "query"; id: number; key: string; query: HistoryQuery; spooled?: Spooled }
  | { type: "end" };

export type FromKeeper =
  /** All of that lies in the store. */
  | { type: "stored"; epoch: number; bytes: number }
  /** It could not be stored now; ask again in a while. */
  | { type: "busy" }
  | { type: "answer"; id: number; result: HistoryResult }
  | { type: "refusal"; id: number; reason: string }
  | { type: "warning"; text: string }
  /** Nothing can be stored. */
  | { type: "givenUp"; reason: string };
