// A CPU profile of V8's, as people read it: how long each function took by itself and with what it
// called. What the kernel's own functions did counts as done by whoever called them.
import type { Profiler } from "node:inspector";

export type Profile = Profiler.Profile;

/** The place of a function as it is shown; none where it is the kernel's own. */
export type Locate = (url: string, line: number, column: number) => string | undefined;

/** The name that a function has for its user. */
export type Rename = (name: string, place: string) => string;

/** A function in the place where it was called. Times are in microseconds. */
export interface Call {
  /** Its name and its place. */
  readonly name: string;
  readonly place: string;
  self: number;
  total: number;
  readonly calls: Map<string, Call>;
}

export interface Row {
  readonly name: string;
  readonly place: string;
  self: number;
  total: number;
}

/** Calls of one function from one place are one. */
export function readCalls(profile: Profile, locate: Locate, rename: Rename): Call {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const times = sumTimes(profile);
  const root = createCall("", "");
  const walk = (id: number, above: Call): void => {
    const { callFrame, children = [] } = nodes.get(id)!;
    const { functionName: name, url, lineNumber, columnNumber } = callFrame;
    if (url === "node:inspector") return; // it began the profile
    const place = url === "" ? "" : locate(url, lineNumber + 1, columnNumber + 1);
    const isOwn = place === undefined || (above === root && isEntry(name, url));
    const call = isOwn ? above : enter(above, rename(name, place), place);
    call.self += times.get(id) ?? 0;
    for (const child of children) walk(child, call);
  };
  walk(profile.nodes[0]!.id, root);
  root.self = 0; // what the kernel did before and after
  sumTotals(root);
  return root;
}

/** What the kernel starts code by. */
const isEntry = (name: string, url: string): boolean =>
  name === "(root)" || name === "runInContext" || url === "node:vm";

const createCall = (name: string, place: string): Call => ({
  name,
  place,
  self: 0,
  total: 0,
  calls: new Map(),
});

function enter(above: Call, functionName: string, place: string): Call {
  const isCell = functionName === "" && place.startsWith("In[");
  const name = functionName || (isCell ? "(cell)" : "(anonymous)");
  const key = `${name} ${isCell ? place.replace(/:.*/, "") : place}`;
  const known = above.calls.get(key) ?? createCall(name, place);
  above.calls.set(key, known);
  return known;
}

function sumTimes({
  samples = [],
  timeDeltas = [],
  startTime,
  endTime,
}: Profile): Map<number, number> {
  const times = new Map<number, number>();
  let at = startTime;
  for (const [index, id] of samples.entries()) {
    at += timeDeltas[index] ?? 0;
    // The time behind a sample is its own, until the next one or the end.
    const next = timeDeltas[index + 1] ?? endTime - at;
    times.set(id, (times.get(id) ?? 0) + Math.max(next, 0));
  }
  return times;
}

function sumTotals(call: Call): number {
  call.total = call.self;
  for (const below of call.calls.values()) call.total += sumTotals(below);
  return call.total;
}

/** One row a function. What it took in a call of itself counts once. */
export function listFunctions(root: Call): Row[] {
  const rows = new Map<string, Row>();
  const walk = (call: Call, above: readonly string[]): void => {
    const key = `${call.name} ${call.place}`;
    const { name, place } = call;
    const row = rows.get(key) ?? { name, place, self: 0, total: 0 };
    rows.set(key, row);
    row.self += call.self;
    if (!above.includes(key)) row.total += call.total;
    for (const below of call.calls.values()) walk(below, [...above, key]);
  };
  for (const call of root.calls.values()) walk(call, []);
  return [...rows.values()];
}

export function writeTable(rows: readonly Row[], order: "self" | "total", limit: number): string {
  const sorted = rows.toSorted((a, b) => b[order] - a[order] || b.self - a.self);
  const whole = rows.reduce((sum, { self }) => sum + self, 0);
  const shown = sorted.slice(0, limit);
  const milliseconds = (time: number): string => (time / 1000).toFixed(1).padStart(10);
  const share = (time: number): string =>
    `${((100 * time) / (whole || 1)).toFixed(1)} %`.padStart(8);
  const lines = shown.map(({ name, place, self, total }) => {
    const times = [milliseconds(self), share(self), milliseconds(total), share(total)].join(" ");
    return `${times}  ${name}${place === "" ? "" : `  ${place}`}`;
  });
  const left = sorted.length - shown.length;
  return [
    `${(whole / 1000).toFixed(1)} ms, ordered by ${order} time`,
    "   self ms            total ms            function",
    ...lines,
    ...(left > 0 ? [`… and ${left} more; -l ${sorted.length} shows all`] : []),
    "",
  ].join("\n");
}
