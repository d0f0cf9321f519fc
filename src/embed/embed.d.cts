/** How the session that a program has opened can be reached. */
export interface Listening {
  /** `ws://127.0.0.1:PORT/rpc`, or `unix:PATH`. */
  url: string;
  /** What a client on a WebSocket shows; a unix socket asks for none. */
  token: string;
  sessionId: string;
  /** Of the daemon's process, which ends with the session. */
  pid: number;
}

export interface EmbedOptions {
  /**
   * The names that cells find, with the values of the object's own enumerable properties. They are
   * the properties: what a cell assigns the object has, and what the program assigns the cell sees.
   */
  context?: object;
  /** What clients see the session called. */
  name?: string;
  /** `ws://127.0.0.1:PORT` (0: any free port, which is the default) or `unix:PATH`. */
  listen?: string;
  /** A line on the program's standard error that says how to connect; `true` unless told. */
  banner?: boolean;
  onListening?: (listening: Listening) => void;
  /** Ends the session when it is aborted. */
  signal?: AbortSignal;
}

/**
 * Opens a session inside of the running program, on its own event loop. Resolves when a client has
 * closed the session, a cell has called `leave()`, or the signal was aborted; all is then as it was
 * before. Rejects when no session could be opened, or when it was lost.
 */
export function embed(options?: EmbedOptions): Promise<void>;
