// Ordered edits on the original text. No edit adds or removes a line break, so a position in the
// generated text is always on the line where the user wrote it.
import { createPositionMap, translate, type Kept, type PositionMap } from "./positions.ts";

interface Edit {
  at: number;
  /** End of the replaced original text; equal to `at` for an insertion. */
  end: number;
  text: string;
  /** At one offset: what ends there comes before what begins there. */
  rank: number;
  /** Then by nesting: the outer opens first, the inner closes first. */
  nesting: number;
  order: number;
  /** What of `text` is left as it was, somewhere in the source. */
  kept: readonly Kept[];
}

export interface Edits {
  /** Puts text around a range; of wraps around one range the first one called is the outermost. */
  wrap(start: number, end: number, before: string, after: string): void;
  /** Makes an expression the last argument of a call; a sequence stays one argument. */
  wrapArgument(node: { type: string; start: number; end: number }, before: string): void;
  /** As `wrap`, around every other edit of the range, whenever it is called. */
  frame(start: number, end: number, before: string, after: string): void;
  insert(at: number, text: string): void;
  /** `kept` says which stretches of the text, counted from its start, stand where in the source. */
  replace(start: number, end: number, text: string, kept?: readonly Kept[]): void;
  /** Replaces a range by spaces, keeping its line breaks, with `text` at its head. */
  blank(start: number, end: number, text?: string): void;
  apply(): Applied;
}

export interface Applied {
  code: string;
  kept: Kept[];
  map: PositionMap;
  /** What a piece of the code was before the edits; undefined for what is not of it. */
  restore(piece: string): string | undefined;
}

export function createEdits(source: string): Edits {
  const edits: Edit[] = [];
  function add(
    at: number,
    end: number,
    text: string,
    rank: number,
    nesting: number,
    kept: readonly Kept[] = [],
  ): void {
    const order = rank === 0 ? -edits.length : edits.length;
    edits.push({ at, end, text, rank, nesting, order, kept });
  }
  const self: Edits = {
    wrap(start, end, before, after) {
      if (start === end) return self.insert(start, before + after);
      if (before !== "") add(start, start, before, 1, -end);
      if (after !== "") add(end, end, after, 0, -start);
    },
    wrapArgument({ type, start, end }, before) {
      const [open, close] = type === "SequenceExpression" ? ["(", "))"] : ["", ")"];
      // `of[1]` and `await[1]` need no space; a name in the bracket's place does.
      const gap = /\w/.test(source[start - 1] ?? "") ? " " : "";
      self.wrap(start, end, gap + before + open, close);
    },
    frame(start, end, before, after) {
      if (before !== "") add(start, start, before, 1, -Infinity);
      if (after !== "") add(end, end, after, 0, Infinity);
    },
    insert: (at, text) => add(at, at, text, 1, -at),
    replace: (start, end, text, kept) => add(start, end, text, 2, -end, kept),
    blank(start, end, text = "") {
      const spaces = source.slice(start, end).replace(/[^\n\r\u2028\u2029]/g, " ");
      const fits = spaces.startsWith(" ".repeat(text.length));
      self.replace(
        start,
        end,
        text + (fits ? spaces.slice(text.length) : spaces.replaceAll(" ", "")),
      );
    },
    apply: () => applyEdits(source, edits.sort(compareEdits)),
  };
  return self;
}

function compareEdits(a: Edit, b: Edit): number {
  return a.at - b.at || a.rank - b.rank || a.nesting - b.nesting || a.order - b.order;
}

function applyEdits(source: string, edits: readonly Edit[]): Applied {
  const kept: Kept[] = [];
  let code = "";
  let from = 0;
  for (const edit of edits) {
    // What was replaced as a whole has no edits of its own.
    if (edit.at < from) continue;
    if (edit.at > from) {
      kept.push({ generated: code.length, original: from, length: edit.at - from });
      code += source.slice(from, edit.at);
    }
    for (const piece of edit.kept) {
      kept.push({ ...piece, generated: code.length + piece.generated });
    }
    if (edit.kept.length === 0 && edit.end > edit.at && edit.text.length === edit.end - edit.at) {
      kept.push({ generated: code.length, original: edit.at, length: edit.text.length });
    }
    code += edit.text;
    from = edit.end;
  }
  kept.push({ generated: code.length, original: from, length: source.length - from + 1 });
  code += source.slice(from);
  const restore = (piece: string): string | undefined => {
    const at = code.indexOf(piece);
    if (at === -1) return undefined;
    const [start, end] = [at, at + piece.length].map(
      (offset) => translate(kept, "generated", "original", offset)[0],
    );
    return source.slice(start, end);
  };
  return { code, kept, map: createPositionMap(source, code, kept), restore };
}
