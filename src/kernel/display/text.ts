// A value's text, as `util.inspect` has it.
import { inspect } from "node:util";
import type { PrintOptions } from "./print.ts";

/** Without options all is as Node has it. May run the value's own `inspect.custom`. */
export function createText(value: unknown, print?: Partial<PrintOptions>): string {
  if (typeof value !== "string") return print ? inspect(value, print) : inspect(value);
  // A string is what the cell is about: it is shown whole. Inside other values Node's own bounds
  // hold. `inspect` looks at a long string character by character (46 ms for 10 MB).
  if (!escaped.test(value)) return `'${value}'`;
  return inspect(value, { maxStringLength: null, breakLength: Infinity });
}

/** What `inspect` writes otherwise than it is, or for which it takes other quotes. */
// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const escaped = /[\0-\x1f'\\\x7f-\x9f\ud800-\udfff]/;
