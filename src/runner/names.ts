// What a runner's name says by itself. Both threads of a kernel read it; whether there is such a
// runner, only `registry.ts` can tell.
import type { RunnerKind } from "./runner.ts";

const brought: readonly RunnerKind[] = [
  { name: "native", form: "async", delegates: false },
  { name: "sync", form: "generator", delegates: false },
  { name: "effection", form: "operation", delegates: true },
  { name: "effect", form: "operation", delegates: true },
];

/** Those that awaitd brings; the last two need the package of their name. */
export const runnerNames: readonly string[] = brought.map(({ name }) => name);

/** What is wrong with this name, or nothing. */
export function checkRunner(name: string): { name: "UnknownRunner"; message: string } | undefined {
  if (runnerNames.includes(name)) return undefined;
  const known = runnerNames.map((each) => `\`${each}\``).join(", ");
  return { name: "UnknownRunner", message: `no runner is called \`${name}\`; there are ${known}` };
}

export function describeRunner(name: string): RunnerKind {
  const known = brought.find((each) => each.name === name);
  return known ?? { name, form: "generator", delegates: true };
}
