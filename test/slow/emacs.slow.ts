// The minor mode for Emacs, with a real daemon: what is tested stands in test/support/emacs.el.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { globSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { test } from "node:test";
import { connect } from "../../clients/shared/connect.ts";
import { launcher, nodes, startServing } from "../support/daemon.ts";
import { root } from "../support/sources.ts";

const isThere = spawnSync("emacs", ["--version"]).status === 0;
const isNeeded = process.env["CI"] !== undefined;
const skip = isThere || isNeeded ? false : "emacs is not installed (.ci/packages installs it)";

const folder = join(root, "clients/emacs");

async function runEmacs(
  args: readonly string[],
  { env = {}, input = "" }: { env?: NodeJS.ProcessEnv; input?: string } = {},
): Promise<{ code: unknown; said: string }> {
  const child = spawn("emacs", ["-Q", "--batch", "-L", folder, ...args], {
    env: { ...process.env, ...env },
    timeout: 120_000,
  });
  child.stdin.end(input);
  const said = Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = (await once(child, "close")) as unknown[];
  return { code, said: (await said).join("") };
}

test("Emacs runs cells", { skip }, async (t) => {
  const home = await mkdtemp(join(tmpdir(), "awaitd emacs "));
  t.after(() => rm(home, { recursive: true, force: true, maxRetries: 5 }));
  const daemon = await startServing(nodes.node24, [
    "--listen=ws://127.0.0.1:0/rpc",
    `--listen=unix:${join(home, "socket")}`,
  ]);
  t.after(() => daemon.stop());
  const session = { name: "of another" };
  const other = await connect(daemon.url, { token: daemon.token, session });
  await other.session.execute("const shared = 7");
  t.after(() => other.close());
  const { code, said } = await runEmacs(
    ["-l", join(root, "test/support/emacs.el"), "-f", "ert-run-tests-batch-and-exit"],
    {
      env: {
        AWAITD_COMMAND: JSON.stringify([nodes.node24, launcher]),
        AWAITD_FOLDER: home,
        AWAITD_URLS: JSON.stringify(daemon.urls),
        AWAITD_TEST_TOKEN: daemon.token,
        HOME: home,
        LC_ALL: "C.UTF-8",
      },
      input: "Zoë 😀\nsecret\n",
    },
  );
  assert.equal(code, 0, said);
  assert.match(said, /Ran 12 tests, 12 results as expected/);
});

test("Emacs compiles it without a warning", { skip }, async (t) => {
  const output = await mkdtemp(join(tmpdir(), "awaitd-elc-"));
  t.after(() => rm(output, { recursive: true, force: true }));
  const elsewhere = `(setq byte-compile-error-on-warn t byte-compile-dest-file-function
    (lambda (file)
      (expand-file-name (concat (file-name-nondirectory file) "c") ${JSON.stringify(output)})))`;
  const files = globSync("*.el", { cwd: folder }).map((name) => join(folder, name));
  assert.ok(files.length > 0);
  const { code, said } = await runEmacs([
    "--eval",
    elsewhere,
    "-f",
    "batch-byte-compile",
    ...files,
  ]);
  assert.equal(code, 0, said);
});
