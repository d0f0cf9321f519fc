// Modules that add to a session: magics, transforms, names. Each exports `load(awaitd)`, and may
// export `unload(awaitd)`, which takes back what that did.
import type { Awaitd } from "./awaitd.ts";
import type { Magic } from "./magic.ts";

interface Extension {
  load?: (awaitd: Awaitd) => unknown;
  unload?: (awaitd: Awaitd) => unknown;
}

export class Extensions {
  readonly #awaitd: Awaitd;
  readonly #loaded = new Map<string, Extension>();

  constructor(awaitd: Awaitd) {
    this.#awaitd = awaitd;
  }

  /** False where it is loaded already. Throws what importing it or its `load` throws. */
  async load(specifier: string): Promise<boolean> {
    if (this.#loaded.has(specifier)) return false;
    const extension = (await this.#awaitd.import(specifier)) as Extension;
    if (typeof extension.load !== "function")
      throw new TypeError(
        `${specifier} is no extension of awaitd: it exports no function \`load\``,
      );
    await extension.load(this.#awaitd);
    this.#loaded.set(specifier, extension);
    return true;
  }

  /** False where it is not loaded. */
  async unload(specifier: string): Promise<boolean> {
    const extension = this.#loaded.get(specifier);
    if (!extension) return false;
    if (typeof extension.unload !== "function")
      throw new TypeError(`${specifier} can't be taken back: it exports no function \`unload\``);
    await extension.unload(this.#awaitd);
    this.#loaded.delete(specifier);
    return true;
  }

  /** As the module is now. */
  async reload(specifier: string): Promise<void> {
    const before = this.#loaded.get(specifier);
    await before?.unload?.(this.#awaitd);
    this.#loaded.delete(specifier);
    await this.load(specifier);
  }
}

function named(line: string, name: string): string {
  if (line !== "") return line;
  throw new TypeError(`${name} needs the name of a module: ${name} ./extension.mjs`);
}

export const extensionMagics: readonly Magic[] = [
  {
    names: ["%load_ext"],
    waits: true,
    takes: "files",
    doc: `Load an extension: a module with an export \`load(awaitd)\`.

  %load_ext ./extension.mjs`,
    async run({ name, line }, { kernel, print }) {
      if (await kernel.magics.extensions.load(named(line, name))) return;
      print(`${line} is loaded already; %reload_ext ${line} loads it again\n`);
    },
  },
  {
    names: ["%unload_ext"],
    waits: true,
    takes: "files",
    doc: `Take back what an extension has added, by its export \`unload(awaitd)\`.

  %unload_ext ./extension.mjs`,
    async run({ name, line }, { kernel, print }) {
      const wasLoaded = await kernel.magics.extensions.unload(named(line, name));
      if (!wasLoaded) print(`${line} is not loaded\n`);
    },
  },
  {
    names: ["%reload_ext"],
    waits: true,
    takes: "files",
    doc: `Load an extension again, as it is now.

  %reload_ext ./extension.mjs`,
    run: ({ name, line }, { kernel }) => kernel.magics.extensions.reload(named(line, name)),
  },
];
