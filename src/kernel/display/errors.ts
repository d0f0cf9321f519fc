// An error as a value: in a browser its text looks as in a terminal, and editors have a type of
// their own for it.
import { types } from "node:util";
import { escapeHtml } from "./html.ts";
import type { FormatContext } from "./shown.ts";

export function formatError(value: unknown, { text }: FormatContext): object | undefined {
  if (!types.isNativeError(value) && !isError(value)) return undefined;
  // Whatever the user has made of them.
  const { name, message, stack } = value as Record<keyof Error, unknown>;
  return {
    "text/html": `<pre class="awaitd-error">${escapeHtml(text())}</pre>`,
    // VS Code's, for errors in notebooks.
    "application/vnd.code.notebook.error": {
      name: String(name),
      message: String(message),
      stack: String(stack),
    },
  };
}

const isError = (value: unknown): value is Error =>
  typeof value === "object" && value !== null && !types.isProxy(value) && value instanceof Error;
