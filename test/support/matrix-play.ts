// Plays the cases of a matrix in V8's REPL mode and in ours, and says where they part.
import { comparable, type Comparison } from "./comparison.ts";
import type { Way } from "./comparer.ts";
import { unfold, type Matrix } from "./matrix.ts";

const ours: readonly Way[] = ["cells", "delayed", "generator", "delayed generator"];

/** Takes every `stride`th case. Returns what differs, one line a case. */
export async function playMatrix(
  comparison: Comparison,
  { head, cases }: Matrix,
  stride: number,
): Promise<string[]> {
  const chosen = unfold(cases.filter((_, index) => index % stride === 0));
  const cells = [...head, ...chosen.flat()];
  const reference = await comparison.play(cells, "reference");
  const complaints: string[] = [];
  for (const way of ours) {
    const outcomes = await comparison.play(cells, way);
    for (const [index, cell] of cells.entries()) {
      const [own = "", other = ""] = [outcomes[index], reference[index]];
      if (comparable(own) !== comparable(other))
        complaints.push(`${way}: ${cell}: ours ${own}, V8's ${other}`);
    }
  }
  return complaints;
}
