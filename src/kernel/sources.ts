// The cells that were compiled, and where in them a place of their running code is.
import { compile, type Compiled, type CompileOptions } from "../compiler/compile.ts";
import type { Locate } from "./failure.ts";

/** A stack may lead through functions of earlier cells; of this many the places are known. */
const kept = 1000;

export class Sources {
  readonly #maps = new Map<string, Compiled["map"]>();

  compile(code: string, options: CompileOptions): Compiled {
    const compiled = compile(code, options);
    this.#maps.delete(options.file);
    this.#maps.set(options.file, compiled.map);
    if (this.#maps.size > kept) this.#maps.delete(this.#maps.keys().next().value!);
    return compiled;
  }

  readonly locate: Locate = (file, line, column) =>
    this.#maps.get(file)?.toOriginal({ line, column }) ?? { line, column };
}
