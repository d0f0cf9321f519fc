// A session and its user's history: what it notes, and what is asked about that, by clients and by
// cells. Without a history nothing is kept, and nothing found.
import type { HistoryQuery, HistoryResult } from "../../protocol/history.ts";
import type { SessionAction, SessionEvent } from "./model.ts";
import type { Note } from "./notes.ts";

export interface History {
  note(sessionId: string, note: Note): void;
  /** Rejects with an `RpcError`. */
  query(sessionId: string, incarnation: number, query: HistoryQuery): Promise<HistoryResult>;
}

type Wanted = Extract<SessionAction, { type: "lookUp" }>;
type Found = Extract<SessionEvent, { type: "lookedUp" }>;

export class Chronicle {
  readonly #sessionId: string;
  readonly #history: History | undefined;
  readonly #incarnation: () => number;

  constructor(sessionId: string, history: History | undefined, incarnation: () => number) {
    this.#sessionId = sessionId;
    this.#history = history;
    this.#incarnation = incarnation;
  }

  note(note: Note): void {
    this.#history?.note(this.#sessionId, note);
  }

  async query(query: HistoryQuery): Promise<HistoryResult> {
    const found = await this.#history?.query(this.#sessionId, this.#incarnation(), query);
    return found ?? { entries: [] };
  }

  /** Never rejects: why there is no answer is told, too. */
  async lookUp({ incarnation, id, request }: Wanted): Promise<Found> {
    const found = { type: "lookedUp", incarnation, id } as const;
    try {
      return { ...found, value: await this.query(request.query) };
    } catch (error) {
      return { ...found, error: (error as Error).message };
    }
  }
}
