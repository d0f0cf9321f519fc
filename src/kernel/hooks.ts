// What Node's module loader asks of us: which version of a local module an import means, and the
// source of what Node itself would not load as it should. Hooks cost every import a little, so
// there are none before a cell imports something that is not Node's own, and none for sources
// before there is a second version of a module, or one in TypeScript.
import { realpathSync, statSync } from "node:fs";
import {
  registerHooks,
  type LoadFnOutput,
  type ModuleHooks,
  type ResolveFnOutput,
} from "node:module";
import { dirname, resolve as resolvePath } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { createRequired, findRequired, readSource } from "./required.ts";
import { isTypeScript, loadTypeScript, type OnMapped } from "./typescript.ts";
import { isLocal, type Version, type Versions } from "./versions.ts";

/** Where the package is not installed, it is the one that runs: a config file may import it. */
const ownEntry = new URL("./embed.cjs", import.meta.url).href;

const isMissing = (error: unknown): boolean =>
  ["ERR_MODULE_NOT_FOUND", "MODULE_NOT_FOUND"].includes((error as NodeJS.ErrnoException).code!);

export interface HookOptions {
  versions: Versions;
  /** The URL that imports of cells come from. */
  session: string;
  /** Told what a cell's import of this specifier came to. */
  onEnter(specifier: string, version: Version): void;
  /** Returns the error to be thrown where a module of the user's own asks for what is not there. */
  explain(error: unknown, specifier: string): unknown;
  onMapped: OnMapped;
}

/** Returns what takes them away again. */
export function installHooks(options: HookOptions): () => void {
  const { versions, session, onEnter, explain, onMapped } = options;
  let entered = 0;
  let loadHook: ModuleHooks | undefined;
  const isLater = (url: string): boolean => (versions.find(url)?.number ?? 1) > 1;

  function resolve(
    next: () => ResolveFnOutput,
    specifier: string,
    parentUrl: string | undefined,
  ): ResolveFnOutput {
    try {
      return next();
    } catch (error) {
      if (specifier === "awaitd" && isMissing(error)) return { url: ownEntry, shortCircuit: true };
      // Packages try this and that, and look at what comes of it.
      throw parentUrl !== undefined && isLocal(parentUrl) ? explain(error, specifier) : error;
    }
  }

  const resolveHook = registerHooks({
    resolve(specifier, context, next) {
      const required = findRequired(specifier);
      if (required) return { ...required, shortCircuit: true };
      const { parentURL } = context;
      const isCell = parentURL === session;
      // Node remembers what a parent's specifier resolved to; on disk that may have changed.
      const asked = isCell ? { ...context, parentURL: `${session}?${++entered}` } : context;
      const result = resolve(() => next(specifier, asked), specifier, parentURL);
      if (result.url === ownEntry || !isLocal(result.url) || isLater(result.url)) return result;
      const isRequire = context.conditions.includes("require");
      const link = findLink(specifier, parentURL ?? session, result.url, isRequire);
      const key = link?.url ?? result.url;
      const version = isCell ? versions.enter(key) : versions.follow(parentURL, key, link?.path);
      if (isCell) onEnter(specifier, version);
      if (version.number > 1 || isTypeScript(version.path)) {
        loadHook ??= installLoadHook(versions, onMapped);
      }
      return { ...result, url: version.url };
    },
  });
  return () => {
    resolveHook.deregister();
    loadHook?.deregister();
  };
}

function installLoadHook(versions: Versions, onMapped: OnMapped): ModuleHooks {
  return registerHooks({
    load(url, context, next) {
      const required = findRequired(url);
      if (required) return { ...required, shortCircuit: true };
      const version = versions.find(url);
      if (!version) return next(url, context);
      const isErased = isTypeScript(version.path);
      const loaded = isErased ? loadTypeScript(version, onMapped) : next(url, context);
      if (version.number === 1) return loaded;
      const isRequired = context.conditions.includes("require");
      return (
        (isRequired && createRequired(version, loaded)) ||
        (isErased ? loaded : nameSource(version, loaded))
      );
    },
  });
}

/** A stack names a later version as it names the first. */
function nameSource({ key }: Version, loaded: LoadFnOutput): LoadFnOutput {
  if (loaded.format !== "module") return loaded;
  return { ...loaded, source: `${readSource(loaded)}\n//# sourceURL=${key}` };
}

/**
 * A relative file that is reached by a symbolic link, as the link is now: Node remembers where it
 * pointed first.
 */
function findLink(
  specifier: string,
  parentUrl: string,
  resolved: string,
  isRequire: boolean,
): { path: string; url: string } | undefined {
  if (!/^(?:\.{0,2}\/|file:)/.test(specifier)) return undefined;
  const path = isRequire
    ? resolvePath(dirname(fileURLToPath(parentUrl)), specifier)
    : fileURLToPath(new URL(specifier, parentUrl));
  if (path === fileURLToPath(resolved)) return undefined;
  // `./a` may mean `./a.js`, or `./a/index.js`.
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return undefined;
  const url = pathToFileURL(realpathSync(path));
  url.search = new URL(resolved).search;
  return { path, url: url.href };
}
