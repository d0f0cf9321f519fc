// An error, with the places of the user's code standing out.
import type { CellError } from "../../../protocol/shapes.ts";
import type { Palette } from "../terminal/palette.ts";

export function showError(error: CellError, palette: Palette): string {
  const { name, message, hint } = error;
  const stack = error.stack === "" ? `${name}: ${message}` : error.stack;
  const head = `${name}: ${message}`;
  const start = stack.indexOf(head);
  const lines = (part: string): string =>
    part
      .split("\n")
      .map((line) => paintLine(line, hint, palette))
      .join("\n");
  if (start < 0) return lines(stack);
  return (
    lines(stack.slice(0, start)) +
    palette.paint("errorName", name) +
    palette.paint("error", stack.slice(start + name.length, start + head.length)) +
    lines(stack.slice(start + head.length))
  );
}

function paintLine(line: string, hint: string | undefined, palette: Palette): string {
  if (hint !== undefined && line === hint) return palette.paint("warning", line);
  if (/^\s*\^+\s*$/.test(line)) return palette.paint("errorName", line);
  const frame = /^(\s+at )(.*?)(\(?[^\s()]+:\d+:\d+\)?)$/.exec(line);
  if (!frame) return line;
  const [, at = "", whose = "", place = ""] = frame;
  return palette.paint("dim", at) + whose + palette.paint("place", place);
}
