// Commands that play files, interrupted and watching, as at a terminal.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { startCommand } from "../support/command.ts";
import { startServing } from "../support/daemon.ts";

const folder = mkdtempSync(join(tmpdir(), "awaitd cli-"));
after(() => rmSync(folder, { recursive: true }));

const write = (name: string, content: string): string => {
  mkdirSync(join(folder, name, ".."), { recursive: true });
  writeFileSync(join(folder, name), content);
  return name;
};

describe("Ctrl-C and changes", { concurrency: 2 }, () => {
  test("Ctrl-C ends it: what runs is interrupted, what was told stays", async () => {
    const first = write("first.ts", "1 //=> 1");
    const file = write("wait.ts", "await sleep(1e6)");
    const running = startCommand(["test", "--jobs=1", first, file], { cwd: folder });
    await running.printed(`ok   ${first}`);
    running.child.kill("SIGINT");
    assert.equal((await running.ended).code, 130);
  });

  test("--watch tests again when a file has changed, until Ctrl-C", async () => {
    const file = write("watched/a.md", "```js\n1 //=> 2\n```\n");
    const running = startCommand(["test", "--watch", file], { cwd: folder });
    await running.printed("waiting for a change");
    write(file, "```js\n2 //=> 2\n```\n");
    await running.printed("ok   watched/a.md");
    running.child.kill("SIGINT");
    const { code, stdout } = await running.ended;
    assert.match(stdout, /FAIL watched.*waiting.*ok {3}watched/s);
    assert.equal(code, 130);
  });
  test("Ctrl-C leaves a report, too", async () => {
    const file = write("waits.ts", "console.log('waits'); await sleep(1e6)\n// %%\n1");
    const running = startCommand(["run", "--junit=wait.xml", file], { cwd: folder });
    await running.printed("waits\n");
    running.child.kill("SIGINT");
    assert.equal((await running.ended).code, 130);
    const report = readFileSync(join(folder, "wait.xml"), "utf8");
    assert.match(report, /tests="2" failures="0" errors="1" skipped="1"/);
    assert.match(report, /<error [^>]*type="Interrupted"/);
  });

  test("--connect tests on a daemon that serves", async () => {
    const file = write("remote.ts", "6 * 7 //=> 42");
    const daemon = await startServing();
    try {
      const args = ["test", `--connect=${daemon.url}`, `--token=${daemon.token}`, file];
      const { code, stdout } = await startCommand(args, { cwd: folder }).ended;
      assert.equal(code, 0, stdout);
    } finally {
      await daemon.stop();
    }
  });
});
