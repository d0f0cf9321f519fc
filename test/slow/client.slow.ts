// The client library where it takes a browser, much output, or time.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { build } from "esbuild";
import type { Gap } from "../../protocol/outputs.ts";
import { connect } from "../../clients/shared/connect.ts";
import type { Execution } from "../../clients/shared/execution.ts";
import type { ConnectionEvent } from "../../clients/shared/reconnect.ts";
import { startBrowser } from "../support/browser.ts";
import { nodes, startServing } from "../support/daemon.ts";
import { createDataHome } from "../support/home.ts";
import { createProxy } from "../support/proxy.ts";
import { root } from "../support/sources.ts";

/** A page of somebody's, bundled as theirs would be: with the package's entry for browsers. */
const script = `
  import { connect, ConnectionLost } from "awaitd/client";
  const events = [];
  let client;
  window.begin = async (url, token) => {
    client = await connect(url, { token, reconnect: { firstWaitMs: 5, maxWaitMs: 50 } });
    client.onConnection((event) => events.push(event));
    client.on("output", ({ text = "" }) => (window.seen = (window.seen ?? "") + text));
    return client.server.serverInfo.name;
  };
  window.run = async (code, ms) => {
    const signal = ms === undefined ? undefined : AbortSignal.timeout(ms);
    let printed = "";
    const execution = client.execute(code, { signal });
    for await (const { text = "" } of execution) printed += text;
    const { status, result } = await execution;
    return { status, printed, value: result?.data["text/plain"] };
  };
  window.refused = (url, token) => connect(url, { token }).then(() => "", (error) => error.message);
  window.end = async () => { await client.close(); return events; };
`;

interface PageFunctions {
  begin(url: string, token: string): Promise<string>;
  run(code: string, ms?: number): Promise<{ status: string; printed: string; value?: string }>;
  refused(url: string, token: string): Promise<string>;
  end(): Promise<ConnectionEvent[]>;
  seen?: string;
}

