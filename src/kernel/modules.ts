// Modules as cells see them: everything resolves from the session's directory, and a relative file
// that changed on disk since a cell last imported it is loaded afresh.
import { statSync } from "node:fs";
import { createRequire, registerHooks } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import vm from "node:vm";
import type { ImportRequest } from "../compiler/compile.ts";

/** A module's namespace object. */
export type Module = Record<string, unknown>;

export interface ModuleLoader {
  /** Loads in order; what fails throws, and the cell stays unrun. */
  load(requests: readonly ImportRequest[]): Promise<Module[]>;
  /** `import()` of a cell. */
  importModule(specifier: unknown, options?: ImportCallOptions): Promise<Module>;
  readonly require: NodeJS.Require;
  /** `import.meta` */
  readonly meta: { dirname: string; url: string; resolve(specifier: string): string };
  /** Makes what a cell finds on the global object. `__filename` is not there: a cell is no file. */
  installGlobals(): void;
}

type Import = (specifier: string, options?: ImportCallOptions) => Promise<Module>;

export function createModuleLoader(directory: string): ModuleLoader {
  // A script's `import()` resolves from its own file name: with the conditions of `import`, from
  // the session's directory, wherever the process is by then.
  const load = vm.runInThisContext("(specifier, options) => import(specifier, options)", {
    filename: join(directory, "[session]"),
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  }) as Import;
  const url = pathToFileURL(join(directory, "/")).href;
  const require = createRequire(url);
  const versions = createVersions(require);

  async function importModule(specifier: unknown, options?: ImportCallOptions): Promise<Module> {
    const name = String(specifier);
    try {
      return await load(versions.current(name, url), options);
    } catch (error) {
      throw explain(error, name);
    }
  }

  // Made when it is first asked for: few cells ever do.
  let resolver: ReturnType<typeof createResolver> | undefined;
  function resolve(specifier: string): string {
    resolver ??= createResolver(directory, require);
    try {
      return resolver(specifier);
    } catch (error) {
      throw explain(error, specifier);
    }
  }

  return {
    require,
    importModule,
    meta: { dirname: directory, url, resolve },
    async load(requests) {
      const loaded: Module[] = [];
      for (const request of requests) {
        const hasAttributes = Object.keys(request.attributes).length > 0;
        const options = hasAttributes ? { with: request.attributes } : undefined;
        const module = await importModule(request.specifier, options);
        checkExports(request, module);
        loaded.push(module);
      }
      return loaded;
    },
    installGlobals() {
      for (const [name, value] of Object.entries({ require, __dirname: directory })) {
        Reflect.defineProperty(globalThis, name, { value, writable: true, configurable: true });
      }
    },
  };
}

function checkExports({ specifier, exports }: ImportRequest, module: object): void {
  const missing = exports.find((name) => !(name in module));
  if (missing === undefined) return;
  throw new SyntaxError(
    `The requested module '${specifier}' does not provide an export named '${missing}'`,
  );
}

/** Which version of each relative file the cells have seen. */
function createVersions(require: NodeJS.Require): {
  current(specifier: string, base: string): string;
} {
  const seen = new Map<string, { modified: number; url: string }>();
  return {
    current(specifier, base) {
      if (!/^(?:\.{0,2}\/|file:)/.test(specifier)) return specifier;
      const url = new URL(specifier, base);
      const modified = modifiedMs(url);
      const known = seen.get(url.href);
      if (modified === undefined || known?.modified === modified) return known?.url ?? url.href;
      const version = new URL(url);
      if (known !== undefined) {
        version.searchParams.set("v", String(modified));
        // A CommonJS module is kept under its path, whatever the query says.
        Reflect.deleteProperty(require.cache, fileURLToPath(url));
      }
      seen.set(url.href, { modified, url: version.href });
      return version.href;
    },
  };
}

function modifiedMs(url: URL): number | undefined {
  if (url.protocol !== "file:") return undefined;
  return statSync(url, { throwIfNoEntry: false })?.mtimeMs;
}

/**
 * Node gives `import.meta.resolve` to modules only: so the session's directory gets one, in memory.
 */
function createResolver(directory: string, require: NodeJS.Require): (specifier: string) => string {
  const url = pathToFileURL(join(directory, "[session]")).href;
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

/**
 * A missing package: says which, and how to get it. What is missing is missing from the session's
 * directory.
 */
function explain(error: unknown, specifier: string): unknown {
  const isMissing =
    error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND";
  if (!isMissing) return error;
  error.message = error.message.replace(/ imported from [^]*\[session\]$/, "");
  const name = /^(?:@[^/]+\/)?[^./@:][^/:]*/.exec(specifier)?.[0];
  if (name !== undefined && error.message === `Cannot find package '${name}'`) {
    error.message += `; install it in the session's directory with: npm install ${name}`;
  }
  return error;
}
