// The local modules that a session has loaded: which files they are, who imports whom, and which
// version of each is the current one. A module is never unloaded; one that changed on disk gets a
// new URL, `file:///a.js#2`, and so does every module on the way to it. It knows nothing of hooks
// or of how a module is loaded.
import { realpathSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { isUnchanged, takeStamp, type Stamp } from "./stamp.ts";

/** One version of one module. */
export interface Version {
  /** Its URL without the number, which import.meta.url of the first version is. */
  readonly key: string;
  readonly path: string;
  readonly number: number;
  readonly url: string;
  readonly stamp: Stamp | undefined;
  /** What it imported so far, by key. Of a CommonJS module Node knows the rest. */
  readonly imports: Map<string, Version>;
  /** Symbolic links on the way to these, and where they pointed. */
  readonly links: Map<string, string>;
  /** `failed`: it must be loaded once more, changed or not. */
  state: "loading" | "good" | "failed";
}

type ModuleCache = NodeJS.Dict<NodeJS.Module>;

export class Versions {
  readonly #cache: ModuleCache;
  readonly #current = new Map<string, Version>();
  readonly #byUrl = new Map<string, Version>();

  /** The cache is Node's of CommonJS modules. */
  constructor(cache: ModuleCache) {
    this.#cache = cache;
  }

  /** By the URL that bears its number. */
  find(url: string): Version | undefined {
    return this.#byUrl.get(url);
  }

  /** A cell imports a module: it and all that it leads to are compared with what is on disk. */
  enter(key: string): Version {
    const { importers, stale } = this.#compare(key);
    for (const each of stale) {
      this.#renew(each);
      for (const importer of importers.get(each) ?? []) stale.add(importer);
    }
    return this.#ensure(key);
  }

  /** A module imports another. It gets what it got the first time. */
  follow(parentUrl: string | undefined, key: string, link?: string): Version {
    const parent = parentUrl === undefined ? undefined : this.#byUrl.get(parentUrl);
    if (link !== undefined) parent?.links.set(link, fileURLToPath(key));
    const before = parent?.imports.get(key);
    if (before && before.state !== "failed") return before;
    const version = this.#ensure(key);
    parent?.imports.set(key, version);
    return version;
  }

  /** When a cell imports it next it is loaded once more, changed or not. */
  expire(key: string): void {
    const version = this.#current.get(key);
    if (version) version.state = "failed";
  }

  /** A cell's import has come to its end. Returns the paths that this tells something new of. */
  settle(root: Version, state: "good" | "failed"): string[] {
    if (root.state === "good") return [];
    const reached = new Set([root]);
    for (const version of reached) {
      for (const imported of version.imports.values()) {
        if (imported.state !== "good") reached.add(imported);
      }
      version.state = state;
    }
    return Array.from(reached, ({ path }) => path);
  }

  /** All that a module leads to: by whom each is imported, and what is not as it is on disk. */
  #compare(root: string): { importers: Map<string, string[]>; stale: Set<string> } {
    const importers = new Map<string, string[]>([[root, []]]);
    const stale = new Set<string>();
    // A map that grows while it is walked is walked to its end.
    for (const key of importers.keys()) {
      const version = this.#current.get(key);
      if (!version) continue;
      if (version.state === "failed" || hasChanged(version)) stale.add(key);
      for (const [imported, isCurrent] of this.#importsOf(version)) {
        if (!isCurrent) stale.add(key);
        const known = importers.get(imported);
        if (known) known.push(key);
        else importers.set(imported, [key]);
      }
    }
    return { importers, stale };
  }

  *#importsOf({ imports, path }: Version): Iterable<[key: string, isCurrent: boolean]> {
    for (const [key, imported] of imports) yield [key, imported === this.#current.get(key)];
    for (const child of this.#cache[path]?.children ?? []) {
      const url = pathToFileURL(child.filename).href;
      if (!isLocal(url)) continue;
      this.#ensure(url);
      yield [url, this.#cache[child.filename] === child];
    }
  }

  #ensure(key: string): Version {
    return this.#current.get(key) ?? this.#add(key, 1);
  }

  #renew(key: string): void {
    const { path, number } = this.#current.get(key)!;
    // A CommonJS module is kept under its path, whatever its URL says.
    Reflect.deleteProperty(this.#cache, path);
    this.#add(key, number + 1);
  }

  #add(key: string, number: number): Version {
    const path = fileURLToPath(key);
    const version: Version = {
      key,
      path,
      number,
      url: number === 1 ? key : `${key}#${number}`,
      stamp: takeStamp(path),
      imports: new Map(),
      links: new Map(),
      state: "loading",
    };
    this.#current.set(key, version);
    this.#byUrl.set(version.url, version);
    return version;
  }
}

function hasChanged({ path, stamp, links }: Version): boolean {
  if (!isUnchanged(path, stamp)) return true;
  return [...links].some(([link, target]) => !pointsTo(link, target));
}

function pointsTo(link: string, target: string): boolean {
  try {
    return realpathSync(link) === target;
  } catch {
    return false; // gone
  }
}

/** A file of the user's own: not of a package, unless that is a link to a folder of theirs. */
export function isLocal(url: string): boolean {
  return url.startsWith("file:") && !url.includes("/node_modules/");
}
