// `awaitd --stdio --connect`: an editor's way to a daemon that runs already.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { connect, start } from "../clients/shared/connect.ts";
import { launcher, nodes, startServing } from "./support/daemon.ts";

const commandTo = (url: string, ...flags: string[]): string[] => [
  nodes.node24,
  launcher,
  "--stdio",
  "--connect",
  url,
  ...flags,
];

test("a session of a daemon that runs, by unix socket and by WebSocket", async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "awaitd bridge "));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const daemon = await startServing(nodes.node24, [
    `--listen=unix:${join(folder, "socket")}`,
    "--listen=ws://127.0.0.1:0/rpc",
  ]);
  t.after(() => daemon.stop());
  const first = await start({ command: commandTo(daemon.url) });
  const { sessionId } = first.session.info;
  // More than a pipe holds.
  await first.session.execute("let kept = 'x'.repeat(300_000) + '😀'; console.log(kept)");
  await first.close();
  assert.equal(await first.exited, 0);

  const env = { ...process.env, AWAITD_TOKEN: daemon.token };
  const second = await start({
    command: commandTo(daemon.urls[1]!),
    env,
    session: { attach: sessionId, sinceSeq: 0 },
  });
  const { result } = await second.session.execute("kept.length");
  assert.equal(result?.data["text/plain"], "300002");

  // A daemon that goes is told of by the exit code.
  await daemon.stop();
  assert.equal(await second.exited, 1);
});

test("a daemon that is none, a wrong token, flags that make no sense", async (t) => {
  const daemon = await startServing();
  t.after(() => daemon.stop());
  const cases: [flags: string[], code: number, said: RegExp][] = [
    [["--stdio", "--connect", "unix:/nowhere/at/all"], 1, /no daemon at unix:.*ENOENT/],
    [["--stdio", "--connect", daemon.url, "--token", "wrong"], 1, /no daemon at ws:.*401/],
    [["--connect", daemon.url], 2, /--connect goes with --stdio/],
    [["--stdio", "--connect", daemon.url, "--runner", "sync"], 2, /runner is not for it/],
    [["--stdio", "--token", "x"], 2, /--token is of a daemon at --connect/],
  ];
  for (const [flags, code, said] of cases) {
    const { status, stderr } = spawnSync(nodes.node24, [launcher, ...flags], { encoding: "utf8" });
    assert.equal(status, code, stderr);
    assert.match(stderr, said);
  }
  const client = await connect(daemon.url, { token: daemon.token });
  await client.close();
});
