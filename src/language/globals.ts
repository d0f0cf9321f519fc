// What every cell finds beside what Node has, as declarations.
export const globals = `
/** The values of earlier cells, by their numbers. */
declare const Out: Record<number, any>;
/** The texts of earlier cells, by their numbers. */
declare const In: readonly string[];
/** The last value that was shown. */
declare let _: any;
declare let __: any;
declare let ___: any;
/** Resolves after this many milliseconds. */
declare function sleep(ms: number): Promise<void>;
/** The event loop that this session's cells run in. */
declare function eventLoop(): {
  readonly id: string;
  readonly policy: "persistent" | "perCell";
  readonly running: boolean;
};
/** The scope that lives as long as the session. */
declare const sessionScope: any;
/** Magics, settings and hooks of this session. */
declare const awaitd: any;
/** Asks the client for a line. */
declare function input(prompt?: unknown, options?: { signal?: AbortSignal }): Promise<string>;
/** Asks the client for a line that it does not show. */
declare function password(prompt?: unknown, options?: { signal?: AbortSignal }): Promise<string>;
declare function prompt(message?: unknown, byDefault?: unknown): string | null;
declare function confirm(message?: unknown): boolean;
declare function alert(message?: unknown): void;
/** Shows a value as a cell shows its last one. */
declare function display(value: unknown, ...options: any[]): any;
`;
