// `embed()` in real programs, with real clients.
import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import type { Client } from "../../clients/shared/client.ts";
import { connect } from "../../clients/shared/connect.ts";
import { nodes } from "../support/daemon.ts";
import { startProgram } from "../support/embedding.ts";
import { untilGone } from "../support/processes.ts";

const limitMs = 5000;

/** What the cell came to: the text of its value, or of its error. */
async function run(client: Client, code: string): Promise<string | undefined> {
  const { status, result, error } = await client.execute(code);
  if (error) return `${error.name}: ${error.message}`;
  return status === "ok" ? (result?.data["text/plain"] as string | undefined) : status;
}

const close = (client: Client): Promise<null> => client.request("session/close", {});

/** Runs until it prints "busy", then interrupts it. */
async function interrupt(client: Client, code: string): Promise<[string, string | undefined]> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const answer = client.execute(code, { onOutput: () => resolve() });
  await promise;
  const { how } = await client.interrupt();
  return [(await answer).status, how];
}

for (const [version, node] of Object.entries(nodes)) {
  test(`cells have the program's variables and its loop, ${version}`, async () => {
    await using program = startProgram(
      `const scope = { a: 1, list: [1], get now() { return "now" }, f: (x) => x + scope.a };
       let ticks = 0;
       const timer = setInterval(() => { ticks += 1; }, 5);
       await embed({ ...options, context: { ...scope, ticks: () => ticks, scope }, name: "here" });
       await embed({ ...options, context: scope });
       clearInterval(timer);
       tell(scope);`,
      node,
    );
    const first = await program.attach();
    assert.equal(first.session.info.name, "here");
    assert.equal(first.session.info.pid, program.child.pid);
    assert.equal(await run(first, "a = 2; [a, scope.a]"), "[ 2, 1 ]");
    assert.equal(
      await run(first, "const before = ticks(); await sleep(50); ticks() > before"),
      "true",
    );
    await close(first);
    assert.equal(await first.closed, undefined);
    const second = await program.attach();
    assert.equal(await run(second, "a = 3; list.push(await 2); f(4)"), "7");
    assert.equal(await run(second, "now = 1"), "TypeError: The program lets nobody assign to now.");
    assert.equal(await run(second, "let b = a; const c = 1; b"), "3");
    assert.equal(await run(second, "c = 2"), "TypeError: Assignment to constant variable.");
    assert.equal(await run(second, "before"), "ReferenceError: before is not defined");
    assert.equal(
      await run(second, "typeof globalThis.a + typeof arguments"),
      "'undefinedundefined'",
    );
    assert.equal(
      await run(second, "b += 1; list = 'all'; In[1]"),
      "'a = 3; list.push(await 2); f(4)'",
    );
    await close(second);
    assert.deepEqual(await program.told(), { a: 3, list: "all", now: "now" });
    assert.equal(await program.exited, 0);
    assert.deepEqual(program.printed, { stdout: "", stderr: "" });
  });

  test(`what runs is interrupted, and nothing else, ${version}`, async () => {
    await using program = startProgram(
      `let ticks = 0, long = 0;
       const timer = setInterval(() => { ticks += 1; }, 5);
       const block = () => { const end = Date.now() + 400; while (Date.now() < end); long += 1; };
       const { execSync } = await import("node:child_process");
       const context = { execSync, stay: () => {}, block, counts: () => [ticks, long], kept: 1 };
       await embed({ ...options, context });
       clearInterval(timer);
       tell("on");`,
      node,
    );
    const client = await program.attach();
    const busy = [
      "console.log('busy'); while (true);",
      "await 1; console.log('busy'); while (true);",
      "setTimeout(() => { console.log('busy'); while (true); }); await new Promise(() => {})",
      "setImmediate(() => { console.log('busy'); while (true); }); await new Promise(() => {})",
      "process.nextTick(() => { console.log('busy'); while (true); }); await new Promise(() => {})",
      "console.log('busy'); execSync('sleep 60')",
    ];
    for (const code of busy) {
      const [status] = await interrupt(client, code);
      assert.equal(status, "interrupted", code);
      assert.equal(await run(client, "kept"), "1", code);
      const moved = "const [was] = counts(); await sleep(50); counts()[0] > was";
      assert.equal(await run(client, moved), "true", code);
    }
    // The program's own code is busy, the cell waits: it is not unwound.
    const waiting =
      "console.log('busy'); setTimeout(block);" +
      "try { await new Promise(() => {}) } finally { kept = 2 }";
    assert.deepEqual(await interrupt(client, waiting), ["interrupted", "cancelled"]);
    assert.equal(await run(client, "[kept, counts()[1]]"), "[ 2, 1 ]");
    await close(client);
    assert.equal(await program.told(), "on");
    assert.equal(await program.exited, 0);
  });
}

