// A debugger that has attached by `%debug`: what it holds, an interrupt ends, and names stay.
import assert from "node:assert/strict";
import { once } from "node:events";
import { test } from "node:test";
import { createClient } from "../../clients/shared/client.ts";
import { nodes, startStdio } from "../support/daemon.ts";

/** Enables a debugger; `paused` resolves each time that it holds the program. */
async function attach(url: string): Promise<{ paused(): Promise<unknown>; socket: WebSocket }> {
  const socket = new WebSocket(url);
  await once(socket, "open");
  const seen: unknown[] = [];
  const waiting: ((message: unknown) => void)[] = [];
  const { promise: enabled, resolve } = Promise.withResolvers<void>();
  socket.addEventListener("message", ({ data }) => {
    const message = JSON.parse(String(data)) as { id?: number; method?: string };
    if (message.id === 1) resolve();
    if (message.method !== "Debugger.paused") return;
    const next = waiting.shift();
    if (next) next(message);
    else seen.push(message);
  });
  socket.send(JSON.stringify({ id: 1, method: "Debugger.enable" }));
  await enabled;
  const paused = (): Promise<unknown> =>
    seen.length > 0 ? Promise.resolve(seen.shift()) : new Promise((done) => waiting.push(done));
  return { paused, socket };
}

for (const [version, node] of Object.entries(nodes)) {
  test(`a cell at a breakpoint goes on, or is interrupted, ${version}`, async () => {
    const { channel, stop } = startStdio(node);
    try {
      const client = await createClient(channel);
      const session = await client.createSession();
      await session.execute("%debug");
      const { result } = await session.execute('require("node:inspector").url()');
      const url = String(result?.data["text/plain"]).slice(1, -1);
      const { paused, socket } = await attach(url);
      const going = session.execute("let kept = 1\ndebugger\nkept = 2");
      await paused();
      socket.send(JSON.stringify({ id: 2, method: "Debugger.resume" }));
      assert.equal((await going).status, "ok");
      const held = session.execute("debugger\nkept = 3");
      await paused();
      const told = (await session.interrupt()) as { status: string; stateLost: boolean };
      assert.deepEqual([told.status, told.stateLost], ["interrupted", false]);
      assert.equal((await held).status, "interrupted");
      assert.equal((await session.execute("kept")).result?.data["text/plain"], "2");
      const closed = once(socket, "close");
      assert.equal((await session.execute("%debug off")).status, "ok");
      await closed;
    } finally {
      await stop();
    }
  });
}
