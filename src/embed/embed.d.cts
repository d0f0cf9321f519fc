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
  /** Are its cells kept in the user's history? `true` unless told. */
  history?: boolean;
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

/** What a config file may hold: `export default defineConfig({ … })`. */
export interface Config {
  /** Ignored; for editors of JSON. */
  $schema?: string;
  languageId?: "typescript" | "javascript";
  autoawait?: boolean;
  /** What brings asynchronous cells to their end: a name, or `module#export`. */
  runner?: string;
  loopPolicy?: "persistent" | "perCell";
  /** Are cells kept in the user's history? */
  history?: boolean;
  limits?: {
    /** Heap of the kernel, MiB. */
    memoryMb?: number;
    /** Deadline of every cell that brings none. */
    cellTimeoutMs?: number;
    /** UTF-8 bytes of stream text; the rest is dropped and said so. */
    outputBytesPerCell?: number;
    /** How long a session without a client lives on. */
    idleTtlMs?: number;
  };
  /** Modules with an export `load(awaitd)`, from the file's directory. */
  extensions?: string[];
  /** Name → what it does, or `module#export` from the file's directory. */
  magics?: Record<string, string | MagicFunction>;
  /** Cells, and functions that are called, before the first cell of a session. */
  startup?: (string | ((awaitd: Awaitd) => unknown))[];
}

/** Gives back what it is given: for the types. */
export function defineConfig(config: Config): Config;

/** The session's global `awaitd`, which extensions and startup functions are handed. */
export interface Awaitd {
  /** Assigning one holds from the next cell on. */
  readonly settings: {
    autoawait: boolean;
    runner: string;
    loopPolicy: "persistent" | "perCell";
    readonly languageId: "typescript" | "javascript";
  };
  /** Functions that are given a cell's text and return another, in their order. */
  readonly inputTransforms: ((code: string) => string)[];
  /** Functions that are called around every execution; those of cells not around silent ones. */
  readonly events: {
    register(name: BeforeEvent, hook: (about: Coming) => unknown): void;
    register(name: AfterEvent, hook: (about: Came) => unknown): void;
    /** False where it was not registered. */
    unregister(name: BeforeEvent | AfterEvent, hook: (about: Came) => unknown): boolean;
  };
  /** `%name` for a line, `%%name` for a whole cell. */
  registerMagic(
    name: string,
    run: MagicFunction,
    options?: { doc?: string; waits?: boolean },
  ): void;
  /** False where there was none. */
  removeMagic(name: string): boolean;
  /** How much of a value is written, and how: `util.inspect`'s options, and bounds of our own. */
  readonly print: {
    maxTextLength: number;
    maxKeys: number;
    maxRows: number;
    depth: number;
    maxArrayLength: number;
    maxStringLength: number;
    breakLength: number;
    compact: number | boolean;
    sorted: boolean;
    showHidden: boolean;
    numericSeparator: boolean;
  };
  /**
   * How values of a class, or of the class or `typeof` of this name, are shown: `format` returns
   * MIME type → content, or a promise of it, or nothing, if others are to show the value. Returns
   * what takes it away.
   */
  registerFormatter<T extends object>(
    type: abstract new (...args: never) => T,
    format: (value: T, print: Awaitd["print"]) => unknown,
  ): () => void;
  registerFormatter(
    type: string,
    format: (value: unknown, print: Awaitd["print"]) => unknown,
  ): () => void;
  /** As a cell imports it. */
  import(specifier: string): Promise<object>;
}

type BeforeEvent = "preExecute" | "preRunCell";
type AfterEvent = "postExecute" | "postRunCell";

/** What a hook is told of an execution before it runs, … */
export interface Coming {
  readonly code: string;
  readonly executionCount: number;
  /** The client's own name for the cell. */
  readonly cellId?: string;
  readonly silent: boolean;
}

/** … and after. */
export interface Came extends Coming {
  readonly status: "ok" | "error" | "interrupted";
  readonly value?: unknown;
  readonly error?: unknown;
  readonly durationMs: number;
}

export type MagicFunction = (call: MagicCall, context: MagicContext) => unknown;

export interface MagicCall {
  /** The name it was called by. */
  readonly name: string;
  /** What stands behind it on its line, without blanks around it. */
  readonly line: string;
  /** For the magic of a whole cell: what stands below that line. */
  readonly body?: string;
}

export interface MagicContext {
  /** Aborted by an interrupt. Whatever it waits for and started ends then. */
  readonly signal: AbortSignal;
  readonly executionCount: number;
  /** To the cell's standard output. */
  readonly print: (text: string) => void;
  /** To its standard error. */
  readonly complain: (text: string) => void;
  /**
   * What the client answers, while nothing else runs; null at the end of input, undefined where it
   * can't be asked.
   */
  ask(prompt: string): string | null | undefined;
  /** Runs code as if it were a cell; its value is in a box. */
  evaluate(code: string): Promise<{ value: unknown }>;
}
