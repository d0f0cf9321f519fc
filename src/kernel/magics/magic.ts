// The contract between magics and the kernel they are called in. A magic is handed the text behind
// its name and what it may do with the session; it knows nothing of threads, the wire or how a
// cell is compiled. What it returns is the value of the call.
import type { NameKind } from "../../compiler/compile.ts";
import type { Position } from "../../compiler/positions.ts";
import type { HistoryQuery, HistoryResult } from "../../../protocol/history.ts";
import type { SettingFacts } from "../../../protocol/kernel.ts";
import type { Extensions } from "./extensions.ts";
import type { CellError, LanguageId, LoopPolicy, MimeBundle } from "../../../protocol/shapes.ts";
import type { Presenter } from "../display/presenter.ts";
import type { Shown } from "../display/shown.ts";

export type Magic = PlainMagic | WaitingMagic;

/** What is known of a magic without calling it. */
export interface MagicFacts {
  /** `%time` for a line, `%%time` for a whole cell; what it is found by. */
  readonly names: readonly string[];
  /** The first line says what it does, the rest how it is used. */
  readonly doc: string;
  /** What stands behind its name, if it is one of these; completion has it for code otherwise. */
  readonly takes?: "files" | "code";
}

/** What it returns is the value of the call. */
interface PlainMagic extends MagicFacts {
  readonly waits: false;
  run(call: MagicCall, context: MagicContext): unknown;
}

/** The cell awaits it; no runner is asked about that. The value of the call is in the box. */
interface WaitingMagic extends MagicFacts {
  readonly waits: true;
  run(call: MagicCall, context: MagicContext): Promise<Boxed | void>;
}

export interface MagicCall {
  /** The name it was called by. */
  readonly name: string;
  /** What stands behind it on its line, without blanks around it. */
  readonly line: string;
  /** For the magic of a whole cell: what stands below that line. */
  readonly body?: string;
  /** Where in the cell the line's text, or the body, begins. */
  readonly at: Position;
}

/** What a magic may do while its cell runs. */
export interface MagicContext {
  readonly kernel: KernelAccess;
  /** Aborted by an interrupt. Whatever it waits for and started ends then. */
  readonly signal: AbortSignal;
  /** Told by a listener of the signal: the cell is not over before this is, for a second. */
  delayEnd(ending: Promise<unknown>): void;
  readonly executionCount: number;
  /** To the cell's standard output. */
  readonly print: (text: string) => void;
  /** To its standard error. */
  readonly complain: (text: string) => void;
  /**
   * Makes code ready that is run as if it were a cell: in the session's names, under its runner,
   * with the places where it stands. What is `around` it is code of the magic's own. Without a
   * language it is the cell's. Throws its SyntaxError.
   */
  prepare(
    code: string,
    at?: Position,
    around?: { before: string; after: string },
    languageId?: LanguageId,
  ): Prepared;
  /** The same, and runs it once. */
  evaluate(code: string, at?: Position): Promise<Boxed>;
  /**
   * What the client answers, while nothing else runs; null at the end of input, undefined where it
   * can't be asked.
   */
  ask(prompt: string): string | null | undefined;
  /** Shows a value in several forms; `text/plain` is one of them. */
  display(bundle: MimeBundle): void;
  /** The same, and what is to become of displays that are there. */
  show(shown: Shown): void;
  /** What `run` prints and displays, and what comes of it later, goes into the sink. */
  redirect<T>(sink: Sink, run: () => T): T;
  /** A local file by its URL, even where it is loaded already and has not changed. */
  importAnew(url: string): Promise<object>;
  /** For code that goes on when the cell is over, and is none of an interrupt's business. */
  detach(): Detached;
}

export interface Sink {
  write(stream: "stdout" | "stderr", text: string): void;
  show(shown: Shown): void;
}

export interface Detached extends Pick<MagicContext, "prepare"> {
  /** As an interrupt stops a cell. */
  stop(): void;
  /** Ends what it holds by `using`. */
  dispose(): Promise<void>;
}

/** In a box, for a promise would await a thenable that is only to be shown. */
export interface Boxed {
  value: unknown;
}

export interface Prepared {
  readonly isAsync: boolean;
  /** Each time anew. A promise only where it waits. */
  run(): Boxed | Promise<Boxed>;
}

/** What a session has, for as long as it lives. */
export interface KernelAccess {
  readonly settings: Settings;
  readonly names: Names;
  /** The object whose properties its cells see as globals. */
  readonly globals: object;
  readonly history: History;
  /** Of what is stored, of all sessions. */
  queryHistory(this: void, query: HistoryQuery): Promise<HistoryResult>;
  readonly failures: Failures;
  readonly presenter: Pick<Presenter, "formatters" | "print">;
  readonly magics: MagicList;
  /** The directory that the session was made in; that of now is `process.cwd()`. */
  readonly directory: string;
  /** What only the daemon knows of the settings. */
  readonly facts: SettingFacts | undefined;
  /**
   * Where a place of running code is in what was typed, or in a file; none where it is in the
   * kernel's own code.
   */
  readonly locate: (url: string, line: number, column: number) => string | undefined;
  /** As the session's cells import it. */
  import(specifier: string): Promise<object>;
}

/** Hold from the next cell on; an assignment throws when it can't be. */
export interface Settings {
  autoawait: boolean;
  runner: string;
  loopPolicy: LoopPolicy;
  readonly languageId: LanguageId;
}

export interface Names {
  readonly kinds: ReadonlyMap<string, NameKind>;
  /** Those that were deleted, and not declared since. */
  readonly gone: ReadonlySet<string>;
  /** The file of the cell that last set each: `In[3]#17`. */
  readonly origins: ReadonlyMap<string, string>;
  /** Throws what reading it throws. */
  get(name: string): unknown;
  /** Declares it, as `let` where it is new, and gives it a value. */
  set(name: string, value: unknown): void;
  /** False where there was none. */
  delete(name: string): boolean;
}

/** What `In` and `Out` have. */
export interface History {
  readonly codes: Readonly<Record<number, string>>;
  readonly values: Readonly<Record<number, unknown>>;
  forgetCodes(): void;
  /** All values, or those that are meant. */
  forgetValues(isMeant?: (value: unknown) => boolean): void;
}

/** How errors are told. */
export interface Failures {
  /** Of the last cell that failed, as it came. */
  readonly last: CellError | undefined;
  /** By name. */
  mode: string;
  /** Writes the stack of an error; without it, it is left as it comes. */
  write: ((error: CellError) => string) | undefined;
}

export interface MagicList {
  readonly extensions: Extensions;
  all(): readonly Magic[];
  find(name: string): Magic | undefined;
  /** One of the same name is replaced. */
  add(magic: Magic): void;
  delete(name: string): boolean;
}
