// Values as MIME bundles.
import { inspect } from "node:util";
import type { MimeBundle } from "../../protocol/shapes.ts";

/**
 * How a cell's value is shown; nothing for `undefined`. May run the value's own `inspect.custom`.
 */
export function createBundle(value: unknown): MimeBundle | undefined {
  if (value === undefined) return undefined;
  return { data: { "text/plain": createText(value) }, metadata: {} };
}

export function createText(value: unknown): string {
  // A string is what the cell is about: it is shown whole. Inside other values Node's own bounds
  // hold.
  if (typeof value === "string") {
    return inspect(value, { maxStringLength: null, breakLength: Infinity });
  }
  return inspect(value);
}
