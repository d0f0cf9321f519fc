// What every cell finds beside what Node has, as declarations. The list of globals is held to
// them by a test.
export const globals = `
interface AwaitdDisplayOptions {
  /** Names the display; one is made up where it is left out. */
  id?: string | number;
  /** Changes the displays of this id, instead of adding another. */
  update?: boolean;
  /** The value is a bundle itself: MIME type → content. */
  raw?: boolean;
  metadata?: Record<string, unknown>;
  /** Print options that hold for this one. */
  print?: Record<string, unknown>;
}
interface AwaitdDisplayHandle {
  readonly id: string;
  /** When what was shown last is out. */
  ready: Promise<void>;
  /** Shows this in its place. */
  update(value: unknown, options?: AwaitdDisplayOptions): this;
}
type AwaitdText = (text: string | TemplateStringsArray, ...values: unknown[]) => object;
/** Shows a value as a cell shows its last one. */
declare const display: {
  (value: unknown, options?: AwaitdDisplayOptions): AwaitdDisplayHandle;
  html: AwaitdText;
  markdown: AwaitdText;
  md: AwaitdText;
  latex: AwaitdText;
  svg: AwaitdText;
  json(value: unknown): object;
  /** Bytes, or the path of a file. */
  image(source: unknown): object;
};
/** Clears what the cell has shown so far; with wait, once it shows more. */
declare function clearOutput(options?: { wait?: boolean }): void;
interface AwaitdProgressOptions {
  /** How many steps there are; if left out, what the iterable's length or size says. */
  total?: number;
  label?: unknown;
  /** What a step is. */
  unit?: string;
  shown?: boolean;
}
interface AwaitdProgressBar extends Disposable {
  label: string;
  readonly total: number | undefined;
  readonly done: number;
  /** So many steps more. */
  tick(steps?: number): this;
  /** So many steps in all. */
  update(done: number): this;
  end(): void;
}
/** Draws a bar while what it is given is gone through. */
declare function progress<T extends Iterable<unknown> | AsyncIterable<unknown>>(
  source: T,
  options?: AwaitdProgressOptions,
): T;
/** A bar that is moved by hand. */
declare function progress(options: AwaitdProgressOptions): AwaitdProgressBar;
/** Asks the client for a line. */
declare function input(prompt?: unknown, options?: { signal?: AbortSignal }): Promise<string>;
/** Asks the client for a line that it does not show. */
declare function password(prompt?: unknown, options?: { signal?: AbortSignal }): Promise<string>;
/** Asks the client for a line, and stands still until it is there. */
declare function prompt(message?: unknown, byDefault?: unknown): string | null;
/** Asks the client yes or no, and stands still until it has answered. */
declare function confirm(message?: unknown): boolean;
/** Shows the client a message, and stands still until it was read. */
declare function alert(message?: unknown): void;
/** Resolves with that value after this many milliseconds. */
declare function sleep<T = void>(
  ms: number,
  value?: T,
  options?: { signal?: AbortSignal; ref?: boolean },
): Promise<T>;
/** The event loop that the session's cells run in. */
declare function eventLoop(): {
  readonly id: string;
  readonly policy: "persistent" | "perCell";
  readonly running: boolean;
};
/** The scope of structured concurrency that lives as long as the session. */
declare const sessionScope: any;
/** Magics, formatters, settings and extensions of the session. */
declare const awaitd: any;
/** The texts of earlier cells, by their numbers. */
declare const In: readonly string[];
/** The values of earlier cells, by their numbers. */
declare const Out: Record<number, any>;
/** The last value. */
declare let _: any;
/** The last value but one. */
declare let __: any;
/** The last value but two. */
declare let ___: any;
`;
