// What the user has made of each cell before it is compiled: of its text first, then of its tree.
// Each runs once a cell. One that throws is switched off and said so; the cell runs without it.
import type { TreeTransform, TreeTransforms } from "../../compiler/transform.ts";
import { switchOff } from "./switch.ts";

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
        switchOff(this.input, transform, "input transform", thrown);
      }
    }
    return text;
  }

  onFailure(transform: TreeTransform, thrown: unknown): void {
    switchOff(this.list, transform, "tree transform", thrown);
  }
}
