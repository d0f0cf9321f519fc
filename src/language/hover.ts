// What the server says of a name, in Markdown.
import { untangle } from "./wording.ts";
import { toOffset, type Range } from "./places.ts";

export interface Hover {
  /** The declaration, in TypeScript. */
  signature: string;
  /** What is written about it, in Markdown; empty where nothing is. */
  documentation: string;
  /** Which part of the code it is about. */
  start: number;
  end: number;
}

/** As the server tells it. */
export interface HoverText {
  contents: { value: string } | string;
  range?: Range;
}

export function readHover(found: HoverText | null, code: string): Hover | undefined {
  if (!found) return undefined;
  const text = typeof found.contents === "string" ? found.contents : found.contents.value;
  const [, block, documentation = ""] = fenced.exec(text) ?? [];
  if (block === undefined) return undefined;
  const start = found.range && toOffset(code, found.range.start);
  const end = found.range && toOffset(code, found.range.end);
  const signature = untangle(block);
  // So it tells of a name that it does not know.
  if (signature === "any") return undefined;
  return { signature, documentation: documentation.trim(), start: start ?? 0, end: end ?? 0 };
}

const fenced = /^```\w*\n([\s\S]*?)\n```\n?([\s\S]*)$/;
