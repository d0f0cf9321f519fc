// What is read out of a CPU profile.
import assert from "node:assert/strict";
import { test } from "node:test";
import { drawFlameGraph } from "../src/kernel/magics/flamegraph.ts";
import { listFunctions, readCalls, writeTable } from "../src/kernel/magics/profile.ts";

/** Each: its name, its url, and the nodes that it called. */
const tree: readonly (readonly [string, string, ...number[]])[] = [
  ["(root)", "", 2, 8, 9],
  ["run", "kernel.cjs", 3],
  ["", "In[1]#1", 4],
  ["f", "In[1]#1", 5, 6],
  ["wait", "kernel.cjs", 7],
  ["f", "In[1]#1"],
  ["<g>", "a.ts"],
  ["(idle)", ""],
  ["post", "node:inspector"],
];
const samples = [1, 9, 3, 4, 5, 6, 7, 7, 8];
const profile = {
  nodes: tree.map(([functionName, url, ...children], index) => ({
    id: index + 1,
    callFrame: { functionName, url, scriptId: "1", lineNumber: index, columnNumber: 0 },
    children,
  })),
  startTime: 0,
  endTime: 9005,
  samples,
  timeDeltas: [5, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000],
};
const locate = (url: string, line: number): string | undefined =>
  url === "kernel.cjs" ? undefined : `${url.replace(/#.*/, "")}:${url === "a.ts" ? line : 1}:1`;
const calls = readCalls(profile, locate, (name) => name);

test("each function has its own time, and that of what it called", () => {
  assert.deepEqual(
    listFunctions(calls).map(({ name, place, self, total }) => [name, place, self, total]),
    [
      ["(cell)", "In[1]:1:1", 1000, 6000],
      ["f", "In[1]:1:1", 3000, 5000],
      ["<g>", "a.ts:7:1", 2000, 2000],
      ["(idle)", "", 1000, 1000],
    ],
  );
});

test("the table is in the order that was asked for", () => {
  const table = (order: "self" | "total", limit: number): string[] =>
    writeTable(listFunctions(calls), order, limit).split("\n");
  assert.equal(table("self", 9)[0], "7.0 ms, ordered by self time");
  assert.equal(table("self", 9)[2], "       3.0   42.9 %        5.0   71.4 %  f  In[1]:1:1");
  assert.match(table("total", 1)[2]!, /\(cell\)/);
  assert.equal(table("total", 1)[3], "… and 3 more; -l 4 shows all");
});

test("a flame graph has a box for each call that takes time", () => {
  const svg = drawFlameGraph(calls, "a < b");
  assert.equal(svg.match(/<g>/g)?.length, 5);
  assert.ok(svg.includes("&lt;g&gt; a.ts:7:1: 2.0 ms (28.6 %), 2.0 ms by itself"));
  assert.ok(svg.includes(">a &lt; b</text>"));
  assert.ok(svg.startsWith("<svg xmlns=") && svg.endsWith("</svg>\n"));
});
