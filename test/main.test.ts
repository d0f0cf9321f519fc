// The program as a user starts it: its flags, its exit codes, and what is left when it has ended.
import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { test, type TestContext } from "node:test";
import { Duplex } from "node:stream";
import { createStreamPeer, type Peer } from "./support/peer.ts";
import { leaveHome } from "./support/home.ts";
import { root } from "./support/sources.ts";

leaveHome();
const launcher = join(root, "src/launch.cjs");

interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

const run = async (argv: string[], program = launcher, env = process.env): Promise<Ended> => {
  const child = spawn(process.execPath, [program, ...argv], {
    stdio: ["ignore", "pipe", "pipe"],
    env,
  });
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close") as Promise<[number | null]>,
  ]);
  return { code, stdout, stderr };
};

/** Resolves to the pid of the first session's kernel. */
const initialize = async (peer: Peer, params: object = {}): Promise<number> => {
  const { result } = await peer.request("initialize", params);
  const { session } = result as { session: { pid: number } };
  return session.pid;
};

/** A daemon on stdio with its first session. */
const start = async (
  context: TestContext,
  params: object = {},
): Promise<{ child: ChildProcess; peer: Peer; kernelPid: number; exited: Promise<number> }> => {
  const child = spawn(process.execPath, [launcher, "--stdio"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  context.after(() => child.kill("SIGKILL"));
  const peer = createStreamPeer(Duplex.from({ readable: child.stdout, writable: child.stdin }));
  const exited = once(child, "exit").then(([code]) => code as number);
  return { child, peer, kernelPid: await initialize(peer, params), exited };
};

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

const usage: { argv: string[]; code: number; stdout?: RegExp; stderr?: RegExp }[] = [
  { argv: ["--version"], code: 0, stdout: /^\d+\.\d+\.\d+\n$/ },
  { argv: ["--help"], code: 0, stdout: /--stdio[^]*serve[^]*run FILE/ },
  { argv: ["help", "serve"], code: 0, stdout: /--listen/ },
  { argv: ["serve", "--help"], code: 0, stdout: /--token-file/ },
  { argv: [], code: 2, stderr: /Usage: awaitd/ },
  { argv: ["--foo"], code: 2, stderr: /unknown option '--foo'[^]*awaitd --help/ },
  { argv: ["-h"], code: 0, stdout: /Usage: awaitd/ },
  { argv: ["surf"], code: 2, stderr: /unknown command 'surf'[^]*awaitd --help/ },
  { argv: ["help", "run"], code: 0, stdout: /Usage: awaitd run/ },
  { argv: ["--stdio", "--pipe=x"], code: 2, stderr: /exclude each other/ },
  { argv: ["--socket=0"], code: 2, stderr: /It is no port/ },
  { argv: ["--stdio", "--log-level=loud"], code: 2, stderr: /Allowed choices are/ },
  { argv: ["serve", "--tls-cert=x"], code: 2, stderr: /go together/ },
  { argv: ["serve", "--cwd", "/nowhere"], code: 2, stderr: /--cwd: \/nowhere is not there/ },
  { argv: ["--stdio", "--config=/"], code: 2, stderr: /--config: \/ is no file/ },
  { argv: ["serve", "--listen=ws://0.0.0.0:0"], code: 1, stderr: /--allow-remote/ },
  { argv: ["serve", "--listen=http://localhost"], code: 1, stderr: /expected ws:/ },
  { argv: ["--pipe=/nowhere/at/all"], code: 1, stderr: /nobody listens at/ },
];

for (const { argv, code, stdout, stderr } of usage) {
  test(`awaitd ${argv.join(" ")}`, async () => {
    const ended = await run(argv);
    assert.equal(ended.code, code, ended.stderr);
    assert.match(ended.stdout, stdout ?? /^$/);
    assert.match(ended.stderr, stderr ?? /^$/);
  });
}

test("exit after shutdown is code 0, and the kernel is gone", async (context) => {
  const { peer, kernelPid, exited } = await start(context);
  assert.equal((await peer.request("shutdown")).result, null);
  peer.notify("exit");
  assert.equal(await exited, 0);
  assert.equal(isAlive(kernelPid), false);
});

test("exit without shutdown is code 1", async (context) => {
  const { peer, kernelPid, exited } = await start(context);
  peer.notify("exit");
  assert.equal(await exited, 1);
  assert.equal(isAlive(kernelPid), false);
});

test("the end of standard input ends the daemon and a kernel in a busy loop", async (context) => {
  const { child, peer, kernelPid, exited } = await start(context);
  const started = peer.when(({ method }) => method === "execution/didStart");
  const lost = peer.request("execute", { code: "while (true);" }).catch(() => "lost");
  await started;
  child.stdin?.end();
  assert.equal(await exited, 0);
  assert.equal(isAlive(kernelPid), false);
  await lost;
});

for (const [signal, code] of [
  ["SIGINT", 130],
  ["SIGTERM", 143],
  ["SIGHUP", 129],
] as const) {
  test(`${signal} ends the daemon with its kernels and code ${code}`, async (context) => {
    const { child, kernelPid, exited } = await start(context);
    child.kill(signal);
    assert.equal(await exited, code);
    assert.equal(isAlive(kernelPid), false);
  });
}

test("the death of processId ends the daemon", async (context) => {
  const editor = spawn(process.execPath, ["-e", "setInterval(() => {}, 1e6)"]);
  const { kernelPid, exited } = await start(context, { processId: editor.pid });
  editor.kill("SIGKILL");
  assert.equal(await exited, 1);
  assert.equal(isAlive(kernelPid), false);
});

test("a session's options are checked against this machine", async (context) => {
  const { peer } = await start(context);
  const refusals = [
    [{ cwd: "/no/such/place" }, 1013, /"\/no\/such\/place" does not exist/],
    [{ cwd: "here" }, 1013, /not an absolute path/],
    [{ cwd: launcher }, 1013, /not a directory/],
    [{ runner: "marathon" }, 1005, /marathon/],
  ] as const;
  for (const [options, code, message] of refusals) {
    const { error } = await peer.request("session/create", options);
    assert.equal(error?.code, code);
    assert.match(error?.message ?? "", message);
  }
});

test("--pipe dials the client that listens, and ends with it", async (context) => {
  const folder = await mkdtemp(join(tmpdir(), "awaitd-"));
  context.after(() => rm(folder, { recursive: true }));
  const path = join(folder, "socket");
  const server = createServer().listen(path);
  context.after(() => server.close());
  await once(server, "listening");
  const child = spawn(process.execPath, [launcher, `--pipe=${path}`], { stdio: "inherit" });
  context.after(() => child.kill("SIGKILL"));
  const exited = once(child, "exit");
  const [socket] = (await once(server, "connection")) as [Duplex];
  const peer = createStreamPeer(socket);
  const kernelPid = await initialize(peer);
  socket.destroy();
  assert.deepEqual(await exited, [0, null]);
  assert.equal(isAlive(kernelPid), false);
});

test("serve prints one line, keeps its token private, ends on SIGTERM", async (context) => {
  const folder = await mkdtemp(join(tmpdir(), "awaitd-"));
  context.after(() => rm(folder, { recursive: true }));
  const tokenFile = join(folder, "token");
  const argv = [launcher, "serve", `--token-file=${tokenFile}`, "--log-level=warn"];
  const child = spawn(process.execPath, argv, { stdio: ["ignore", "pipe", "inherit"] });
  context.after(() => child.kill("SIGKILL"));
  const lines: string[] = [];
  const reader = createInterface(child.stdout).on("line", (line) => lines.push(line));
  await once(reader, "line");
  const said = JSON.parse(lines[0] ?? "") as {
    listening: { url: string }[];
    token: string;
    pid: number;
  };
  assert.match(said.listening[0]?.url ?? "", /^ws:\/\/127\.0\.0\.1:\d+\/rpc$/);
  assert.equal(said.pid, child.pid);
  assert.equal((await readFile(tokenFile, "utf8")).trim(), said.token);
  assert.equal((await stat(tokenFile)).mode & 0o777, 0o600);
  child.kill("SIGTERM");
  assert.deepEqual(await once(child, "exit"), [143, null]);
  assert.equal(lines.length, 1);
});

test("the launcher says what to do when the program was not built", async (context) => {
  const folder = await mkdtemp(join(tmpdir(), "awaitd-"));
  context.after(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, "src"));
  const copy = join(folder, "src/launch.cjs");
  await copyFile(launcher, copy);
  const { code, stderr } = await run([], copy);
  assert.equal(code, 1);
  assert.match(stderr, /^awaitd: .*npm run build.*\n$/);
});

test("on an old Node, the launcher finds a newer one and ends as it did", async (context) => {
  const folder = await mkdtemp(join(tmpdir(), "awaitd-"));
  context.after(() => rm(folder, { recursive: true }));
  for (const name of ["src", "dist"]) await mkdir(join(folder, name));
  const copy = join(folder, "src/launch.cjs");
  await copyFile(join(dirname(launcher), "load.cjs"), join(folder, "src/load.cjs"));
  // Looks to the launcher as an old Node does, wherever this test runs.
  const source = await readFile(launcher, "utf8");
  await writeFile(copy, source.replaceAll("process.version", '"v20.1.0"'));
  await writeFile(join(folder, "dist/main.cjs"), "process.exit(process.argv.length);");
  const chosen = { ...process.env, AWAITD_NODE: process.execPath };
  assert.equal((await run(["a", "b"], copy, chosen)).code, 4);
  await writeFile(join(folder, "dist/main.cjs"), 'process.kill(process.pid, "SIGTERM");');
  assert.equal((await run([], copy, chosen)).code, null);
  const oldNode = join(folder, "old-node");
  await writeFile(oldNode, "#!/bin/sh\necho v18.0.0\n");
  await chmod(oldNode, 0o755);
  const { code, stderr } = await run([], copy, { ...process.env, AWAITD_NODE: oldNode });
  assert.equal(code, 1);
  assert.match(stderr, /^awaitd: needs Node 24 or newer, this is v20\.1\.0 .*AWAITD_NODE.*\n$/);
});
