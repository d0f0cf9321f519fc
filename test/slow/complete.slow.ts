// Completion of an idle kernel, many times over: each is answered with what there is, none lies
// there until something else happens (Node 26 leaves a question of the inspector now and then).
import assert from "node:assert/strict";
import { test } from "node:test";
import { start } from "../../clients/shared/connect.ts";
import { launcher, nodes } from "../support/daemon.ts";

const rounds = 300;

for (const [name, node] of Object.entries(nodes)) {
  test(`${rounds} completions, one after the other, on ${name}`, async () => {
    const env = { ...process.env, AWAITD_KERNEL_NODE: node };
    const { session, close } = await start({
      command: [process.execPath, launcher, "--stdio"],
      env,
    });
    try {
      await session.execute("const thing = { deep: { list: [1] } }");
      for (let round = 0; round < rounds; round++) {
        const { matches } = await session.complete("thing.deep.list.fla");
        const labels = matches.map(({ label }) => label);
        assert.deepEqual(labels, ["flat", "flatMap"], `round ${round}`);
      }
    } finally {
      await close();
    }
  });
}
