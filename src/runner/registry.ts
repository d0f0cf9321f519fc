// Which runner a name leads to, in one session: one that awaitd brings, a function of the user's
// namespace, or an export of a module (`./runners.mjs#tracing`).
import { createCustomRunner, type RunnerFunction } from "./custom.ts";
import { native } from "./native.ts";
import type { Packages } from "./packages.ts";
import type { Runner } from "./runner.ts";
import { sync } from "./sync.ts";

/** What a session has that a name may lead to. */
export interface Surroundings {
  /** The value of a name of the user's; undefined where there is none. */
  read(name: string): unknown;
  /**
   * A module, loaded at once, as `import` finds it from the session's directory; throws when it
   * can't be.
   */
  load(specifier: string): unknown;
  /** `module#export`, in two. */
  split(name: string): { specifier: string; exported: string } | undefined;
  /** What runners there are, in words. */
  list(): string;
  packages: Packages;
}

/** Runners made of a package are made of the one that the session's cells import. */
const brought: Record<string, (surroundings: Surroundings) => Runner> = {
  native: () => native,
  sync: () => sync,
  effection: ({ packages }) => packages.effection,
  effect: ({ packages }) => packages.effect,
};

export class UnknownRunner extends Error {
  override readonly name = "UnknownRunner";
}

/** Throws an `UnknownRunner` that lists what there is. */
export function findRunner(name: string, surroundings: Surroundings): Runner {
  if (Object.hasOwn(brought, name))
    return load(name, surroundings, () => brought[name]!(surroundings));
  const split = surroundings.split(name);
  const found = split
    ? load(name, surroundings, () =>
        Reflect.get(surroundings.load(split.specifier) as object, split.exported),
      )
    : surroundings.read(name);
  if (typeof found === "function") return createCustomRunner(name, found as RunnerFunction);
  const missing = split
    ? `${split.specifier} has no export \`${split.exported}\``
    : `no runner and no function is called \`${name}\``;
  const why = found === undefined ? missing : `\`${name}\` is no function, so it is no runner`;
  throw new UnknownRunner(`${why}; ${surroundings.list()}`);
}

function load<T>(name: string, surroundings: Surroundings, make: () => T): T {
  try {
    return make();
  } catch (error) {
    const why = isAsync(error)
      ? "its module has an `await` at its top level: import its function in a cell, and name that"
      : String(error).replace(/^Error: /, "");
    const message = `the runner \`${name}\` can't be loaded: ${why}; ${surroundings.list()}`;
    throw new UnknownRunner(message, { cause: error });
  }
}

const isAsync = (error: unknown): boolean =>
  error instanceof Error && (error as { code?: string }).code === "ERR_REQUIRE_ASYNC_MODULE";
