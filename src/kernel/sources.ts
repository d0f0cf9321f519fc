// The cells that were compiled, and where in what was typed a place of their running code is. V8
// knows a cell by a name of its own, `In[3]#17`: several may bear one number (those that leave no
// history), and a text that names such a place was not translated yet.
import { compile, type Compiled, type CompileOptions } from "../compiler/compile.ts";
import type { Applied } from "../compiler/edits.ts";
import type { Locate } from "../compiler/module-source.ts";
import type { Position } from "../compiler/positions.ts";

/** What a stack says of a cell. */
export interface CellNames {
  executionCount: number;
  cellId?: string | undefined;
}

/** A place in what was typed; line and column from 1. */
export interface CellPlace extends CellNames {
  line: number;
  column: number;
}

interface Known extends CellNames {
  /** None where the code is what was typed. */
  map: Compiled["map"] | undefined;
  /** Of the texts that it evaluated, by the place of the call: each the last one there. */
  evals?: Map<string, Compiled["map"]>;
  weight: number;
}

/** A stack may lead through functions of earlier cells; the places of this many are known, … */
const keptCells = 1000;
/** … of less, when they are long: of about this many bytes. */
const keptWeight = 16 * 1024 * 1024;
/** What a cell costs beside its text, in bytes. */
const weightOfOne = 200;

export class Sources {
  /** The session's names, … */
  readonly names: CompileOptions["names"];
  /** … and what of them was taken away. */
  readonly #gone: ReadonlySet<string>;
  readonly #cells = new Map<number, Known>();
  readonly #files = new Map<string, { key: string; locate: Locate }>();
  #last: number;
  #weight = 0;

  constructor(names: CompileOptions["names"], gone: ReadonlySet<string> = new Set(), first = 0) {
    this.#last = first;
    this.names = names;
    this.#gone = gone;
  }

  compile(
    code: string,
    { executionCount, cellId }: CellNames,
    options: Omit<CompileOptions, "file" | "names" | "gone">,
  ): Compiled {
    this.#last += 1;
    const file = `In[${executionCount}]#${this.#last}`;
    const compiled = compile(code, { ...options, file, names: this.names, gone: this.#gone });
    const isSame = compiled.code === code;
    const weight = weightOfOne + (isSame ? 0 : code.length + compiled.code.length);
    const map = isSame ? undefined : compiled.map;
    this.#cells.set(this.#last, { executionCount, cellId, map, weight });
    this.#weight += weight;
    while (this.#cells.size > keptCells) this.#forgetFirst();
    while (this.#weight > keptWeight && this.#cells.size > 1) this.#forgetFirst();
    return compiled;
  }

  #forgetFirst(): void {
    const [id, { weight }] = this.#cells.entries().next().value!;
    this.#cells.delete(id);
    this.#weight -= weight;
  }

  /** A file whose code was printed anew: V8 has its places under this name. */
  readonly addFile = (name: string, key: string, locate: Locate): void => {
    this.#files.set(name, { key, locate });
  };

  /** `file:///a.ts#2:3:4`, as it is in the file. */
  locateFile(place: string): string {
    if (this.#files.size === 0) return place;
    const [, name = "", line, column] = /^(.*):(\d+):(\d+)$/s.exec(place) ?? [];
    const file = this.#files.get(name);
    if (!file) return place;
    const at = file.locate({ line: Number(line), column: Number(column) });
    return `${file.key}:${at.line}:${at.column}`;
  }

  /** From a place of running code; undefined when the cell is not known any more. */
  locate(id: number, line: number, column: number): CellPlace | undefined {
    const cell = this.#cells.get(id);
    if (!cell) return undefined;
    const { executionCount, cellId, map } = cell;
    return { executionCount, cellId, ...(map?.toOriginal({ line, column }) ?? { line, column }) };
  }

  /** What was evaluated in the place of a text that a cell gave to `eval`. */
  addEval(file: string, { line, column }: Position, { code, map }: Applied): void {
    const cell = this.#cells.get(Number(file.slice(file.indexOf("#") + 1)));
    if (!cell) return;
    cell.evals ??= new Map();
    if (!cell.evals.has(`${line}:${column}`)) {
      cell.weight += 2 * code.length;
      this.#weight += 2 * code.length;
    }
    cell.evals.set(`${line}:${column}`, map);
  }

  /** From a place in what the cell evaluated at a place of its running code. */
  locateEval(id: number, call: Position, place: Position): Position {
    const evals = this.#cells.get(id)?.evals;
    const at = evals && this.locate(id, call.line, call.column);
    if (!at) return place;
    // Where code was printed anew, the call is not where the compiler saw it.
    const alone = evals.size === 1 ? evals.values().next().value : undefined;
    return (evals.get(`${at.line}:${at.column}`) ?? alone)?.toOriginal(place) ?? place;
  }

  /** The client's name for the last cell of this number. */
  findCellId(executionCount: number): string | undefined {
    let found: string | undefined;
    for (const cell of this.#cells.values())
      if (cell.executionCount === executionCount) found = cell.cellId;
    return found;
  }
}
