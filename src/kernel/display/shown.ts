// What is shown of values on its way out of the kernel, and what those that make it are given.
import type { MimeBundle } from "../../../protocol/shapes.ts";
import type { PrintOptions } from "./print.ts";

/** An output of these kinds. `displayId` is how a later one finds it. */
export type Shown =
  | ({ kind: "display" | "updateDisplay"; displayId?: string } & MimeBundle)
  | { kind: "clear"; wait: boolean };

/** Makes a bundle of a value, or of some values only: then it returns nothing for the others. */
export interface Formatter {
  /** For warnings. */
  readonly name: string;
  readonly format: (value: unknown, context: FormatContext) => unknown;
}

export interface FormatContext {
  readonly print: Readonly<PrintOptions>;
  /** Its `text/plain`, made when it is asked for. */
  text(): string;
}

/** What the ways of showing a value ask of the session. */
export interface DisplayHome {
  /** To the output of the cell whose code runs. */
  emit(shown: Shown): void;
  /** Returns a ref by which a client asks for more of the value. */
  hold(value: unknown): string;
  warn(text: string): void;
  /** The execution whose code runs, or where there is none any other object. */
  inside(): object;
  /** What `run` prints goes to `write`. */
  redirect<T>(write: (text: string) => void, run: () => T): T;
}
