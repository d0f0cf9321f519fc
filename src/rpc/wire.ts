// The way out that a transport gives a connection.

/** Why a wire is closed: `done` by agreement, the others after an error answer. */
export type CloseReason = "done" | "broken" | "tooLarge" | "binary" | "unauthorized";

/**
 * What a transport gives: a way out for whole messages. None of it throws, whatever became of the
 * peer.
 */
export interface Wire {
  send(texts: readonly string[]): void;
  /** Bytes handed to `send` that the operating system has not taken yet. */
  readonly backlogBytes: number;
  /** Stops, or goes on, handing in messages. */
  pause(): void;
  resume(): void;
  /** Closes once all is sent; `Connection.ended` is to be called then. */
  end(reason: CloseReason): void;
}
