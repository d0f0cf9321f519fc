// What a cell threw, as data: a name, a message, and the user's own frames of its stack. Looking at
// an error may run its getters and they may throw; that is the error's fault, not the session's.
import { inspect, types } from "node:util";
import type { CellError } from "../../protocol/shapes.ts";
import type { Diagnostic } from "../compiler/diagnostics.ts";
import { createExcerpt } from "../compiler/excerpt.ts";
import { findHint } from "../compiler/hints.ts";
import { suggestName } from "./suggestion.ts";
import type { CellNames } from "./sources.ts";
import { findTold, readStack, writeRows, type Row } from "./stack.ts";
import type { Traces } from "./traces.ts";

const maxDepth = 8;
const maxErrors = 20;
const maxInAll = 100;

/** One look at an error and at what hangs on it. */
interface Look {
  traces: Traces;
  /** The errors that this one hangs on. */
  above: readonly unknown[];
  /** How many more may be looked at. */
  budget: { left: number };
}

/** What the compiler refused of code that a magic was given. */
export class RefusedError extends SyntaxError {
  readonly describe: () => CellError;

  constructor(diagnostic: Diagnostic, cell: CellNames & { code: string }) {
    super(diagnostic.message);
    this.describe = () => createDiagnosticError(diagnostic, cell);
  }
}

export function createCellError(thrown: unknown, traces: Traces): CellError {
  return describe(thrown, { traces, above: [], budget: { left: maxInAll } });
}

function describe(thrown: unknown, look: Look): CellError {
  look.budget.left -= 1;
  const refused = tryRead(() => thrown instanceof RefusedError, false);
  if (refused) return (thrown as RefusedError).describe();
  if (!tryRead(() => isErrorLike(thrown), false)) return describeValue(thrown);
  const error = thrown as Error;
  const name = readText(() => error.name, "Error");
  const message = readText(() => error.message, "");
  const intro = message === "" ? name : `${name}: ${message}`;
  const { head, rows: all } = readTrace(error, intro, look.traces);
  const rows = findTold(all);
  const frames = rows.flatMap(({ frame }) => frame ?? []);
  const cause = describeCause(error, look);
  const errors = describeErrors(error, look);
  const hint = findRuntimeHint(error, message, look.traces);
  const stack = (head || intro) + writeRows(rows);
  return {
    name,
    message,
    stack: stack + writeDetails(cause, errors) + writeHint(hint),
    frames,
    ...(hint !== undefined && { hint }),
    ...(typeof cause === "object" && { cause }),
    ...(errors.length > 0 && { errors: errors.filter((each) => typeof each === "object") }),
  };
}

function findRuntimeHint(error: Error, message: string, { sources }: Traces): string | undefined {
  if (/^yield\* .* is not iterable$/.test(message) && error instanceof TypeError)
    return "`yield*` takes an operation; for a promise use `await`";
  const missing = /^([^\s.]{1,100}) is not defined$/.exec(message)?.[1];
  if (missing === undefined || !(error instanceof ReferenceError)) return undefined;
  const names = [...sources.names.keys(), ...Object.getOwnPropertyNames(globalThis)];
  return suggestName(missing, names);
}

function describeValue(thrown: unknown): CellError {
  const message = tryRead(() => inspect(thrown), "a value that cannot be inspected");
  return { name: "Uncaught", message, stack: `Uncaught ${message}`, frames: [] };
}

/** Errors of another realm (`vm.runInNewContext`) are no instances of this one's `Error`. */
function isErrorLike(thrown: unknown): boolean {
  return (
    types.isNativeError(thrown) ||
    thrown instanceof Error ||
    Object.prototype.toString.call(thrown) === "[object Error]"
  );
}

