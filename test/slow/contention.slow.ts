// Interrupts on a machine that has more to do than processors: a cell that has not had its turn
// yet is not taken for one that is busy, so its own clean-up runs.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { after, before, test } from "node:test";
import { start } from "../../clients/shared/connect.ts";
import { launcher, nodes } from "../support/daemon.ts";

const rounds = 40;
const busy: ReturnType<typeof spawn>[] = [];

before(() => {
  for (let n = 0; n < 4 * availableParallelism(); n++)
    busy.push(spawn(process.execPath, ["-e", "for(;;);"], { stdio: "ignore" }));
});
after(() => busy.forEach((child) => child.kill("SIGKILL")));

/** It prints on the way to its first await, or between two. */
const cells = [
  `try { console.log("x"); await new Promise(() => {}); } finally { cleaned += 1 }`,
  `try { console.log("x"); for (;;) await new Promise(setImmediate); } finally { cleaned += 1 }`,
];

for (const [version, node] of Object.entries(nodes)) {
  test(`what waits cleans up, however late it gets there (${version})`, async () => {
    const client = await start({ command: [node, launcher, "--stdio"] });
    const { session } = client;
    await session.execute("var cleaned = 0");
    for (let round = 0; round < rounds; round++) {
      const controller = new AbortController();
      const code = cells[round % cells.length]!;
      const onOutput = (): void => controller.abort();
      const result = await session.execute(code, { onOutput, signal: controller.signal });
      assert.equal(result.status, "interrupted");
    }
    const { result } = await session.execute("cleaned");
    await client.close();
    assert.equal(result?.data["text/plain"], String(rounds));
  });
}
