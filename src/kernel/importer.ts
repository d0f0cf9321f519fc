// Imports of cells, in all their ways: everything resolves from the session's directory, wherever
// the process is by then. Which version of a local module that is, `versions.ts` knows.
import { createRequire, isBuiltin, registerHooks } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import vm from "node:vm";
import { installHooks } from "./hooks.ts";
import { explain } from "./missing.ts";
import { placeSyntaxError } from "./syntax.ts";
import type { OnMapped } from "./typescript.ts";
import { Versions, type Version } from "./versions.ts";

/** A module's namespace object. */
export type Module = Record<string, unknown>;

/** An import or a `require` under way. */
interface Pending {
  specifier: string;
  /** The execution that asked for it; none for a `require`, which is unwound or done. */
  owner: object | undefined;
}

type Import = (specifier: string, options?: ImportCallOptions) => Promise<Module>;

/** A file that is not there: Node's modules have one, and resolve from its directory. */
const cellsFile = "[session]";
const resolverFile = "[resolver]";

export class Importer {
  readonly #directory: string;
  readonly #session: string;
  readonly #import: Import;
  readonly #nodeRequire: NodeJS.Require;
  readonly #versions: Versions;
  /** What the cells' specifiers came to last. */
  readonly #entered = new Map<string, Version>();
  /** A termination may unwind one, and then nothing more is heard of it. */
  readonly #pending = new Set<Pending>();
  #removeHooks: (() => void) | undefined;
  #resolve: ((specifier: string) => string) | undefined;

  readonly #onMapped: OnMapped;

  constructor(directory: string, onMapped: OnMapped) {
    this.#directory = directory;
    this.#onMapped = onMapped;
    const filename = join(directory, cellsFile);
    this.#session = pathToFileURL(filename).href;
    // With the conditions of `import`, which `createRequire` has not.
    this.#import = vm.runInThisContext("(specifier, options) => import(specifier, options)", {
      filename,
      importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    }) as Import;
    this.#nodeRequire = createRequire(filename);
    this.#versions = new Versions(this.#nodeRequire.cache);
  }

  async import(specifier: string, options?: ImportCallOptions, owner?: object): Promise<Module> {
    const pending = this.#begin(specifier, owner);
    try {
      const module = await this.#import(specifier, options);
      this.#settle(pending, "good");
      return module;
    } catch (error) {
      throw this.#fail(error, pending);
    }
  }

  /** A local file by its URL, whether it was loaded before or not. */
  importAnew(url: string, owner?: object): Promise<Module> {
    this.#versions.expire(url);
    return this.import(url, undefined, owner);
  }

  /** `require` as cells have it. */
  createRequire(): (specifier: string) => unknown {
    const require = (specifier: string): unknown => this.#require(specifier);
    // Its main module would be the kernel; and a bundler may have renamed it.
    Object.assign(require, this.#nodeRequire, { main: undefined });
    return Object.defineProperty(require, "name", { value: "require" });
  }

  #require(specifier: string): unknown {
    const pending = this.#begin(specifier);
    try {
      // For a module that it has already, Node asks nobody.
      if (!isBuiltin(specifier)) this.#nodeRequire.resolve(specifier);
      const module: unknown = this.#nodeRequire(specifier);
      this.#settle(pending, "good");
      return module;
    } catch (error) {
      throw this.#fail(error, pending);
    }
  }

  /** `import.meta.resolve` */
  resolve(specifier: string): string {
    // Made when it is first asked for: few cells ever do.
    this.#resolve ??= createResolver(this.#directory, this.#nodeRequire);
    try {
      const url = this.#resolve(specifier);
      return this.#versions.find(url)?.key ?? url;
    } catch (error) {
      throw this.#explain(error, specifier);
    }
  }

  /** What `import()` would give, without a turn of the loop. */
  load(specifier: string): unknown {
    if (isBuiltin(specifier)) return this.#require(specifier);
    const url = new URL(this.resolve(specifier));
    return this.#require(url.protocol === "file:" ? fileURLToPath(url) : url.href);
  }

  /** The file of this path from the one that the specifier leads to. */
  loadBeside(specifier: string, path: string): unknown {
    return this.load(new URL(path, this.resolve(specifier)).href);
  }

  has(specifier: string): boolean {
    try {
      this.resolve(specifier);
      return true;
    } catch {
      return false;
    }
  }

  #begin(specifier: string, owner?: object): Pending {
    this.#prepare(specifier);
    const pending: Pending = { specifier, owner };
    this.#pending.add(pending);
    return pending;
  }

  /** There are no hooks before they are needed. */
  #prepare(wanted: string): void {
    if (this.#removeHooks || isBuiltin(wanted)) return;
    this.#removeHooks = installHooks({
      versions: this.#versions,
      session: this.#session,
      onEnter: (name, version) => this.#entered.set(name, version),
      explain: (error, specifier) => this.#explain(error, specifier),
      onMapped: this.#onMapped,
    });
  }

  close(): void {
    this.#removeHooks?.();
    this.#removeHooks = undefined;
  }

  #explain(error: unknown, specifier: string): unknown {
    return explain(error, specifier, this.#directory);
  }

  /**
   * What was stopped is loaded once more when it is asked for again: what one execution asked for,
   * or, after a termination, all that is not done. (What goes on nevertheless will say so.)
   */
  abandon(owner?: object): void {
    for (const pending of this.#pending) {
      if (owner === undefined || pending.owner === owner) this.#settle(pending, "failed");
    }
  }

  #settle(pending: Pending, state: "good" | "failed"): string[] {
    this.#pending.delete(pending);
    const root = this.#entered.get(pending.specifier);
    return root ? this.#versions.settle(root, state) : [];
  }

  /** Returns what is to be thrown. */
  #fail(error: unknown, pending: Pending): unknown {
    const failed = this.#settle(pending, "failed");
    placeSyntaxError(error, failed);
    return this.#explain(error, pending.specifier);
  }
}

/**
 * Node gives `import.meta.resolve` to modules only: so the session's directory gets one, in memory.
 */
function createResolver(directory: string, require: NodeJS.Require): (specifier: string) => string {
  const url = pathToFileURL(join(directory, resolverFile)).href;
  const hooks = registerHooks({
    resolve(specifier, context, next) {
      if (specifier !== url) return next(specifier, context);
      return { url, format: "module", shortCircuit: true };
    },
    load(loaded, context, next) {
      if (loaded !== url) return next(loaded, context);
      const source = "export const resolve = import.meta.resolve;";
      return { format: "module", source, shortCircuit: true };
    },
  });
  try {
    return (require(url) as { resolve: (specifier: string) => string }).resolve;
  } finally {
    hooks.deregister();
  }
}
