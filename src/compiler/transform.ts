// What others make of a cell before it is compiled: each is given the tree and the text, and says
// what is to stand where. One that throws, or leaves no program behind, changes nothing.
import type { Program } from "acorn";
import { createEdits } from "./edits.ts";
import { parseCell, type ParsedCell, type ParseOptions } from "./parse.ts";
import { composeMaps, type PositionMap } from "./positions.ts";

export interface TextEdit {
  /** Offsets in `source`, in UTF-16 units; an insertion where they are the same. */
  start: number;
  end: number;
  text: string;
}

/** `source` is the cell without types and magics, as ESTree's `program` has the places of it. */
export type TreeTransform = (cell: {
  program: Program;
  source: string;
}) => Iterable<TextEdit> | undefined;

export interface TreeTransforms {
  readonly list: readonly TreeTransform[];
  /** Told of one that threw, or whose text is no program. */
  onFailure(transform: TreeTransform, thrown: unknown): void;
}

export interface Transformed {
  text: string;
  cell: ParsedCell;
  map?: PositionMap;
}

export function transformCell(
  text: string,
  cell: ParsedCell,
  transforms: TreeTransforms,
  options: ParseOptions,
): Transformed {
  let done: Transformed = { text, cell };
  for (const transform of transforms.list) {
    try {
      done = transformOnce(done, transform, options);
    } catch (thrown) {
      transforms.onFailure(transform, thrown);
    }
  }
  return done;
}

function transformOnce(
  done: Transformed,
  transform: TreeTransform,
  options: ParseOptions,
): Transformed {
  const { text: source, cell } = done;
  const wanted = transform({ program: cell.program, source });
  if (wanted === undefined) return done;
  const edits = createEdits(source);
  for (const { start, end, text } of wanted) {
    if (!(Number.isInteger(start) && start >= 0 && end >= start && end <= source.length))
      throw new RangeError(`there is no range ${start}…${end} in a text of ${source.length}`);
    if (typeof text !== "string") throw new TypeError("the `text` of an edit must be a string");
    if (start === end) edits.insert(start, text);
    else edits.replace(start, end, text);
  }
  const { code, map } = edits.apply();
  const parsed = parseCell(code, options);
  if ("diagnostic" in parsed) throw new SyntaxError(parsed.diagnostic.message);
  return { text: code, cell: parsed.cell, map: done.map ? composeMaps(done.map, map) : map };
}
