// What cells ask in a program that embeds a session.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Client } from "../../clients/shared/client.ts";
import { nodes } from "../support/daemon.ts";
import { startProgram } from "../support/embedding.ts";

/** Answers with what was asked. */
async function run(client: Client, code: string): Promise<unknown> {
  const { status, result, error } = await client.execute(code, {
    onInput: ({ prompt }) => `<${prompt}>`,
  });
  return error ? `${error.name}: ${error.message}` : (result?.data["text/plain"] ?? status);
}

for (const [version, node] of Object.entries(nodes)) {
  test(`cells ask their client, the program keeps its own input, ${version}`, async () => {
    await using program = startProgram(
      `const own = process.stdin;
       await embed({ ...options, context: { own } });
       tell([process.stdin === own, typeof globalThis.prompt, typeof input]);`,
      node,
    );
    const client = await program.attach();
    assert.equal(await run(client, "await input('a')"), "'<a>'");
    assert.equal(await run(client, "await 0; prompt('b')"), "'<b >'");
    assert.equal(await run(client, "process.stdin !== own"), "true");
    const line = "await new Promise((resolve) => process.stdin.once('data', resolve)) + ''";
    assert.equal(await run(client, line), String.raw`'<>\n'`);

    const asked = Promise.withResolvers<void>();
    const answer = client.execute("try { prompt('c') } finally { console.log('cleaned') }", {
      onInput: (_asked, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener("abort", () => reject(signal.reason as Error));
          asked.resolve();
        }),
    });
    await asked.promise;
    assert.partialDeepStrictEqual(await client.interrupt(), { how: "cancelled" });
    assert.equal((await answer).status, "interrupted");
    await client.request("session/close", {});
    assert.deepEqual(await program.told(), [true, "undefined", "undefined"]);
    assert.equal(await program.exited, 0);
  });
}
