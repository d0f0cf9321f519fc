// Daemons of one user that are killed at any moment, many times over.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { createHome } from "../support/user.ts";

const rounds = 12;
const most = 400;

test("what was answered is in the history, once, however daemons were killed", async (context) => {
  const home = createHome(context);
  const answered = new Set<string>();
  for (let round = 0; round < rounds; round++) {
    const daemons = await Promise.all([home.start(), home.start(), home.start()]);
    await Promise.all(
      daemons.map(async ({ client, kill, codes }, index) => {
        const last = ((round * 3 + index) * 73) % most;
        const cells = Array.from({ length: most }, async (_, cell) => {
          const code = `"cell ${round} ${index} ${cell}"`;
          await client.execute(code);
          answered.add(code);
          // Some are asked meanwhile: their database is open, and written to.
          if (cell === last >> 1 && index > 0) codes().catch(() => {});
          if (cell === last) await kill();
        });
        await Promise.allSettled(cells);
      }),
    );
  }
  const { codes, said } = await home.start();
  const found = await codes('"cell*');
  assert.ok(answered.size > rounds);
  assert.equal(new Set(found).size, found.length);
  const missing = [...answered].filter((code) => !found.includes(code));
  assert.deepEqual(missing, []);
  assert.equal(readdirSync(join(home.folder, "unsaved")).length, 0);
  assert.equal(said(), "");
});
