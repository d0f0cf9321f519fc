// A session's names and values by the client library, while a cell runs.
import assert from "node:assert/strict";
import { test } from "node:test";
import { start } from "../clients/shared/connect.ts";
import { lookAtVariables } from "../src/kernel/inspection/look.ts";
import { launcher } from "./support/daemon.ts";

test("variables are listed, and opened part by part, while a cell runs", async () => {
  const client = await start({ command: [process.execPath, launcher, "--stdio"] });
  const { session } = client;
  const started: (() => void)[] = [];
  client.on("execution/didStart", () => started.shift()?.());
  try {
    await session.execute("const thing = { size: 1, list: [1, 2] }");
    const begun = Promise.withResolvers<void>();
    started.push(begun.resolve);
    const running = session.execute("for (;;);");
    await begun.promise;
    const { variables } = await session.variables();
    const [thing] = variables;
    assert.deepEqual([thing?.name, thing?.kind, thing?.executionCount], ["thing", "const", 1]);
    const { total, entries } = await session.expand(thing?.ref ?? "", { start: 0, count: 1 });
    assert.deepEqual([total, entries], [2, [{ name: "size", type: "number", preview: "1" }]]);
    await assert.rejects(session.expand("nowhere"), { code: 1012 });
    const { data } = await session.inspect("thing.size", 2, { detail: 1 });
    assert.match(data["text/plain"] ?? "", /\{ size: 1, list: \[ 1, 2 \] \}/);
    await session.interrupt();
    await running;
  } finally {
    await client.close();
  }
});

test("a thousand variables are listed in steps, so that the main thread goes on", async () => {
  const names = Array.from({ length: 1000 }, (_, index) => `name${index}`);
  const steps: number[] = [];
  // The inspector, as far as it is asked; one name goes while the list is made.
  const ask = async (method: string, params: object): Promise<Record<string, unknown>> => {
    if (method === "Runtime.globalLexicalScopeNames") return { names };
    const { expression } = params as { expression: string };
    const [, request = "", thunks = ""] = /look\((".*"), (\{.*\})\)$/.exec(expression) ?? [];
    const asked = JSON.parse(JSON.parse(request) as string) as { type: string; names?: string[] };
    if (asked.names) steps.push(thunks.split("=>").length - 1);
    const left = asked.names?.filter((name) => name !== "name500").map((name) => ({ name }));
    return { result: { value: JSON.stringify(left ?? names) } };
  };
  const variables = await lookAtVariables("me", { ask, isGuest: false });
  assert.deepEqual(
    variables.map(({ name }) => name),
    names.filter((name) => name !== "name500"),
  );
  assert.ok(Math.max(...steps) <= 50, steps.join());
  assert.equal(
    steps.reduce((sum, step) => sum + step, 0),
    1000,
  );
});
