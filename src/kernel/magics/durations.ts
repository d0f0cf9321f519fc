// Durations as IPython writes them.

const units = [
  { name: "s", perSecond: 1 },
  { name: "ms", perSecond: 1e3 },
  { name: "μs", perSecond: 1e6 },
  { name: "ns", perSecond: 1e9 },
] as const;

const long = [
  { name: "d", seconds: 86_400 },
  { name: "h", seconds: 3600 },
  { name: "min", seconds: 60 },
  { name: "s", seconds: 1 },
];

/** `1.23 μs`; `precision` digits count. From a minute on `1min 5s`. */
export function formatDuration(seconds: number, precision = 3): string {
  if (seconds >= 60) return formatLong(seconds);
  const order = seconds > 0 ? Math.min(-Math.floor(Math.log10(seconds) / 3), 3) : 3;
  const { name, perSecond } = units[Math.max(order, 0)]!;
  return `${Number((seconds * perSecond).toPrecision(precision))} ${name}`;
}

function formatLong(seconds: number): string {
  const parts: string[] = [];
  let left = seconds;
  for (const unit of long) {
    const count = Math.floor(left / unit.seconds);
    if (count > 0) parts.push(`${count}${unit.name}`);
    left -= count * unit.seconds;
  }
  return parts.join(" ");
}
