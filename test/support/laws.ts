// What holds for every program: it means in each of our ways what it means in V8's REPL mode, with
// or without a wait in front, whole or cut into cells at its statements.
import fc from "fast-check";
import { cellPrograms, endOfLog, probeOf } from "./cell-programs.ts";
import { comparable, type Comparison } from "./comparison.ts";
import type { Way } from "./comparer.ts";

const ours: readonly Way[] = ["cells", "delayed", "generator", "delayed generator"];

/** Fails with the seed and the smallest program found that does not obey. */
export async function checkLaws(
  comparison: Comparison,
  runs: fc.Parameters<[string[]]>,
): Promise<void> {
  const law = fc.asyncProperty(cellPrograms, async (program) => {
    const probe = probeOf(program);
    const expected = await outcomeOf(comparison, [program.join("\n")], probe, "reference");
    for (const way of ours) {
      const whole = await outcomeOf(comparison, [program.join("\n")], probe, way);
      agree(`${way}, whole`, whole, expected, program);
      const cut = await outcomeOf(comparison, program, probe, way);
      agree(`${way}, in cells`, seenOf(cut), seenOf(expected), program);
    }
  });
  await fc.assert(law, runs);
}

interface Outcome {
  value: string;
  failure: string | undefined;
  seen: string;
}

async function outcomeOf(
  comparison: Comparison,
  cells: readonly string[],
  probe: string,
  way: Way,
): Promise<Outcome> {
  const played = await comparison.play(["const log = [], fns = []", ...cells, probe], way, {
    stopOnError: true,
  });
  const outcomes = played.map(comparable);
  const failure = outcomes.slice(0, -1).find((outcome) => outcome.startsWith("throws "));
  return { value: outcomes.at(-2) ?? "", failure, seen: outcomes.at(-1) ?? "" };
}

/** What a program that fails declares behind that is there only where it was one cell. */
function seenOf({ failure, seen }: Outcome): object {
  return { failure, seen: failure === undefined ? seen : seen.split(endOfLog)[0] };
}

function agree(how: string, actual: object, expected: object, program: readonly string[]): void {
  const [is, should] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (is !== should)
    throw new Error(`${how}:\n${program.join("\n")}\nis     ${is}\nshould ${should}`);
}
