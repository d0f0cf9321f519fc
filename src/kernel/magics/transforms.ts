// What the user has made of each cell before it is compiled: of its text first, then of its tree.
// Each runs once a cell. One that throws is switched off and said so; the cell runs without it.
import type { TreeTransform, TreeTransforms } from "../../compiler/transform.ts";

export type InputTransform = (code: string) => string;

export class Transforms implements TreeTransforms {
  /** The user's to change, as any array. */
  readonly input: InputTransform[] = [];
  readonly list: TreeTransform[] = [];

  transformInput(code: string): string {
    let text = code;
    const wanted = this.input.slice();
    for (const transform of wanted) {
      try {
        const made: unknown = transform(text);
        if (typeof made !== "string")
          throw new TypeError(`it must return the cell's text, not ${typeof made}`);
        text = made;
      } catch (thrown) {
        switchOff(this.input, transform, "input", thrown);
      }
    }
    return text;
  }

  onFailure(transform: TreeTransform, thrown: unknown): void {
    switchOff(this.list, transform, "tree", thrown);
  }
}

function switchOff<T extends (...args: never[]) => unknown>(
  list: T[],
  transform: T,
  kind: string,
  thrown: unknown,
): void {
  const at = list.indexOf(transform);
  if (at !== -1) list.splice(at, 1);
  const article = kind === "input" ? "an" : "a";
  const what =
    transform.name === ""
      ? `${article} ${kind} transform`
      : `the ${kind} transform \`${transform.name}\``;
  process.stderr.write(`awaitd: ${what} failed and is switched off: ${describe(thrown)}\n`);
}

/** With the rows of the user's own code. */
function describe(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  const rows = String(thrown.stack ?? thrown).split("\n");
  return rows.filter((row) => !/^ +at .*\(node:/.test(row)).join("\n");
}
