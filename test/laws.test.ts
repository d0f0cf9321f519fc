// Laws of cells over arbitrary programs; test/slow/laws.slow.ts tries many more.
import { after, test } from "node:test";
import { startComparison } from "./support/comparison.ts";
import { checkLaws } from "./support/laws.ts";

const comparison = await startComparison(import.meta.dirname);
after(() => comparison.close());

test("a program means the same however it is cut and whatever waits in front of it", () =>
  checkLaws(comparison, { numRuns: 50 }));
