// The cells that were compiled, and where in what was typed a place of their running code is. V8
// knows a cell by a name of its own, `In[3]#17`: several may bear one number (those that leave no
// history), and a text that names such a place was not translated yet.
import { compile, type Compiled, type CompileOptions } from "../compiler/compile.ts";
import type { Locate } from "../compiler/module-source.ts";

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
  weight: number;
}

/** A stack may lead through functions of earlier cells; the places of this many are known, … */
const keptCells = 1000;
/** … of less, when they are long: of about this many bytes. */
const keptWeight = 16 * 1024 * 1024;
/** What a cell costs beside its text, in bytes. */
const weightOfOne = 200;

export class Sources {
  /** The session's names. */
  readonly names: CompileOptions["names"];
  readonly #cells = new Map<number, Known>();
  readonly #files = new Map<string, { key: string; locate: Locate }>();
  #last = 0;
  #weight = 0;

  constructor(names: CompileOptions["names"]) {
    this.names = names;
  }

  compile(
    code: string,
    { executionCount, cellId }: CellNames,
    options: Omit<CompileOptions, "file" | "names">,
  ): Compiled {
    this.#last += 1;
    const file = `In[${executionCount}]#${this.#last}`;
    const compiled = compile(code, { ...options, file, names: this.names });
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

  /** The client's name for the last cell of this number. */
  findCellId(executionCount: number): string | undefined {
    let found: string | undefined;
    for (const cell of this.#cells.values())
      if (cell.executionCount === executionCount) found = cell.cellId;
    return found;
  }
}