/** The text of a stack may be the user's own; then that is what counts. */
function readTrace(
  error: Error,
  intro: string,
  traces: Traces,
): { head: string; rows: readonly Row[] } {
  const stack = tryRead<unknown>(() => error.stack ?? readBehind(error), undefined);
  const trace = traces.find(error);
  if (trace && (!trace.isOwn || stack === trace.stack || typeof stack !== "string")) return trace;
  if (typeof stack !== "string") return { head: "", rows: [] };
  return readStack(stack, intro, traces.sources);
}

/** V8 tells no proxy the stack of the error behind it; what it is, only `inspect` looks up. */
function readBehind(error: Error): string | undefined {
  if (!types.isProxy(error)) return undefined;
  const shown = inspect(error, { showProxy: true, customInspect: false, depth: 1 });
  // Behind the last row the text of the object may go on.
  return /(?:\n\s+at .*?(?=(?:,| \{)?$))+/m.exec(shown)?.[0];
}

/** What hangs on an error: described, or `[Circular]`, or nothing. */
type Hanging = CellError | "[Circular]" | undefined;

function describeCause(error: Error, look: Look): Hanging {
  const cause = tryRead(() => error.cause, undefined);
  const isThere = cause !== undefined || tryRead(() => Object.hasOwn(error, "cause"), false);
  return isThere ? describeHanging(cause, error, look) : undefined;
}

/** Of an AggregateError, or the two of a SuppressedError. */
function describeErrors(error: Error, look: Look): Exclude<Hanging, undefined>[] {
  const errors = tryRead((): unknown[] => {
    if (error instanceof SuppressedError) return [error.error, error.suppressed];
    const list: unknown = (error as Partial<AggregateError>).errors;
    return error instanceof AggregateError && Array.isArray(list) ? list.slice(0, maxErrors) : [];
  }, []);
  return errors.flatMap((each) => describeHanging(each, error, look) ?? []);
}

function describeHanging(value: unknown, error: Error, look: Look): Hanging {
  const above = [...look.above, error];
  if (above.includes(value)) return "[Circular]";
  if (above.length > maxDepth || look.budget.left <= 0) return undefined;
  return describe(value, { ...look, above });
}

/** As Node's `inspect` shows what hangs on an error. */
function writeDetails(cause: Hanging, errors: readonly Exclude<Hanging, undefined>[]): string {
  const details: string[] = [];
  if (errors.length > 0) {
    const list = errors.map((each) => indent(indent(writeHanging(each))));
    details.push(`[errors]: [\n    ${list.join(",\n    ")}\n  ]`);
  }
  if (cause !== undefined) details.push(`[cause]: ${indent(writeHanging(cause))}`);
  return details.length > 0 ? ` {\n  ${details.join(",\n  ")}\n}` : "";
}

function writeHanging(hanging: Exclude<Hanging, undefined>): string {
  if (typeof hanging === "string") return hanging;
  return hanging.name === "Uncaught" ? hanging.message : hanging.stack;
}

const indent = (text: string): string => text.replaceAll("\n", "\n  ");

/** What the compiler refused, before anything ran: with the line and, where it is known, a hint. */
export function createDiagnosticError(
  diagnostic: Diagnostic,
  { executionCount, cellId, code }: CellNames & { code: string },
): CellError {
  const { name, message, line, column } = diagnostic;
  const at = `\n    at In[${executionCount}]:${line}:${column}`;
  const excerpt = `\n${createExcerpt(code, diagnostic)}`.replaceAll("\n", "\n    ");
  const hint = findHint(code, diagnostic);
  const stack = `${name}: ${message}${at}\n${excerpt}${writeHint(hint)}`;
  const frame = { ...(cellId !== undefined && { cellId }), executionCount, line, column };
  return { name, message, stack, frames: [frame], ...(hint !== undefined && { hint }) };
}

function writeHint(hint: string | undefined): string {
  return hint === undefined ? "" : `\n    hint: ${hint}`;
}

function readText(read: () => unknown, otherwise: string): string {
  return tryRead(() => String(read()), otherwise);
}

function tryRead<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch {
    return otherwise;
  }
}
