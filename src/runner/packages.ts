// Runners that are made of a package of the user's project: one of each in a session. Whether the
// package is there is known without loading it; a cell that needs it loads it.
import { createEffect, type EffectRunner } from "./effect.ts";
import { createEffection, type EffectionRunner } from "./effection.ts";

/** Modules as the session's cells import them. */
export interface ModuleSource {
  /** Can it be resolved? */
  has(specifier: string): boolean;
  /** At once; throws when it can't be. */
  load(specifier: string): unknown;
  /** A file by its path from the one that the specifier leads to. */
  loadBeside(specifier: string, path: string): unknown;
}

export class Packages {
  readonly #source: ModuleSource;
  #effection: EffectionRunner | undefined;
  #effect: EffectRunner | undefined;

  constructor(source: ModuleSource) {
    this.#source = source;
  }

  /** Throws when the project has no such package. */
  get effection(): EffectionRunner {
    this.#need("effection");
    return (this.#effection ??= createEffection({
      load: () => this.#source.load("effection"),
      loadBeside: (path) => this.#source.loadBeside("effection", path),
    }));
  }

  /** Throws when the project has no such package. */
  get effect(): EffectRunner {
    this.#need("effect");
    return (this.#effect ??= createEffect((name) => this.#source.load(`effect/${name}`)));
  }

  #need(name: string): void {
    if (this.#source.has(name)) return;
    throw new Error(
      `it needs the package \`${name}\`, which is not installed where this session is ` +
        `(npm install ${name})`,
    );
  }
}
