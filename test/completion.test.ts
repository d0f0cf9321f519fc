// Both halves of a completion as one answer: by themselves, and of a kernel that is busy.
import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import { test } from "node:test";
import { start } from "../clients/shared/connect.ts";
import { merge } from "../src/daemon/completion.ts";
import type { Suggestion } from "../src/language/completion.ts";
import { launcher } from "./support/daemon.ts";
import { findDescendants, untilGone } from "./support/processes.ts";

const none = { matches: [], start: 4, end: 4, source: "live" as const };
const live = {
  matches: [
    { label: "size", kind: "property", type: "number" },
    { label: "own", kind: "property" },
  ],
  start: 2,
  end: 4,
  source: "live",
} satisfies Parameters<typeof merge>[0];
const typed = { start: 2, end: 4, isMember: true };

const suggest = (label: string, rank: string, more: object = {}): Suggestion => ({
  match: { label, kind: "variable", ...more },
  rank,
});

test("what both know is told once, with what each knows of it", () => {
  const size = suggest("size", "11", { detail: "(property) size: number" });
  assert.deepEqual(merge(live, [suggest("other", "11"), size], typed), {
    matches: [
      { label: "size", kind: "property", type: "number", detail: "(property) size: number" },
      { label: "own", kind: "property" },
      { label: "other", kind: "variable" },
    ],
    start: 2,
    end: 4,
    source: "both",
  });
});

test("the nearer comes first: names of the text, of the session, what would be imported", () => {
  const far = { edits: [{ start: 0, end: 0, newText: "import …" }] };
  const all = [suggest("parameter", "11"), suggest("global", "15"), suggest("size", "16", far)];
  const { matches } = merge(live, all, { ...typed, isMember: false });
  assert.deepEqual(
    matches.map(({ label }) => label),
    ["parameter", "size", "own", "global"],
  );
  assert.ok(matches.every(({ edits }) => edits === undefined));
});

test("one half alone, and one that is about something else", () => {
  assert.equal(merge(live, [], typed), live);
  assert.deepEqual(merge(none, [suggest("only", "11")], typed), {
    matches: [{ label: "only", kind: "variable" }],
    start: 2,
    end: 4,
    source: "static",
  });
  assert.equal(merge(live, [{ ...suggest("path", "11"), start: 0 }], typed), live);
});

test("types while a cell runs, in both policies; no process outlives the daemon", async () => {
  const client = await start({ command: [process.execPath, launcher, "--stdio"] });
  const complete = async (code: string) =>
    client.request("complete", { code, cursor: code.length });
  const starts: (() => void)[] = [];
  client.on("execution/didStart", () => starts.shift()?.());
  try {
    const code = "const thing = { size: 1 };\n%time 1\nasync function make() { return [thing] }";
    await client.session.execute(code);
    for (const policy of ["perCell", "persistent"] as const) {
      await client.request("setLoopPolicy", { policy });
      const { promise: started, resolve } = Promise.withResolvers<void>();
      starts.push(resolve);
      const running = client.session.execute("for (;;);");
      await started;
      // The first question starts the server, and does not wait for it.
      let found = await complete("(await make())[0].s");
      for (; found.source === "live"; found = await complete("(await make())[0].s"))
        await setTimeout(20);
      const [{ label, detail } = {}] = found.matches;
      assert.deepEqual([label, detail], ["size", "(property) size: number"]);
      const place = { code: "(await make())[0].size", cursor: 22 };
      // It may be late on a machine that is busy otherwise, too.
      let told = await client.request("inspect", place);
      for (; !told.found; told = await client.request("inspect", place)) await setTimeout(20);
      assert.equal(told.data["text/plain"], "Declared:    (property) size: number");
      await client.request("interrupt", {});
      assert.equal((await running).status, "interrupted");
    }
    const pids = findDescendants(client.process.pid ?? 0);
    await client.close();
    await untilGone(pids, 5_000);
  } finally {
    client.kill();
  }
});
