// What a cell threw, as data: a name, a message, and the user's own frames of its stack. Looking at
// an error may run its getters and they may throw; that is the error's fault, not the session's.
import { fileURLToPath } from "node:url";
import { inspect } from "node:util";
import type { CellError, Frame } from "../../protocol/shapes.ts";
import type { Diagnostic } from "../compiler/diagnostics.ts";

/** Where a line and column of a cell's running code stand in what was typed; both from 1. */
export type Locate = (
  file: string,
  line: number,
  column: number,
) => { line: number; column: number };

const maxCauses = 8;
const framePattern = /^\s+at (?:async )?(?:(.*?) \()?(.*?):(\d+):(\d+)\)?$/;
const cellPattern = /^In\[(\d+)\]$/;

export function createCellError(thrown: unknown, locate: Locate, depth = 0): CellError {
  if (!(thrown instanceof Error) && !isErrorLike(thrown)) {
    const message = tryRead(() => inspect(thrown), "a value that cannot be inspected");
    return { name: "Uncaught", message, stack: `Uncaught ${message}`, frames: [] };
  }
  // What is there need not be what the type says.
  const { name, message, raw } = tryRead(
    () => readError(thrown as { name: unknown; message: unknown; stack: unknown }),
    { name: "Error", message: "", raw: "" },
  );
  const frames = findFrames(raw, locate);
  const cause = tryRead(() => thrown.cause, undefined);
  return {
    name,
    message,
    stack: createStack(raw, name, message, frames),
    frames,
    ...(cause !== undefined &&
      depth < maxCauses && { cause: createCellError(cause, locate, depth + 1) }),
  };
}

function readError(thrown: { name: unknown; message: unknown; stack: unknown }) {
  return {
    name: String(thrown.name),
    message: String(thrown.message),
    raw: typeof thrown.stack === "string" ? thrown.stack : "",
  };
}

/** What the compiler refused, before anything ran. */
export function createDiagnosticError(
  { name, message, line, column }: Diagnostic,
  { executionCount }: { executionCount: number },
): CellError {
  const stack = `${name}: ${message}\n    at In[${executionCount}]:${line}:${column}`;
  return { name, message, stack, frames: [{ executionCount, line, column }] };
}

/** Errors of another realm (`vm.runInNewContext`) are no instances of this one's `Error`. */
function isErrorLike(thrown: unknown): thrown is Error {
  return Object.prototype.toString.call(thrown) === "[object Error]";
}

function tryRead<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch {
    return otherwise;
  }
}

function findFrames(stack: string, locate: Locate): Frame[] {
  const frames: Frame[] = [];
  for (const row of stack.split("\n")) {
    const match = framePattern.exec(row);
    if (!match) continue;
    const file = match[2]!;
    if (!isUserFile(file)) continue;
    const cell = cellPattern.exec(file);
    const at = locate(file, Number(match[3]), Number(match[4]));
    const name = match[1];
    frames.push({
      ...(name && { function: name }),
      ...(cell ? { executionCount: Number(cell[1]) } : { file: file.replace(/\?v=[^:]*$/, "") }),
      line: at.line,
      column: at.column,
    });
  }
  return frames;
}

const ownUrl = new URL(".", import.meta.url);
const ownPlaces = [ownUrl.href, fileURLToPath(ownUrl)];

function isUserFile(file: string): boolean {
  return (
    !file.startsWith("node:") &&
    !ownPlaces.some((place) => file.startsWith(place)) &&
    file !== "<anonymous>"
  );
}

function createStack(raw: string, name: string, message: string, frames: Frame[]): string {
  const firstFrame = raw.search(/\n\s+at /);
  const plainHead = message ? `${name}: ${message}` : name;
  const head = (firstFrame < 0 ? raw : raw.slice(0, firstFrame)) || plainHead;
  const rows = frames.map((frame) => {
    const file = frame.file ?? `In[${frame.executionCount}]`;
    const place = `${file}:${frame.line}:${frame.column}`;
    return `    at ${frame.function ? `${frame.function} (${place})` : place}`;
  });
  return [head, ...rows].join("\n");
}
