// The figures as a table for people.
import type { Measured, Summary, Target } from "./harness.ts";

const header = ["figure", "unit", "ours", "p99", "floor", "p99", "ratio", "target", ""];

export function formatTable(figures: readonly Measured[]): string {
  const rows = [header, ...figures.map(formatRow)];
  const widths = header.map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const lines = rows.map((row) =>
    row
      .map((text, column) =>
        column < 2 ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0),
      )
      .join("  "),
  );
  const floors = new Map(figures.flatMap(({ name, floor }) => (floor ? [[name, floor.name]] : [])));
  const notes = Array.from(floors, ([name, floor]) => `  ${name}: ${floor}`);
  return [...lines, "", "floors", ...notes].join("\n");
}

function formatRow({ name, unit, ours, floor, ratio, target, reached }: Measured): string[] {
  return [
    name,
    unit,
    ...formatSummary(ours),
    ...(floor ? formatSummary(floor) : ["", ""]),
    ratio === undefined ? "" : `${ratio.toFixed(2)}×`,
    target ? formatTarget(target) : "",
    reached === undefined ? "" : reached ? "reached" : "MISSED",
  ];
}

const formatSummary = ({ median, p99 }: Summary): string[] => [
  formatNumber(median),
  formatNumber(p99),
];

function formatTarget(target: Target): string {
  if ("ratio" in target) return `≤ ${target.ratio}×`;
  return "most" in target ? `≤ ${target.most}` : `≥ ${target.least}`;
}

/** Three digits that count. */
const formatNumber = (n: number): string =>
  n >= 100 ? n.toFixed(0) : n >= 10 ? n.toFixed(1) : n.toFixed(n >= 1 ? 2 : 3);