test("what the program prints and throws is its own", async () => {
  await using program = startProgram(`
    const own = () => setTimeout(() => console.log("from a cell's timer"));
    const emitter = new (await import("node:events")).EventEmitter();
    emitter.on("print", () => console.log("called by a cell"));
    const timer = setInterval(() => console.log("own"), 20);
    await embed({ ...options, context: { emitter, own } });
    clearInterval(timer);
    console.log("after");
    console.error("error");
    setTimeout(() => { throw new Error("uncaught"); });`);
  const client = await program.attach();
  const outputs: string[] = [];
  client.on("output", ({ text, error }) => void outputs.push(text ?? `! ${error?.message}`));
  await run(client, "emitter.emit('print'); console.error('e'); await sleep(60)");
  await run(client, "own(); Promise.reject(new Error('rejected')); await sleep(30)");
  await run(client, "setTimeout(() => { throw new Error('thrown') }); await sleep(30)");
  await close(client);
  assert.deepEqual(outputs, [
    "called by a cell\n",
    "e\n",
    "! rejected",
    "from a cell's timer\n",
    "! thrown",
  ]);
  assert.equal(await program.exited, 1);
  assert.match(program.printed.stdout, /^(own\n)+after\n$/);
  assert.match(program.printed.stderr, /^error\n.*throw new Error\("uncaught"\).*Error: uncaught/s);
});

test("an uncaught exception of the program ends it, as without a session", async () => {
  await using program = startProgram(
    `process.once("message", () => { throw new Error("mine"); }); await embed(options);`,
  );
  const client = await program.attach();
  program.child.send("now");
  assert.equal(await program.exited, 1);
  assert.match(program.printed.stderr, /Error: mine/);
  await client.closed;
});

test("all is put back", async () => {
  await using program = startProgram(`
    const { EventEmitter } = await import("node:events");
    const look = () => [
      Error.prepareStackTrace, process.nextTick, setImmediate, console, console.log,
      process.stdout, process.stdout.write, process.stderr.write, process.emit, process.reallyExit,
      Function.prototype.toString, ...Reflect.ownKeys(globalThis), ...Reflect.ownKeys(process),
      ...process.eventNames(), (await0) => await0,
    ].slice(0, -1);
    const before = look();
    await embed(options);
    const after = look();
    tell([before.length === after.length, before.findIndex((each, at) => each !== after[at])]);`);
  const client = await program.attach();
  await run(
    client,
    "let a = 1; var b = 2; function c() {} await import('node:os'); import 'ws'; x => x",
  );
  await interrupt(client, "console.log('busy'); while (true);");
  await close(client);
  assert.deepEqual(await program.told(), [true, -1]);
  assert.equal(await program.exited, 0);
});

test("what a cell has left with the program goes on", async () => {
  await using program = startProgram(`
    const scope = { handler: undefined };
    await embed({ ...options, context: scope });
    tell([scope.handler(), scope.handler(), typeof count]);
    try { scope.handler.fail(); } catch (error) { tell(error.message); }`);
  const client = await program.attach();
  await run(client, "let count = 0; handler = () => ++count; handler.fail = () => missing");
  await close(client);
  assert.deepEqual(await program.told(), [1, 2, "undefined"]);
  assert.equal(await program.told(), "missing is not defined");
});

test("the daemon is killed: embed() rejects, and the program goes on", async () => {
  await using program = startProgram(`
    const opened = embed({ ...options, context: { kept: 1 } });
    await opened.catch(({ message }) => tell(message));
    await embed(options);
    tell("again");`);
  const { url, token, pid } = await program.listening();
  const client = await connect(url, { token });
  const answer = client.execute("console.log('busy'); while (true);");
  answer.catch(() => {}); // nobody is there to answer
  const [output] = (await new Promise<unknown[]>((resolve) => {
    client.on("output", (params) => resolve([params]));
  })) as [{ text: string }];
  assert.equal(output.text, "busy\n");
  process.kill(pid, "SIGKILL");
  assert.equal(await program.told(), "embed: its daemon ended: signal SIGKILL");
  await close(await program.attach());
  assert.equal(await program.told(), "again");
  assert.equal(await program.exited, 0);
});

test("the daemon goes with the program", async () => {
  await using program = startProgram("await embed(options);");
  const { url, token, pid } = await program.listening();
  const client = await connect(url, { token });
  program.child.kill("SIGKILL");
  await Promise.all([untilGone([pid], limitMs), client.closed]);
});

test("a cell may end the program, or only the session", async () => {
  await using program = startProgram("await embed(options); await embed(options);");
  const first = await program.attach();
  assert.equal(await run(first, "leave(); 1"), "1");
  await first.closed;
  const second = await program.attach();
  const { error } = await second.execute("console.log('last'); process.exit(7)");
  assert.equal(error?.name, "KernelLost");
  assert.equal(await program.exited, 7);
});

