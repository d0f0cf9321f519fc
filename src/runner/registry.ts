// Which runner a name leads to, in one session: one that awaitd brings, a function of the user's
// namespace, or an export of a module (`./runners.mjs#tracing`).
import { createCustomRunner, type RunnerFunction } from "./custom.ts";
import { runnerNames } from "./names.ts";
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
  /** Can it be resolved from there? */
  has(specifier: string): boolean;
  /** The user's names that are functions. */
  functions(): string[];
  packages: Packages;
}

/** Runners made of a package are made of the one that the session's cells import. */
const brought: Record<string, (surroundings: Surroundings) => Runner> = {
  native: () => native,
  sync: () => sync,
  effection: ({ packages }) => packages.effection,
};

/** Throws an `UnknownRunner` that lists what there is. */
export function findRunner(name: string, surroundings: Surroundings): Runner {
  if (Object.hasOwn(brought, name)) return brought[name]!(surroundings);
  const hash = name.lastIndexOf("#");
  if (hash > 0) return findExport(name, hash, surroundings);
  const found = surroundings.read(name);
  if (typeof found === "function") return createCustomRunner(name, found as RunnerFunction);
  const why =
    found === undefined
      ? `no runner is called \`${name}\``
      : `\`${name}\` is no function, so it can't be a runner`;
  throw new UnknownRunner(`${why}; ${listRunners(surroundings)}`);
}

export class UnknownRunner extends Error {
  override readonly name = "UnknownRunner";
}

function findExport(name: string, hash: number, surroundings: Surroundings): Runner {
  const specifier = name.slice(0, hash);
  const exported = name.slice(hash + 1);
  const found = (surroundings.load(specifier) as Record<string, unknown>)[exported];
  if (typeof found === "function") return createCustomRunner(name, found as RunnerFunction);
  const why = found === undefined ? "has no export" : "has no function";
  throw new UnknownRunner(`${specifier} ${why} \`${exported}\`; ${listRunners(surroundings)}`);
}

const shownFunctions = 8;

function listRunners(surroundings: Surroundings): string {
  const own = runnerNames.filter((name) => Object.hasOwn(brought, name)).map(quote);
  const functions = surroundings.functions();
  const shown = functions.length > shownFunctions ? [] : functions.map(quote);
  const more = shown.length > 0 ? `, and of your functions ${shown.join(", ")}` : "";
  return `there are ${own.join(", ")}${more}`;
}

const quote = (name: string): string => `\`${name}\``;
