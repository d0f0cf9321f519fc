import { native } from "./native.ts";
import type { Runner } from "./runner.ts";
import { sync } from "./sync.ts";

const runners = new Map<string, Runner>([native, sync].map((runner) => [runner.name, runner]));

/** The runner of this name, which `checkRunner` has accepted. */
export function findRunner(name: string): Runner {
  const runner = runners.get(name);
  if (!runner) throw new TypeError(`no runner is called ${name}`);
  return runner;
}
