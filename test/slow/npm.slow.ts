// What `%npm install` puts into the session's directory can be imported at once.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { createClient } from "../../clients/shared/client.ts";
import { nodes, startStdio } from "../support/daemon.ts";

for (const [version, node] of Object.entries(nodes)) {
  test(`a package is there once it is installed, ${version}`, async () => {
    const folder = mkdtempSync(join(tmpdir(), "awaitd-npm-"));
    const write = (path: string, text: string): void => writeFileSync(join(folder, path), text);
    write("package.json", '{"private": true}');
    for (const name of ["modern", "common"]) mkdirSync(join(folder, name));
    write("modern/package.json", '{"name": "modern", "version": "1.0.0", "exports": "./a.mjs"}');
    write("modern/a.mjs", "export const answer = 42;");
    write("common/package.json", '{"name": "common", "version": "1.0.0"}');
    write("common/index.js", "exports.answer = 43;");
    const { channel, stop } = startStdio(node);
    try {
      const client = await createClient(channel);
      const session = await client.createSession({ cwd: folder });
      const run = async (code: string): Promise<[string, unknown]> => {
        const { status, result, error } = await session.execute(code);
        return [status, result?.data["text/plain"] ?? error?.message];
      };
      assert.equal((await run('import { answer } from "modern"'))[0], "error");
      assert.equal((await run('require("common")'))[0], "error");
      const install = "%npm install --offline --no-audit --no-fund ./modern ./common";
      assert.deepEqual(await run(install), ["ok", undefined]);
      await run('import { answer } from "modern"');
      assert.deepEqual(await run('[answer, require("common").answer]'), ["ok", "[ 42, 43 ]"]);
      const [status, message] = await run("%npm run none-such");
      assert.equal(status, "error");
      assert.match(String(message), /^npm run none-such ended with code 1$/);
    } finally {
      await stop();
      rmSync(folder, { recursive: true });
    }
  });
}