test("a signal ends it, whatever runs", async () => {
  await using program = startProgram(`
    const controller = new AbortController();
    const context = { abort: () => setTimeout(() => controller.abort()) };
    await embed({ ...options, signal: AbortSignal.abort() });
    await embed({ ...options, context, signal: controller.signal });
    tell("on");`);
  const client = await program.attach();
  const { status } = await client.execute("abort(); await new Promise(() => {})");
  assert.equal(status, "interrupted");
  assert.equal(await program.told(), "on");
  assert.equal(await program.exited, 0);
});

test("it says what can't be", async (context) => {
  const directory = mkdtempSync(join(tmpdir(), "awaitd-"));
  context.after(() => rmSync(directory, { recursive: true }));
  const path = join(directory, "socket");
  await using program = startProgram(`
    const say = ({ message }) => tell(message);
    await embed({ context: 1 }).catch(say);
    await embed({ context: { "a-b": 1, if: 2, undefined: 3, __cell: 4, ok: 5 } }).catch(say);
    await embed({ ...options, listen: "http://x" }).catch(say);
    await embed({ ...options, listen: "ws://0.0.0.0:0" }).catch(say);
    const opened = embed({ ...options, listen: ${JSON.stringify(`unix:${path}`)} });
    await embed(options).catch(say);
    await opened;`);
  const told = [];
  for (let count = 0; count < 5; count += 1) told.push(await program.told());
  const forms =
    "expected ws://127.0.0.1:PORT or unix:PATH: a program is nothing for other machines";
  assert.deepEqual(told, [
    "embed: context is an object whose properties cells find as variables",
    'embed: no variable can be called "a-b", "if", "undefined", "__cell"',
    `embed: cannot listen at http://x; ${forms}`,
    `embed: cannot listen at ws://0.0.0.0:0; ${forms}`,
    "embed: a session is open already in this program; another can be opened by one of its cells",
  ]);
  const client = await program.attach();
  const code = { code: 1013 };
  await assert.rejects(client.createSession(), code);
  await assert.rejects(client.request("session/restart", {}), code);
  await assert.rejects(client.request("interrupt", { mode: "restart" }), code);
  assert.equal((await client.sessions()).length, 1);
  assert.equal(await run(client, "1 + 1"), "2");
  await close(client);
  assert.equal(await program.exited, 0);
});

test("completion and runners know the names of the session", async () => {
  await using program = startProgram(
    "await embed({ ...options, context: { alpha: { beta: 1 } } });",
  );
  const client = await program.attach();
  await run(client, "let alphabet = 1; const twice = async (cell) => [await cell, 2]");
  const complete = async (code: string): Promise<string[]> => {
    const { matches } = await client.request("complete", { code, cursor: code.length });
    return matches.map(({ label }) => label);
  };
  assert.deepEqual((await complete("alph")).sort(), ["alpha", "alphabet"]);
  assert.deepEqual(await complete("alpha.be"), ["beta"]);
  const { variables } = await client.session.variables();
  assert.deepEqual(
    variables.map(({ name, preview }) => [name, preview]),
    [
      ["alpha", "{ beta: 1 }"],
      ["alphabet", "1"],
      ["twice", "[AsyncFunction: twice]"],
    ],
  );
  await client.request("setRunner", { runner: "twice" });
  assert.equal(await run(client, "await 1"), "[ 1, 2 ]");
  await client.request("setRunner", { runner: "native" });
  assert.equal(await run(client, "await import('node:os'); 1"), "1");
  await close(client);
  assert.equal(await program.exited, 0);
  assert.equal(program.printed.stderr, "");
});

test("several clients share it, and may come and go", async () => {
  await using program = startProgram("await embed({ ...options, context: { a: 1 } });");
  const { url, token, sessionId } = await program.listening();
  const first = await connect(url, { token });
  assert.equal(await run(first, "let b = a + 1; b"), "2");
  await first.close();
  const [second, third] = [await connect(url, { token }), await connect(url, { token })];
  assert.equal(second.session.info.sessionId, sessionId);
  const seen = new Promise((resolve) => third.on("output", ({ text }) => resolve(text)));
  assert.equal(await run(second, "console.log(b); b * 2"), "4");
  assert.equal(await seen, "2\n");
  await close(third);
  await Promise.all([second.closed, third.closed]);
  assert.equal(await program.exited, 0);
});

test("a line on standard error says how to connect", async () => {
  await using program = startProgram("await embed();");
  const [text] = (await once(program.child.stderr!, "data")) as [string];
  const [, url = "", token = ""] = /--connect (ws:\S+) --token (\S+) -/.exec(text) ?? [];
  const client = await connect(url, { token });
  await close(client);
  assert.equal(await program.exited, 0);
});
