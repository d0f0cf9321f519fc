// A flame graph as SVG that needs no script: a function stands on the one that called it, as wide
// as the time that it took. What is too narrow to be seen is left out.
import type { Call } from "./profile.ts";

const width = 1200;
const rowHeight = 18;
const margin = 8;
const leastWidth = 0.5;
const letterWidth = 6.6;

export function drawFlameGraph(root: Call, title: string): string {
  const depth = measureDepth(root);
  const height = 2 * margin + rowHeight * (depth + 1);
  const boxes: string[] = [];
  const draw = (call: Call, level: number, start: number, scale: number): void => {
    let left = start;
    for (const below of call.calls.values()) {
      const size = below.total * scale;
      if (size >= leastWidth) {
        const top = height - margin - rowHeight * (level + 1);
        boxes.push(drawBox(below, { left, top, size }, root.total));
        draw(below, level + 1, left, scale);
      }
      left += size;
    }
  };
  draw(root, 0, margin, (width - 2 * margin) / (root.total || 1));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" ` +
      `height="${height}" font-family="monospace" font-size="11">`,
    `<rect width="100%" height="100%" fill="#fffdf8"/>`,
    `<text x="${width / 2}" y="${margin + 11}" text-anchor="middle">${escape(title)}</text>`,
    ...boxes,
    "</svg>\n",
  ].join("\n");
}

const measureDepth = (call: Call): number =>
  1 + Math.max(0, ...[...call.calls.values()].map(measureDepth));

function drawBox(
  { name, place, self, total }: Call,
  { left, top, size }: { left: number; top: number; size: number },
  whole: number,
): string {
  const text = place === "" ? name : `${name} ${place}`;
  const letters = Math.floor((size - 4) / letterWidth);
  const label = letters < 3 ? "" : text.length > letters ? `${text.slice(0, letters - 1)}…` : text;
  const share = ((100 * total) / (whole || 1)).toFixed(1);
  const tip = `${text}: ${write(total)} (${share} %), ${write(self)} by itself`;
  const [x, y, w] = [left, top, Math.max(size - 0.5, leastWidth)].map((each) => each.toFixed(1));
  return (
    `<g><title>${escape(tip)}</title><rect x="${x}" y="${y}" width="${w}" ` +
    `height="${rowHeight - 1}" rx="1" fill="${colour(name)}"/>` +
    (label === ""
      ? ""
      : `<text x="${(left + 2).toFixed(1)}" y="${top + 12}">${escape(label)}</text>`) +
    "</g>"
  );
}

const write = (time: number): string => `${(time / 1000).toFixed(1)} ms`;

/** Warm, and the same for one name in every graph. */
function colour(name: string): string {
  let hash = 0;
  for (const letter of name) hash = (hash * 31 + letter.codePointAt(0)!) % 997;
  return `hsl(${10 + (hash % 45)} 85% ${68 + (hash % 12)}%)`;
}

const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
