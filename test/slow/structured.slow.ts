// Cells under effection and effect, on real kernels: whatever a cell starts, and whenever it is
// stopped, all of it has ended when the cell has.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { start } from "../../clients/shared/connect.ts";
import { launcher, nodes } from "../support/daemon.ts";
import { untilGone } from "../support/processes.ts";

const client = await start({ command: [nodes.node24, launcher, "--stdio"], stderr: "ignore" });
const { session } = client;
after(() => client.close());

/** Code of the same meaning under both. */
interface Dialect {
  imports: string;
  /** Starts this beside the cell. */
  spawn: (body: string) => string;
  pause: (ms: string) => string;
  /** Runs `body`, and `end` however it is left. */
  ensure: (body: string, end: string) => string;
}

const generate = (body: string): string => `Effect.gen(function* () { ${body} })`;

const dialects: Record<string, Dialect> = {
  effection: {
    imports: "import { sleep as pause, spawn } from 'effection'",
    spawn: (body) => `yield* spawn(function* () { ${body} });`,
    pause: (ms) => `yield* pause(${ms});`,
    ensure: (body, end) => `try { ${body} } finally { ${end} }`,
  },
  effect: {
    imports: "import * as Effect from 'effect/Effect'",
    spawn: (body) => `yield* Effect.forkChild(${generate(body)});`,
    pause: (ms) => `yield* Effect.sleep(${ms});`,
    ensure: (body, end) => `yield* Effect.ensuring(${generate(body)}, ${generate(end)});`,
  },
};

const run = async (code: string): Promise<string | undefined> => {
  const { status, result, error } = await session.execute(code);
  assert.equal(status, "ok", error?.stack);
  return result?.data["text/plain"] as string | undefined;
};

/**
 * Executes, interrupts after the cell has printed `go`, and returns what was answered, how it was
 * stopped, and how long that took.
 */
async function stop(code: string): Promise<{ status: string; how: string; ms: number }> {
  const { promise: goes, resolve } = Promise.withResolvers<void>();
  const onOutput = ({ text = "" }: { text?: string }): void => {
    if (text.includes("go")) resolve();
  };
  const executed = session.execute(code, { onOutput });
  await Promise.race([goes, executed]);
  const startedAt = performance.now();
  const { how = "" } = await session.interrupt();
  const { status } = await executed;
  return { status, how, ms: performance.now() - startedAt };
}

for (const [runner, { imports, spawn, pause, ensure }] of Object.entries(dialects)) {
  test(`${runner}: trees of any shape, stopped at any time`, async () => {
    await run(`%autoawait ${runner}`);
    await run(`${imports}; let live = 0`);
    const trees = 60;
    let unwound = 0;
    for (let seed = 0; seed < trees; seed++) {
      const tree = grow(seed, 3);
      const { how } = await stop(`${tree} console.log("go"); ${pause("5")}`);
      // On a busy machine a step may have taken so long that V8 was asked to unwind it.
      if (how === "terminated") unwound += 1;
      else assert.equal(await run("live"), "0", tree);
      await run("live = 0");
    }
    assert.ok(unwound < trees / 2, `${unwound} of ${trees} were unwound`);
    // A body that waits, with others beside and below it.
    function grow(seed: number, depth: number): string {
      const inner = depth === 0 ? "" : grow((seed * 31 + 7) % 1009, depth - 1);
      const body = `live++; ${inner} ${pause(String((seed * 7) % 9))}`;
      const one = spawn(ensure(body, `live--; ${pause(String(seed % 3))}`));
      return seed % 2 === 0 ? one : one + spawn(ensure(`live++; ${pause("9")}`, "live--;"));
    }
  });

  test(`${runner}: a cleanup that takes too long is given up`, async () => {
    const { status, ms } = await stop(ensure(`console.log("go"); ${pause("1e5")}`, pause("1e5")));
    assert.equal(status, "interrupted");
    assert.ok(ms > 900 && ms < 4000, `${ms}`);
    assert.equal(await run(`${pause("1")} 6 * 7`), "42");
  });

  test(`${runner}: a loop in a child is unwound, and its sibling cleans up`, async () => {
    await run("let cleaned = 0");
    const sibling = spawn(ensure(pause("1e5"), "cleaned++;"));
    const { status } = await stop(sibling + spawn(`${pause("1")} console.log("go"); for (;;);`));
    assert.equal(status, "interrupted");
    assert.equal(await run(`${pause("20")} cleaned`), "1");
  });

  test(`${runner}: cells leave nothing behind`, async () => {
    const collect =
      "require('v8').setFlagsFromString('--expose-gc'); " +
      "require('vm').runInNewContext('gc')(); process.memoryUsage().heapUsed";
    const cells = async (count: number): Promise<void> => {
      for (let index = 0; index < count; index++) await run(`${spawn("")} await 1`);
    };
    await cells(500);
    const before = Number(await run(collect));
    await cells(2000);
    const grown = Number(await run(collect)) - before;
    assert.ok(grown < 2e6, `${grown} bytes for 2000 cells`);
  });
}

test("what never ends holds a session for a moment only", async () => {
  const pid = Number(await run("process.pid"));
  await run("%autoawait native");
  await run("sessionScope.defer(() => new Promise(() => {})); undefined");
  const startedAt = performance.now();
  await session.restart();
  await untilGone([pid], 5000);
  const ms = performance.now() - startedAt;
  assert.ok(ms > 900 && ms < 4000, `${ms}`);
});
