// What is shown, in the form that VS Code takes: an output has items, each with a MIME type and
// bytes, of which it draws the best. As plain data, so that nothing here needs the editor.
import type { CellError, MimeBundle } from "../../protocol/shapes.ts";

export interface Item {
  mime: string;
  data: Uint8Array;
}

/** An output as it is put into a cell. */
export interface Draft {
  items: Item[];
  /** Kept with the cell; `.ipynb` files have it under the same names. */
  metadata?: Record<string, unknown>;
}

/** VS Code's own types, which its renderer for terminals and errors draws. */
const ownTypes = {
  stdout: "application/vnd.code.notebook.stdout",
  stderr: "application/vnd.code.notebook.stderr",
  error: "application/vnd.code.notebook.error",
} as const;

/** What the `.ipynb` that comes with VS Code reads to tell a value from what was displayed. */
export const outputType = (value: string): Record<string, unknown> => ({ outputType: value });

const encoder = new TextEncoder();
const binaryType = /^(?:image\/(?!svg)|audio\/|video\/|application\/(?:pdf|octet-stream)$)/;

export const textItem = (stream: "stdout" | "stderr", text: string): Item => ({
  mime: ownTypes[stream],
  data: encoder.encode(text),
});

export const errorItem = ({ name, message, stack }: CellError): Item => ({
  mime: ownTypes.error,
  data: encoder.encode(JSON.stringify({ name, message, stack: stack || `${name}: ${message}` })),
});

export function bundleItems(data: MimeBundle["data"]): Item[] {
  return Object.entries(data).map(([mime, content]) => ({ mime, data: encode(mime, content) }));
}

function encode(mime: string, content: unknown): Uint8Array {
  if (typeof content !== "string") return encoder.encode(JSON.stringify(content));
  if (!binaryType.test(mime)) return encoder.encode(content);
  return Uint8Array.from(atob(content), (unit) => unit.charCodeAt(0));
}
