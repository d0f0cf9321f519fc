// Ten thousand executes in one session: answered in order, and nothing is left behind by any of
// them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { start } from "../../clients/shared/connect.ts";
import { launcher, nodes } from "../support/daemon.ts";
import { countOpenFiles, peakMemoryMb, untilDescendants } from "../support/processes.ts";

const total = 10_000;
const batch = 1000;

/** Heap after a collection, and what keeps the loop alive, as the kernel sees itself. */
const measure = `
  require("node:v8").setFlagsFromString("--expose-gc");
  const collect = require("node:vm").runInNewContext("gc");
  for (let i = 0; i < 3; i++) { await new Promise((resolve) => setImmediate(resolve)); collect(); }
  JSON.stringify([process.memoryUsage().heapUsed, process.getActiveResourcesInfo().length])`;

for (const [version, node] of Object.entries(nodes)) {
  test(`ten thousand executes on ${version}`, async (context) => {
    const client = await start({ command: [node, launcher, "--stdio"] });
    context.after(() => client.kill());
    const daemonPid = client.process.pid!;

    async function observe(): Promise<{ heap: number; resources: number; files: number }> {
      const { result, error } = await client.execute(measure, { storeHistory: false });
      assert.equal(error, undefined);
      const text = result?.data["text/plain"] as string;
      const [heap, resources] = JSON.parse(text.slice(1, -1)) as [number, number];
      return { heap, resources, files: countOpenFiles(daemonPid) };
    }

    const order: number[] = [];
    async function executeBatch(first: number): Promise<void> {
      const answers = Array.from({ length: batch }, async (_, index) => {
        const number = first + index;
        const code = number % 2 === 0 ? `${number}` : `await Promise.resolve(${number})`;
        const { status, result } = await client.execute(code);
        order.push(number);
        assert.equal(status, "ok");
        assert.equal(result?.data["text/plain"], `${number}`);
      });
      await Promise.all(answers);
    }

    // The first two thousand make what stays: caches, and what is remembered up to its bound, the
    // last thousand asynchronous cells among it.
    // So do the kernel in stock, which is started a moment after the session took its own, and the
    // keeper of the history, which begins when it is first asked.
    await executeBatch(0);
    await executeBatch(batch);
    await untilDescendants(daemonPid, 2);
    await client.request("history/query", { mode: "tail", n: 1 });
    const before = await observe();
    for (let first = 2 * batch; first < total; first += batch) await executeBatch(first);
    const afterwards = await observe();

    assert.deepEqual(order, [...order.keys()]);
    assert.equal(order.length, total);
    assert.ok(
      afterwards.heap < before.heap * 1.1,
      `heap of the kernel: ${before.heap} → ${afterwards.heap}`,
    );
    assert.equal(afterwards.resources, before.resources);
    assert.equal(afterwards.files, before.files);
    // V8 takes its time to collect what ten thousand answers leave, in two threads.
    assert.ok(peakMemoryMb(daemonPid) < 220, `${peakMemoryMb(daemonPid)} MB`);
    await client.close();
    assert.equal(await client.exited, 0);
  });
}
