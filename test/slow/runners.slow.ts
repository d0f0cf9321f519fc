// Runners are set at random while cells of every kind run and are stopped: every request is
// answered in time, and the session always names the runner that its cells really have.
import assert from "node:assert/strict";
import { test } from "node:test";
import { RequestError } from "../../clients/shared/rpc.ts";
import { start } from "../../clients/shared/connect.ts";
import { launcher, nodes } from "../support/daemon.ts";

const own = `
  function own(c) { return c }
  async function awaiting(c) { return await c }
  function stepping(c) {
    const go = (method) => (value) => {
      const r = c[method](value);
      return r.done ? r.value : Promise.resolve(r.value).then(go("next"), go("throw"));
    };
    return go("next")();
  }
  let five = 5`;

const names =
  "native sync effection effect own awaiting stepping five nobody node:util#inspect " +
  "node:util#nobody ./nobody.js#run";

const busy = "for (const until = Date.now() + 30; Date.now() < until; );";
const cells = [
  "1",
  "await 1",
  "await sleep(3)",
  busy,
  `await 1; ${busy}`,
  "while (true);",
  "await 1; while (true);",
  "try { await sleep(1e6) } finally { await 1 }",
  `setTimeout(() => { ${busy} }, 1); 0`,
  "require('node:child_process').execSync('sleep 0.05')",
  "%autoawait awaiting",
  "%autoawait nobody",
];

/** How long an answer may take on a machine that has other things to do. */
const answerMs = 5_000;
const rounds = 60;

function createRandom(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (state * 1_103_515_245 + 12_345) & 0x7f_ff_ff_ff;
    return Math.floor((state / 0x7f_ff_ff_ff) * bound);
  };
}

for (const [version, node] of Object.entries(nodes)) {
  for (const loopPolicy of ["persistent", "perCell"] as const) {
    test(`runners set at random, ${loopPolicy}, ${version}`, async (context) => {
      const command = [node, launcher, "--stdio"];
      const client = await start({ command, session: { loopPolicy } });
      context.after(() => client.kill());
      const { session } = client;
      const random = createRandom(version.length + loopPolicy.length);
      await session.execute(own);

      async function setRunner(name: string): Promise<void> {
        const before = performance.now();
        try {
          assert.equal((await session.setRunner(name)).runner, name);
        } catch (error) {
          assert.ok(error instanceof RequestError);
          assert.equal(error.code, 1005, `${name}: ${error.message}`);
        }
        assert.ok(performance.now() - before < answerMs, `${name} took too long`);
      }

      const pick = (list: readonly string[]): string => list[random(list.length)]!;
      const act = (): Promise<unknown> => {
        const kind = random(10);
        if (kind < 5) return setRunner(pick(names.split(" ")));
        if (kind === 5) return session.interrupt();
        return session.execute(pick(cells), { stopOnError: false, timeoutMs: 200 });
      };

      for (let round = 0; round < rounds; round++) {
        const acts = Array.from({ length: 1 + random(8) }, act);
        await Promise.all(acts);
        const { runner } = await client.request("session/info", {});
        assert.equal((await session.execute("await 1")).runner, runner);
      }
    });
  }
}
