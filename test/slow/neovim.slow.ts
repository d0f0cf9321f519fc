// Neovim with no plugin at all: its own LSP client speaks to a daemon that it has started.
import assert from "node:assert/strict";
import { execFile, spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { launcher, nodes } from "../support/daemon.ts";
import { root } from "../support/sources.ts";

const isThere = spawnSync("nvim", ["--version"]).status === 0;
const isNeeded = process.env["CI"] !== undefined;
const skip = isThere || isNeeded ? false : "nvim is not installed (.ci/packages installs it)";

const text = `let city = { name: "Zürich 😀", size: 440_000 };
/** In capitals. */ const upcase = (word: string, first?: boolean) => word.toUpperCase();
// %% the second cell
city.size;
upcase("a");
const wrong: number = "text";
// %% the last
await city.name;
`;

test("Neovim's own LSP client", { skip }, async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "awaitd neovim "));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, "a note.ts");
  await writeFile(file, text);
  const script = join(root, "test/support/neovim.lua");
  const { stdout } = await promisify(execFile)(
    "nvim",
    ["--headless", "--clean", "-n", "-c", `luafile ${script.replaceAll(" ", "\\ ")}`],
    {
      timeout: 120_000,
      env: {
        ...process.env,
        AWAITD_COMMAND: JSON.stringify([nodes.node24, launcher, "--stdio"]),
        AWAITD_FILE: file,
        XDG_STATE_HOME: folder,
        XDG_CACHE_HOME: folder,
      },
    },
  );
  const shown = JSON.parse(stdout) as Record<string, unknown>;
  assert.equal(shown["failure"], undefined);
  assert.equal(shown["session"], "from neovim");
  for (const moment of ["live", "busy"]) {
    const labels = shown[moment] as Record<string, string>;
    assert.deepEqual(
      Object.keys(labels)
        .filter((label) => /^(name|size)$/.test(label))
        .sort(),
      ["name", "size"],
    );
  }
  assert.match(String(shown["hover"]), /upcase.*\(word: string.*In capitals\./s);
  assert.match(String(shown["signature"]), /upcase\(word: string, first\?: boolean/);
  assert.equal(shown["typed"], "const who = city.name;");
  assert.deepEqual(shown["diagnostic"], {
    line: 5,
    message: "Type 'string' is not assignable to type 'number'.",
    source: "typescript",
  });
  assert.equal(shown["status"], "interrupted");
});
