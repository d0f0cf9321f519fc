// The client library in one sitting.
// From the repository's root: npx node clients/examples/library.ts
import { start } from "awaitd/client";

const client = await start();
const { session } = client;

const run = async (code: string, signal?: AbortSignal): Promise<void> => {
  console.log(`> ${code}`);
  const execution = session.execute(code, { signal });
  for await (const { text = "" } of execution) process.stdout.write(text);
  const { status, result, error } = await execution;
  console.log(`${status}:`, result?.data["text/plain"] ?? error?.message ?? "");
};

// A failed cell leaves the names as they were.
await run("let answer = await sleep(20, 42)");
await run("let answer = nowhere()");
await run("answer");

// An interrupt throws at a pending top-level await; a busy loop it ends for good. The names stay.
await run(
  "try { await sleep(1e6) } finally { console.log('cleaned up') }",
  AbortSignal.timeout(200),
);
await run("answer += 1; while (true);", AbortSignal.timeout(200));
await run("answer");

// Under `perCell` the event loop stands still between cells.
await session.setLoopPolicy("perCell");
await run("let ticks = 0; setInterval(() => ticks++, 100); 0");
await new Promise((resolve) => setTimeout(resolve, 500));
await run("ticks");
await run("await sleep(350); ticks");

// The `sync` runner has no event loop at all.
await session.setRunner("sync");
await run("1 + 1");
await run("await sleep(10)");

await client.close();
