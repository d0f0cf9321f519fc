// Modules as cells see them: what their static imports are given, `import()`, `require`,
// `import.meta`. How a module is found and loaded, `importer.ts` knows.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { ImportRequest } from "../compiler/compile.ts";
import { findClose } from "../std/nearest.ts";
import { Importer, type Module } from "./importer.ts";
import type { OnMapped } from "./typescript.ts";

interface Meta {
  dirname: string;
  main: boolean;
  resolve(specifier: string): string;
  url: string;
}

export interface ModuleLoader {
  /** Loads in order; what fails throws, and the cell stays unrun. */
  load(requests: readonly ImportRequest[], owner?: object): Promise<Module[]>;
  /** `import()` of a cell. The owner is the execution that it belongs to. */
  importModule(specifier: unknown, options?: ImportCallOptions, owner?: object): Promise<Module>;
  /** A local file by its URL, even where it is loaded already and has not changed. */
  importAnew(url: string, owner?: object): Promise<Module>;
  /** A module as `import()` finds it, loaded at once; throws when it can't be. */
  loadNow(specifier: string): unknown;
  /** A file by its path from the one that the specifier leads to. */
  loadBeside(specifier: string, path: string): unknown;
  /** Can it be resolved? */
  has(specifier: string): boolean;
  /** `import.meta`: the same object in all cells. */
  readonly meta: object;
  /** An execution was interrupted, or whatever ran: so were the imports that are not done. */
  abandon(owner?: object): void;
  /** What cells find beside their names. `__filename` is not there: a cell is no file. */
  installGlobals(target: object): void;
  /** Nothing is imported any more: Node's own loader is left to itself. */
  close(): void;
}

export function createModuleLoader(directory: string, onMapped: OnMapped): ModuleLoader {
  const importer = new Importer(directory, onMapped);
  return {
    // What can't be made a string is a rejection, not an exception.
    importModule: async (specifier, options, owner) =>
      importer.import(toText(specifier), options, owner),
    importAnew: (url, owner) => importer.importAnew(url, owner),
    loadNow: (specifier) => importer.load(specifier),
    loadBeside: (specifier, path) => importer.loadBeside(specifier, path),
    has: (specifier) => importer.has(specifier),
    meta: createMeta(directory, importer),
    async load(requests, owner) {
      const loaded: Module[] = [];
      for (const request of requests) {
        const hasAttributes = Object.keys(request.attributes).length > 0;
        const options = hasAttributes ? { with: request.attributes } : undefined;
        const module = await importer.import(request.specifier, options, owner);
        checkExports(request, module);
        loaded.push(module);
      }
      return loaded;
    },
    abandon: (owner) => importer.abandon(owner),
    close: () => importer.close(),
    installGlobals(target) {
      const globals = { require: importer.createRequire(), __dirname: directory };
      for (const [name, value] of Object.entries(globals)) {
        Reflect.defineProperty(target, name, { value, writable: true, configurable: true });
      }
    },
  };
}

/** As `import()` makes a text of what it is given. */
function toText(specifier: unknown): string {
  if (typeof specifier !== "symbol") return String(specifier);
  throw new TypeError("Cannot convert a Symbol value to a string");
}

/** What `import.meta` of a program in that directory has; but a cell is no file. */
function createMeta(directory: string, importer: Importer): Meta {
  const members: Meta = {
    dirname: directory,
    main: true,
    resolve: (specifier) => importer.resolve(specifier),
    url: pathToFileURL(join(directory, "/")).href,
  };
  return Object.assign(Object.create(null) as object, members);
}

function checkExports({ specifier, exports }: ImportRequest, module: object): void {
  const missing = exports.find((name) => !(name in module));
  if (missing === undefined) return;
  throw new SyntaxError(
    `The requested module '${specifier}' does not provide an export named '${missing}'` +
      suggestExport(missing, module, specifier),
  );
}

const shownNames = 8;

function suggestExport(missing: string, module: object, specifier: string): string {
  const common = (module as { "module.exports"?: unknown })["module.exports"];
  if (typeof common === "object" && common !== null && missing in common) {
    return `; it is CommonJS, whose names can't always be told: import it whole, as \
\`import all from ${JSON.stringify(specifier)}; const { ${missing} } = all\``;
  }
  const names = Object.keys(module).filter((name) => name !== "module.exports");
  const close = missing === "default" ? undefined : findClose(missing, names);
  if (close !== undefined) return `; did you mean '${close}'?`;
  if (names.length === 0) return "; it has no exports";
  return names.length > shownNames ? "" : `; it has ${names.join(", ")}`;
}