async function servePage(context: TestContext): Promise<string> {
  const bundle = await build({
    stdin: { contents: script, resolveDir: root },
    bundle: true,
    platform: "browser",
    format: "iife",
    write: false,
    metafile: true,
  });
  const inputs = Object.keys(bundle.metafile.inputs).filter((path) => path !== "<stdin>");
  assert.deepEqual(inputs, [join("dist", "client", "browser.mjs")]);
  const head = '<!doctype html><title>t</title><link rel="icon" href="data:,">';
  const text = `${head}<script>${bundle.outputFiles[0]!.text}</script>`;
  const server = createServer((_request, response) => {
    response.setHeader("content-type", "text/html; charset=utf-8").end(text);
  });
  context.after(() => server.close());
  await once(server.listen(0, "127.0.0.1"), "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const padded = (to: number): string =>
  Array.from({ length: to }, (_, index) => `${String(index + 1).padStart(200)}\n`).join("");

test("in a browser: cells, a lost connection, a token that is wrong", async (context) => {
  const origin = await servePage(context);
  const flags = ["--listen=ws://127.0.0.1:0/rpc", `--allow-origin=${origin}`, "--log-level=warn"];
  const daemon = await startServing(nodes.node24, flags);
  context.after(daemon.stop);
  const proxy = await createProxy(daemon.url);
  context.after(() => proxy.close());
  const browser = await startBrowser(context);
  const { page, expectFault } = await browser.open(origin);
  // The daemon is another host than the page's: that is what this is about.
  const faults = expectFault(/WebSocket/);
  const call = <Name extends Exclude<keyof PageFunctions, "seen">>(
    name: Name,
    ...args: Parameters<PageFunctions[Name]>
  ): ReturnType<PageFunctions[Name]> =>
    page.evaluate(
      ([key, given]) => {
        const functions = globalThis as unknown as Record<string, (...of: unknown[]) => unknown>;
        return functions[key as string]!(...(given as unknown[]));
      },
      [name, args],
    ) as ReturnType<PageFunctions[Name]>;

  assert.equal(await call("begin", proxy.url, daemon.token), "awaitd");
  await faults;
  assert.deepEqual(await call("run", "console.log('Grüße 🎈'); await 6 * 7"), {
    status: "ok",
    printed: "Grüße 🎈\n",
    value: "42",
  });
  assert.equal((await call("run", "for (;;);", 50)).status, "interrupted");

  const counting =
    "for (let i = 1; i <= 200; i++) { console.log(String(i).padStart(200)); await sleep(1); } 1";
  const running = call("run", counting);
  await page.waitForFunction(() => (globalThis as { seen?: string }).seen?.includes(" 20\n"));
  proxy.cut();
  assert.deepEqual(await running, { status: "ok", printed: padded(200), value: "1" });
  const events = await call("end");
  assert.deepEqual(
    events.filter(({ type }) => type !== "reconnecting").map(({ type }) => type),
    ["disconnected", "reconnected", "closed"],
  );
  assert.match(await call("refused", daemon.url, "nonsense"), /is the token right/);
});

async function readText(execution: Execution): Promise<string> {
  let printed = "";
  for await (const { text = "", droppedBytes } of execution) {
    printed += droppedBytes === undefined ? text : "<missing>";
  }
  return printed;
}

test("what the journal has forgotten meanwhile is told as a gap", async (context) => {
  const daemon = await startServing(nodes.node24);
  context.after(daemon.stop);
  const proxy = await createProxy(daemon.url);
  context.after(() => proxy.close());
  const { token } = daemon;
  const client = await connect(proxy.url, { token, reconnect: { firstWaitMs: 5 } });
  context.after(() => client.close());
  const gaps: Gap[] = [];
  const seqs: number[] = [];
  client.on("output/gap", (gap) => gaps.push(gap));
  client.onNotification((method, params) => {
    if (method !== "output/gap") seqs.push((params as { seq: number }).seq);
  });
  const started = new Promise((resolve) => client.on("execution/didStart", resolve));
  const line = "x".repeat(999);
  const running = client.execute(
    `await sleep(50); for (let i = 0; i < 40_000; i++) console.log(${JSON.stringify(line)}); 1`,
  );
  await started;
  proxy.refuse(true);
  proxy.cut();
  const viewer = await connect(daemon.url, { token });
  context.after(() => viewer.close());
  const { handle } = await viewer.attach(client.session.id);
  await handle.execute("2");
  proxy.refuse(false);
  const back = await new Promise<ConnectionEvent & { type: "reconnected" }>((resolve) =>
    client.onConnection((event) => event.type === "reconnected" && resolve(event)),
  );
  assert.equal((await running).result?.data["text/plain"], "1");
  await client.execute("3");
  const [gap] = gaps;
  assert.ok(gap && gap.droppedBytes > 20e6 && gap.droppedBytes < 40e6, JSON.stringify(gaps));
  assert.deepEqual(back.gaps, gaps);
  // All that there is lies before the gap, in it, or behind it.
  const before = seqs.filter((seq) => seq < gap.fromSeq);
  const behind = seqs.filter((seq) => seq > gap.toSeq);
  assert.equal(before.length + behind.length, seqs.length);
  assert.equal(before.at(-1)! + 1, gap.fromSeq);
  assert.equal(behind[0], gap.toSeq + 1);
});

test("over a unix socket a daemon that is away comes back with what it is", async (context) => {
  const path = join(createDataHome(), "a socket.sock");
  const flags = [`--listen=unix:${path}`, "--log-level=warn"];
  const first = await startServing(nodes.node24, flags);
  const client = await connect(`unix:${path}`, { reconnect: { firstWaitMs: 5, maxWaitMs: 100 } });
  context.after(() => client.close());
  const before = client.session.id;
  assert.equal((await client.execute("1 + 1")).result?.data["text/plain"], "2");
  const back = new Promise<ConnectionEvent & { type: "reconnected" }>((resolve) =>
    client.onConnection((event) => event.type === "reconnected" && resolve(event)),
  );
  await first.stop();
  const second = await startServing(nodes.node24, flags);
  context.after(second.stop);
  assert.deepEqual((await back).lostSessions, [before]);
  assert.equal((await client.execute("1 + 2")).result?.data["text/plain"], "3");
});

test("a connection that only has nothing to say is left alone", async (context) => {
  const daemon = await startServing(nodes.node24);
  context.after(daemon.stop);
  const { token } = daemon;
  const client = await connect(daemon.url, { token, reconnect: { heartbeatMs: 1000 } });
  const events: ConnectionEvent[] = [];
  client.onConnection((event) => events.push(event));
  assert.equal((await client.execute("await sleep(4500); 1")).status, "ok");
  assert.deepEqual(events, []);
  await client.close();
});

test("a slow loop loses the oldest and says so, or has its cell wait", async (context) => {
  const daemon = await startServing(nodes.node24);
  context.after(daemon.stop);
  const client = await connect(daemon.url, { token: daemon.token });
  context.after(() => client.close());
  const bytes = 30_000_000;
  const code = `const line = "y".repeat(9999); for (let i = 0; i < 3000; i++) console.log(line); 1`;
  const execution = client.execute(code);
  let text = 0;
  let dropped = 0;
  let isFirst = true;
  for await (const output of execution) {
    if (isFirst) await execution;
    isFirst = false;
    text += output.text!.length;
    dropped += output.droppedBytes ?? 0;
  }
  assert.equal(text + dropped, bytes);
  assert.ok(text < 6e6, `${text} were kept`);

  let whole = 0;
  for await (const output of client.execute(code)) {
    client.pause();
    await sleep(2);
    whole += output.text!.length;
    client.resume();
  }
  assert.equal(whole, bytes);
  assert.equal(await readText(client.execute("console.log(1)")), "1\n");
});
