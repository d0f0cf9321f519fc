// No kernel outlives its daemon, whatever it is busy with and however the daemon ends.
import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { test } from "node:test";
import { createClient, type Client } from "../../clients/shared/client.ts";
import { nodes, startServing, startStdio } from "../support/daemon.ts";
import { openChannel } from "../../clients/shared/connect.ts";
import { findDescendants, isAlive, untilGone } from "../support/processes.ts";

/** Two seconds are asked for; the rest is for a busy machine. */
const limitMs = 5000;

const wait = "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);";
const busy = [
  "while (true);",
  "setInterval(() => {}, 1000); await new Promise(() => {});",
  'require("node:child_process").execSync("sleep 300");',
  `require("node:child_process").spawn("sleep", ["300"]); ${wait}`,
  'for (const name of ["SIGTERM", "disconnect"]) process.on(name, () => {}); while (true);',
  "\n!sleep 300 & sleep 300",
  "\n!trap '' INT TERM HUP; while true; do sleep 300; done",
].map((code) => `console.log("busy"); ${code}`);

/** A session for each way of being busy; resolves when all are. */
async function keepBusy(client: Client): Promise<void> {
  for (const code of busy) {
    const session = await client.createSession();
    const { promise, resolve } = Promise.withResolvers<void>();
    const answer = session.execute(code, { onOutput: () => resolve() });
    // It ends with its daemon, and then there is nobody to answer.
    answer.catch(() => undefined);
    await promise;
  }
}

const endings: [title: string, end: (daemon: ChildProcess, owner: ChildProcess) => void][] = [
  ["kill -9 of the daemon", (daemon) => void daemon.kill("SIGKILL")],
  ["SIGTERM", (daemon) => void daemon.kill("SIGTERM")],
  ["the end of its input", (daemon) => void daemon.stdin?.end()],
  ["the death of processId", (_daemon, owner) => void owner.kill("SIGKILL")],
];

for (const [version, node] of Object.entries(nodes)) {
  for (const [title, end] of endings) {
    test(`${title}, ${version}`, async () => {
      const owner = spawn("sleep", ["300"], { stdio: "ignore" });
      const { child, channel } = startStdio(node);
      try {
        await keepBusy(await createClient(channel, { processId: owner.pid }));
        const family = [child.pid!, ...findDescendants(child.pid!)];
        // The daemon, its kernels, the one in stock or on its way, two children of kernels.
        assert.ok(family.length >= 1 + busy.length + 2, `only ${family.length} processes`);
        assert.ok(family.every(isAlive));
        end(child, owner);
        await untilGone(family, limitMs);
      } finally {
        owner.kill("SIGKILL");
        child.kill("SIGKILL");
      }
    });
  }
}

test("kill -9 of a daemon that serves", async (context) => {
  const { child, url, token } = await startServing();
  context.after(() => child.kill("SIGKILL"));
  const client = await createClient(await openChannel(url, token));
  await keepBusy(client);
  const family = [child.pid!, ...findDescendants(child.pid!)];
  child.kill("SIGKILL");
  await Promise.all([untilGone(family, limitMs), client.closed]);
});

test("a session that is closed takes its kernel and the kernel's children", async (context) => {
  const { child, channel, stop } = startStdio();
  context.after(() => child.kill("SIGKILL"));
  const client = await createClient(channel);
  await keepBusy(client);
  const sessions = await client.sessions();
  const pids = sessions.map(({ pid }) => pid).filter((pid) => pid !== null);
  assert.ok(pids.length >= busy.length);
  const family = pids.flatMap((pid) => [pid, ...findDescendants(pid)]);
  await Promise.all(
    sessions.map(({ sessionId }) => client.request("session/close", { sessionId })),
  );
  await untilGone(family, limitMs);
  const ended = once(child, "close");
  await stop();
  await ended;
});
