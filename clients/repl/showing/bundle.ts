// A value as the terminal can show it: of its MIME types the best that there is.
import type { Output } from "../../../protocol/outputs.ts";
import { highlightValue } from "../editing/highlight.ts";
import type { Palette } from "../terminal/palette.ts";
import type { Images } from "../terminal/images.ts";
import { renderMarkdown } from "./markdown.ts";

type Bundle = Pick<Output, "data" | "metadata">;

/** Longer ones are printed as they are: colours are for what one reads. */
const mostColoured = 50_000;

export interface Means {
  palette: Palette;
  images: Images;
  columns: number;
}

/** `text/plain` is always there, and always text. */
export const plainOf = (data: Record<string, unknown> = {}): string =>
  (data["text/plain"] as string | undefined) ?? "";

/** `isBlock`: it begins on a line of its own. */
export interface Shown {
  text: string;
  isBlock: boolean;
}

export function showBundle({ data = {}, metadata = {} }: Bundle, means: Means): Shown {
  const image = means.images.draw(data, metadata);
  if (image !== undefined) return { text: image, isBlock: true };
  const markdown = data["text/markdown"];
  if (typeof markdown === "string")
    return { text: renderMarkdown(markdown, means.palette, means.columns), isBlock: true };
  const plain = plainOf(data);
  const isCode = Object.keys(data).every((type) => type === "text/plain" || type.endsWith("json"));
  const text = isCode ? colourValue(plain, means.palette) : plain;
  return { text, isBlock: plain.includes("\n") };
}

function colourValue(text: string, palette: Palette): string {
  // What has colours already has them from `util.inspect`.
  if (!palette.isOn || text.length > mostColoured || text.includes("\x1b")) return text;
  return highlightValue(text)
    .map((line) =>
      line
        .map((piece) =>
          piece.style === undefined ? piece.text : palette.paint(piece.style, piece.text),
        )
        .join(""),
    )
    .join("\n");
}
