// Where in a module V8 found what is no JavaScript. Node tells it in words above the stack, or, of
// an ES module, not at all: then it is looked for in the modules that may be meant.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { findModuleFault } from "../compiler/module-source.ts";
import type { Position } from "../compiler/positions.ts";

/** `/a.cjs:1`, the line, and a caret below it. */
const drawn = /^(\S.*):(\d+)\n.*\n( *)\^/;

/** Gives a SyntaxError without frames one: the place of the fault. */
export function placeSyntaxError(error: unknown, paths: readonly string[]): void {
  if (!(error instanceof SyntaxError) || typeof error.stack !== "string") return;
  const isPlaced = readUserRows(error).length > 0;
  const place = readDrawn(error.stack) ?? (isPlaced ? undefined : findPlace(paths));
  if (place !== undefined) put(place, error);
}

/** An error that was thrown at a place in a file. */
export function createSyntaxError(message: string, path: string, at: Position): SyntaxError {
  const error = new SyntaxError(message);
  put(`${path}:${at.line}:${at.column}`, error);
  return error;
}

function put(place: string, error: Error): void {
  error.stack = [String(error), `    at ${place}`, ...readUserRows(error)].join("\n");
}

function readUserRows({ stack = "" }: Error): string[] {
  return stack.split("\n").filter((row) => /^\s+at /.test(row) && !/[ (]node:/.test(row));
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
