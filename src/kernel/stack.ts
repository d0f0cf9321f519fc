// Rows of a stack, as V8 writes them: whose each one is, and where in what was typed it stands.
import { fileURLToPath } from "node:url";
import type { Frame } from "../../protocol/shapes.ts";
import type { CellPlace, Sources } from "./sources.ts";

/** One row behind its `at`. */
export interface Row {
  /** As the user is to read it: `f (In[3]:2:7)`. */
  text: string;
  /** Where, if it is code of the user's. */
  frame: Frame | undefined;
  owner: "user" | "runner" | "node" | "loop" | "kernel";
}

/** A turn of the loop, and how Node starts the text of a worker. */
const turns = ["node:internal/process/task_queues:", "[worker eval]-wrapper:"];
const ownUrl = new URL(".", import.meta.url);
const ownPlaces = [ownUrl.href, fileURLToPath(ownUrl)];

const cellPlaces = /In\[(\d+)\]#(\d+)(?::(\d+):(\d+))?/g;
/** A place in a text that a cell has evaluated. */
const evalPlaces = /(\(In\[\d+\]#(\d+):(\d+):(\d+)\)), <anonymous>:(\d+):(\d+)/g;
const cellPlace = /In\[(\d+)\](?:#(\d+))?:(\d+):(\d+)/;
/** `async f (place)`, `f (eval at g (place), <anonymous>:1:2)` or a place alone. */
const rowPattern = /^(async )?(?:(.*?) \((eval at .*)\)|(.*) \((.*)\)|(.*))$/s;
const placePattern = /^(.*):(\d+):(\d+)$/s;
/** What an evaluated text was evaluated by, the innermost last. */
const originPattern = /\(([^()]*:\d+:\d+)\)/g;

/** The library of a runner, which takes the steps of a cell. */
const runnerPlace = /[\\/]node_modules[\\/]effect(?:ion)?[\\/]/;

/** The same rows come again and again; this many are kept as they were read. */
const keptRows = 1000;

export class Rows {
  readonly #sources: Sources;
  readonly #read = new Map<string, Row>();

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  read(raw: string): Row {
    // At one place many texts may have been evaluated.
    if (raw.includes(", <anonymous>:")) return readRow(raw, this.#sources);
    let row = this.#read.get(raw);
    if (!row) {
      if (this.#read.size >= keptRows) this.#read.clear();
      row = readRow(raw, this.#sources);
      this.#read.set(raw, row);
    }
    return row;
  }
}

export function readRow(raw: string, sources: Sources): Row {
  const match = rowPattern.exec(raw);
  const name = match?.[2] ?? match?.[4];
  const evaluated = match?.[3];
  const ran = evaluated === undefined ? (match?.[5] ?? match?.[6] ?? "") : findOrigin(evaluated);
  const place = sources.locateFile(ran);
  const text = translate(place === ran ? raw : raw.replace(ran, () => place), sources);
  const owner = findOwner(place);
  const frame =
    owner === "user" || owner === "runner" ? createFrame(place, name, sources) : undefined;
  return { text, frame, owner };
}

function findOwner(place: string): Row["owner"] {
  if (turns.some((turn) => place.startsWith(turn))) return "loop";
  if (place.startsWith("node:")) return "node";
  if (ownPlaces.some((own) => place.startsWith(own))) return "kernel";
  return runnerPlace.test(place) ? "runner" : "user";
}

/** `eval at f (In[1]#1:2:3), <anonymous>:1:1` → `In[1]#1:2:3` */
function findOrigin(evaluated: string): string {
  return [...evaluated.matchAll(originPattern)].at(-1)?.[1] ?? "";
}

function createFrame(place: string, name: string | undefined, sources: Sources): Frame | undefined {
  const called = name ? { function: name } : {};
  const cell = readCellPlace(place, sources);
  if (cell) {
    const { executionCount, cellId, line, column } = cell;
    return {
      ...called,
      ...(cellId !== undefined && { cellId }),
      executionCount,
      line,
      column,
    };
  }
  const match = placePattern.exec(place);
  if (!match || match[1] === "<anonymous>") return undefined;
  const file = plainFile(match[1]!);
  return { ...called, file, line: Number(match[2]), column: Number(match[3]) };
}

function readCellPlace(place: string, sources: Sources): CellPlace | undefined {
  const match = cellPlace.exec(place);
  if (!match || match[0] !== place) return undefined;
  const [executionCount, id, line, column] = match.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
  ];
  const located = match[2] === undefined ? undefined : sources.locate(id, line, column);
  if (located) return located;
  return { executionCount, cellId: sources.findCellId(executionCount), line, column };
}

/** The path of a file's URL. */
function plainFile(file: string): string {
  if (!file.startsWith("file:")) return file;
  try {
    return fileURLToPath(file);
  } catch {
    return file;
  }
}

/** Puts what was typed in the place of every place of running code. */
export function translate(text: string, sources: Sources): string {
  const evaluated = text.replace(
    evalPlaces,
    (_, origin: string, id: string, line: string, column: string, ...at: string[]) => {
      const call = { line: Number(line), column: Number(column) };
      const place = { line: Number(at[0]), column: Number(at[1]) };
      const typed = sources.locateEval(Number(id), call, place);
      return `${origin}, <anonymous>:${typed.line}:${typed.column}`;
    },
  );
  return evaluated.replace(
    cellPlaces,
    (_, count: string, id: string, line?: string, column?: string) => {
      if (line === undefined) return `In[${count}]`;
      const place = sources.locate(Number(id), Number(line), Number(column));
      return `In[${count}]:${place?.line ?? line}:${place?.column ?? column}`;
    },
  );
}

/**
 * Which rows user code reads in its stack: down to its own last one, without the kernel's and the
 * turns of the loop between them.
 */
export function findVisible(rows: readonly Row[]): (row: unknown, index: number) => boolean {
  const last = findLastOwn(rows);
  const isAbove = (index: number): boolean => index < last || last < 0;
  // What is no code of anybody's (`Generator.next (<anonymous>)`) has no frame.
  const isShown = ({ owner, frame }: Row, index: number): boolean =>
    owner === "user" && frame ? true : owner !== "loop" && owner !== "kernel" && isAbove(index);
  return (_, index) => isShown(rows[index]!, index);
}

/** Where the user's own code ends; what is below has called it. */
function findLastOwn(rows: readonly Row[]): number {
  return rows.findLastIndex(({ owner, frame }) => owner === "user" && frame !== undefined);
}

/** The rows that a client is told: those of code that is there to be looked at. */
export function findTold(rows: readonly Row[]): Row[] {
  const last = findLastOwn(rows);
  return rows.filter(
    ({ owner, frame }, index) => frame && (owner === "user" || index < last || last < 0),
  );
}

export function writeRows(rows: readonly Row[]): string {
  return rows.map(({ text }) => `\n    at ${text}`).join("");
}

/** V8 refused a cell that the compiler did not: a line of running code, carets if it is short. */
const arrowPattern = /^(In\[\d+\]#\d+):(\d+)\n.*\n(?:([ \t]*)\^)?/;

/** The rows of a stack that is there as text only, and what stands before them. */
export function readStack(
  raw: string,
  intro: string,
  sources: Sources,
): { head: string; rows: Row[] } {
  const arrow = arrowPattern.exec(raw);
  if (arrow) {
    const [, file = "", line = "", blank = ""] = arrow;
    return { head: intro, rows: [readRow(`${file}:${line}:${blank.length + 1}`, sources)] };
  }
  // A message may itself have lines that look like rows.
  const from = raw.startsWith(intro) ? intro.length : 0;
  const first = raw.slice(from).search(/\n\s+at /);
  if (first < 0) return { head: translate(raw, sources), rows: [] };
  const head = translate(raw.slice(0, from + first), sources);
  const lines = raw.slice(from + first).split("\n");
  const rows = lines.flatMap((line) => {
    const match = /^\s+at (.*)$/.exec(line);
    return match ? [readRow(match[1]!, sources)] : [];
  });
  return { head, rows };
}
