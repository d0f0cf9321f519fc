// What is said in place of outputs that are not there.
import type { LostItem } from "../../shared/output-list.ts";

export function describeLost({ why, size, lines, others }: LostItem): string {
  if (why === "gap")
    return `Some output is missing here: the daemon no longer had it (${bytes(size)}).`;
  if (why === "limit")
    return `${bytes(size)} were dropped: the cell printed more than limits.outputBytesPerCell.`;
  const parts = [count(lines, "line"), count(others, "display")].filter((part) => part !== "");
  const what = parts.length > 0 ? parts.join(" and ") : "the beginning";
  return `The oldest output was dropped: ${what} (${bytes(size)}). This page keeps the newest.`;
}

const count = (number: number, noun: string): string =>
  number === 0 ? "" : `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;

function bytes(size: number): string {
  if (size < 1024) return `${size} bytes`;
  const kibibytes = size / 1024;
  if (kibibytes < 1024) return `${kibibytes.toFixed(1)} KiB`;
  return `${(kibibytes / 1024).toFixed(1)} MiB`;
}
