// `embed()` in cells: sessions inside of sessions, each with names over those of the one around it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createClient, type Client } from "../../clients/shared/client.ts";
import { connect } from "../../clients/shared/connect.ts";
import type { Listening } from "../../src/embed/embed.d.cts";
import { startStdio } from "../support/daemon.ts";
import { startProgram } from "../support/embedding.ts";

/** What the cell came to: the text of its value, or of its error. */
async function run(client: Client, code: string): Promise<string | undefined> {
  const { status, result, error } = await client.execute(code);
  if (error) return `${error.name}: ${error.message}`;
  return status === "ok" ? (result?.data["text/plain"] as string | undefined) : status;
}

const close = (client: Client): Promise<null> => client.request("session/close", {});

interface Inner {
  client: Client;
  /** What the cell that has opened the session comes to. */
  over: Promise<string | undefined>;
}

/** Opens a session by a cell of the other's, with these variables. */
async function open(outer: Client, context: string): Promise<Inner> {
  const { promise, resolve } = Promise.withResolvers<Listening>();
  const stop = outer.on("output", ({ text = "" }) => {
    const line = /^listening (.*)\n$/.exec(text)?.[1];
    if (line !== undefined) resolve(JSON.parse(line) as Listening);
  });
  const over = run(
    outer,
    `const { embed } = await import("awaitd");
     const told = (listening) => console.log("listening", JSON.stringify(listening));
     await embed({ banner: false, onListening: told, context: ${context} }); "over"`,
  );
  const { url, token } = await promise;
  stop();
  return { client: await connect(url, { token }), over };
}

/** The same in a program and in a session of a daemon. */
async function playNested(outermost: Client): Promise<void> {
  await run(outermost, "let a = 1, b = 2; const fixed = 3; var v = 4; function f() { return a }");
  const inner = await open(outermost, "{ b: 20, add: (x, y) => x + y }");
  const { client } = inner;
  assert.equal(await run(client, "[a, b, fixed, v, f()]"), "[ 1, 20, 3, 4, 1 ]");
  assert.equal(await run(client, "fixed = 5"), "TypeError: Assignment to constant variable.");
  assert.equal(
    await run(client, "let v = 40; b += 1; a = add(a, await 9); [a, b, v, f()]"),
    "[ 10, 21, 40, 10 ]",
  );
  assert.equal(await run(client, "const fixed = 30; fixed"), "30");
  assert.equal(
    await run(client, "null.x"),
    "TypeError: Cannot read properties of null (reading 'x')",
  );
  const innermost = await open(client, "{ depth: 3 }");
  assert.equal(
    await run(innermost.client, "let a = 100; [a, b, fixed, v, depth]"),
    "[ 100, 21, 30, 40, 3 ]",
  );
  await close(innermost.client);
  assert.equal(await innermost.over, "'over'");
  assert.equal(
    await run(client, "[a, b, fixed, v, typeof depth]"),
    "[ 10, 21, 30, 40, 'undefined' ]",
  );
  const busy = client.execute("console.log('busy'); while (true);");
  await new Promise((resolve) => client.on("output", resolve));
  await client.interrupt();
  assert.equal((await busy).status, "interrupted");
  assert.equal(await run(client, "console.log(v); v"), "40");
  await close(client);
  assert.equal(await inner.over, "'over'");
  assert.equal(
    await run(outermost, "[a, b, fixed, v, f(), typeof add]"),
    "[ 10, 2, 3, 4, 10, 'undefined' ]",
  );
  assert.equal(await run(outermost, "Out[2] === 'over'"), "true");

  // An interrupt of the cell that has opened it ends it.
  const again = await open(outermost, "{}");
  assert.equal((await outermost.interrupt()).how, "cancelled");
  assert.match((await again.over) ?? "", /^InterruptedError/);
  await again.client.closed;
  assert.equal(await run(outermost, "let c = await 5; c"), "5");
}

test("in a program, to any depth", async () => {
  await using program = startProgram(`
    const before = Reflect.ownKeys(globalThis).length;
    await embed(options);
    tell(Reflect.ownKeys(globalThis).length - before);`);
  const outermost = await program.attach();
  await playNested(outermost);
  // The outermost takes the others with it.
  const inner = await open(outermost, "{ a: 1 }");
  const innermost = await open(inner.client, "{ b: 1 }");
  const over = Promise.all([inner.over, innermost.over].map((each) => each.catch(() => "closed")));
  await close(outermost);
  await Promise.all([inner.client.closed, innermost.client.closed, over]);
  assert.equal(await program.told(), 0);
  assert.equal(await program.exited, 0);
});

test("in a session of a daemon", async () => {
  const { channel, exited } = startStdio();
  const outermost = await createClient(channel);
  await playNested(outermost);
  const inner = await open(outermost, "{}");
  const over = inner.over.catch(() => "closed");
  await outermost.close();
  await Promise.all([inner.client.closed, over]);
  assert.equal(await exited, 0);
});
