// Where in a module V8 found what is no JavaScript. Node tells it in words above the stack, or, of
// an ES module, not at all: then it is looked for in the modules that may be meant.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { findModuleFault } from "../compiler/fault.ts";

/** `/a.cjs:1`, the line, and a caret below it. */
const drawn = /^(\S.*):(\d+)\n.*\n( *)\^/;

/** Gives a SyntaxError without frames one: the place of the fault. */
export function placeSyntaxError(error: unknown, paths: readonly string[]): void {
  if (!(error instanceof SyntaxError) || typeof error.stack !== "string") return;
  const rows = error.stack.split("\n").filter((row) => /^\s+at /.test(row));
  const users = rows.filter((row) => !/[ (]node:/.test(row));
  const place = readDrawn(error.stack) ?? (users.length > 0 ? undefined : findPlace(paths));
  if (place !== undefined) error.stack = [String(error), `    at ${place}`, ...users].join("\n");
}

function readDrawn(stack: string): string | undefined {
  const [, file, line, blank] = drawn.exec(stack) ?? [];
  if (file === undefined) return undefined;
  const path = file.startsWith("file:") ? fileURLToPath(file) : file;
  return `${path}:${line}:${blank!.length + 1}`;
}

function findPlace(paths: readonly string[]): string | undefined {
  for (const path of paths) {
    if (!/\.m?js$/.test(path)) continue;
    const fault = findModuleFault(readFileSync(path, "utf8"));
    if (fault) return `${path}:${fault.line}:${fault.column}`;
  }
  return undefined;
}
