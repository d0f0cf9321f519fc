// A daemon that is sent nonsense: a clear error or a clean end, never a hang, never a death that
// leaves something behind.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import { frame } from "../../clients/shared/framing.ts";
import { start } from "../../clients/shared/connect.ts";
import { launcher, nodes } from "../support/daemon.ts";
import { findDescendants, untilGone } from "../support/processes.ts";

const mebibyte = 1024 * 1024;
const initialize = frame({
  jsonrpc: "2.0",
  id: 1,
  method: "initialize",
  params: { processId: null },
});
const ask = (id: number): string =>
  frame({ jsonrpc: "2.0", id, method: "execute", params: { code: "6 * 7" } });
const raw = (text: string): string => `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;

/** Sends all of it, ends the input, and resolves to what came back and how the daemon ended. */
async function talk(
  parts: Iterable<string | Buffer>,
): Promise<{ text: string; code: number | null }> {
  const child = spawn(nodes.node24, [launcher, "--stdio"], { stdio: ["pipe", "pipe", "ignore"] });
  const { promise: ended, resolve } = Promise.withResolvers<number | null>();
  child.once("close", resolve);
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (part: string) => (text += part));
  // A daemon that has closed its input on purpose does not read the rest.
  child.stdin.on("error", () => child.stdin.destroy());
  let family: number[] = [];
  for (const part of parts) {
    if (!child.stdin.write(part)) {
      await Promise.race([new Promise((drained) => child.stdin.once("drain", drained)), ended]);
    }
    family = [...new Set([...family, ...findDescendants(child.pid!)])];
  }
  child.stdin.end();
  const code = await ended;
  await untilGone(family, 5000);
  return { text, code };
}

const survivors: [title: string, parts: string[], expected: RegExp[]][] = [
  ["broken JSON", [raw("{")], [/-32700/]],
  ["no object", [raw("5"), raw("null"), raw('"text"')], [/-32600/]],
  ["a batch", [raw("[]"), raw('[{"jsonrpc":"2.0","id":9,"method":"session/list"}]')], [/-32600/]],
  ["another version", [raw('{"jsonrpc":"1.0","id":9,"method":"execute"}')], [/-32600/]],
  ["the same id twice", [ask(9) + ask(9)], [/-32600/, /42/]],
  [
    "params of the wrong type",
    [raw('{"jsonrpc":"2.0","id":9,"method":"execute","params":{"code":5}}')],
    [/-32602/, /code/],
  ],
  [
    "answers to nothing",
    [raw('{"jsonrpc":"2.0","id":77,"result":{}}'), raw('{"jsonrpc":"2.0","id":null,"error":{}}')],
    [],
  ],
  ["a prototype", [raw('{"jsonrpc":"2.0","id":9,"method":"__proto__"}')], [/-32601/]],
];

for (const [title, parts, expected] of survivors) {
  test(`${title}: an error, and the next request works`, async () => {
    const { text } = await talkUntilAnswered([initialize, ...parts], ask(1000));
    for (const pattern of expected) assert.match(text, pattern);
    assert.match(text, /"id":1000,"result":\{.*42/);
  });
}

/** Like `talk`, but the input ends only when the last request is answered. */
async function talkUntilAnswered(parts: string[], last: string): Promise<{ text: string }> {
  const child = spawn(nodes.node24, [launcher, "--stdio"], { stdio: ["pipe", "pipe", "ignore"] });
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  child.once("close", () => resolve());
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (part: string) => {
    text += part;
    if (/"id":1000,/.test(text)) child.stdin.end();
  });
  for (const part of [...parts, last]) child.stdin.write(part);
  await ended;
  return { text };
}

const enders: [title: string, parts: () => Iterable<string | Buffer>][] = [
  ["a header without a number", () => ["Content-Length: many\r\n\r\n{}"]],
  ["a negative length", () => ["Content-Length: -5\r\n\r\n{}"]],
  ["a length beyond the limit", () => [`Content-Length: ${65 * mebibyte}\r\n\r\n{}`]],
  ["a header without an end", () => ["X".repeat(mebibyte)]],
  ["random bytes", () => Array.from({ length: 64 }, () => randomBytes(64 * 1024))],
  ["a request of another protocol", () => ["GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"]],
  ["half a message", () => ["Content-Length: 100\r\n\r\n{"]],
  [
    "65 MiB in one message",
    function* parts() {
      yield `Content-Length: ${65 * mebibyte}\r\n\r\n`;
      for (let sent = 0; sent < 65; sent++) yield Buffer.alloc(mebibyte, " ");
    },
  ],
];

for (const [title, parts] of enders) {
  test(`${title}: the daemon ends, and nothing of it is left`, async () => {
    const { code } = await talk([initialize, ...parts()]);
    assert.notEqual(code, null, "it was killed by a signal");
  });
}

test("a message of 60 MiB is read", async (context) => {
  const client = await start({ command: [nodes.node24, launcher, "--stdio"] });
  context.after(() => client.kill());
  const text = "x".repeat(60 * mebibyte);
  const { result } = await client.execute(`"${text}".length`);
  assert.equal(result?.data["text/plain"], String(text.length));
  await client.close();
});

test("fifty sessions at once", async (context) => {
  const client = await start({ command: [nodes.node24, launcher, "--stdio"] });
  context.after(() => client.kill());
  const sessions = await Promise.all(Array.from({ length: 50 }, () => client.createSession()));
  const values = await Promise.all(
    sessions.map(async (session, index) => {
      await session.execute(`let own = ${index}`);
      const { result } = await session.execute("await null; own * 2");
      return Number(result?.data["text/plain"]);
    }),
  );
  assert.deepEqual(
    values,
    values.map((_, index) => index * 2),
  );
  const pids = (await client.sessions()).map(({ pid }) => pid);
  assert.equal(new Set(pids).size, 51);
  const family = findDescendants(client.process.pid!);
  await client.close();
  await untilGone(family, 10_000);
});
