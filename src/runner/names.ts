// What a runner's name says by itself. Both threads of a kernel read it; whether there is such a
// runner, only `registry.ts` can tell.
import type { RunnerKind } from "./runner.ts";

const brought: readonly RunnerKind[] = [
  { name: "native", form: "async", delegates: false },
  { name: "sync", form: "generator", delegates: false },
  { name: "effection", form: "operation", delegates: true },
  { name: "effect", form: "operation", delegates: true },
];

export function describeRunner(name: string): RunnerKind {
  const known = brought.find((each) => each.name === name);
  return known ?? { name, form: "generator", delegates: true };
}
