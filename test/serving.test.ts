// `awaitd serve` as its clients meet it: who is let in, and what one hears who is not.
import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { WebSocket, type ClientOptions } from "ws";
import { certificate } from "./support/certificate.ts";
import { runCommand } from "./support/command.ts";
import { nodes, startServing, type ServingDaemon } from "./support/daemon.ts";
import { createWebSocketPeer, type Peer } from "./support/peer.ts";

const folder = mkdtempSync(join(tmpdir(), "awaitd-serving-"));
after(() => rmSync(folder, { recursive: true }));

const open = async (
  url: string,
  token?: string,
  options: ClientOptions = {},
): Promise<{ socket: WebSocket; peer: Peer }> => {
  const protocols = token === undefined ? [] : [`awaitd.token.${token}`];
  const socket = new WebSocket(url, ["awaitd.v1", ...protocols], options);
  const peer = createWebSocketPeer(socket);
  await once(socket, "open");
  return { socket, peer };
};

const assertEvaluates = async ({ socket, peer }: Awaited<ReturnType<typeof open>>) => {
  const { result } = await peer.request("execute", { code: "await 6 * 7" });
  assert.partialDeepStrictEqual(result, { status: "ok", result: { data: { "text/plain": "42" } } });
  socket.close();
  await peer.ended;
};

describe("a token in initialize", () => {
  let daemon: ServingDaemon;
  before(async () => {
    daemon = await startServing();
  });
  after(() => daemon.stop());

  for (const [name, params] of [
    ["that is wrong", { token: "wrong" }],
    ["that is missing", {}],
  ] as const) {
    it(`${name} is answered Unauthorized, and closes with 1008`, async () => {
      const { socket, peer } = await open(daemon.url);
      const closed = once(socket, "close") as Promise<[number, Buffer]>;
      const { error } = await peer.request("initialize", params);
      assert.equal(error?.code, 1008);
      const [code, reason] = await closed;
      assert.deepEqual([code, reason.toString()], [1008, "the token is missing or wrong"]);
    });
  }

  it("that is right lets in", async () => {
    const client = await open(daemon.url);
    const early = await client.peer.request("execute", { code: "1" });
    assert.equal(early.error?.code, -32002);
    const { error } = await client.peer.request("initialize", { token: daemon.token });
    assert.equal(error, undefined);
    await assertEvaluates(client);
  });

  it("that a handshake shows is refused there when it is wrong", async () => {
    await assert.rejects(open(daemon.url, "wrong"), /401/);
  });
});

describe("TLS", () => {
  const cert = join(folder, "cert.pem");
  const key = join(folder, "key.pem");
  const tls = [`--tls-cert=${cert}`, `--tls-key=${key}`];
  let daemon: ServingDaemon;
  before(async () => {
    writeFileSync(cert, certificate.cert);
    writeFileSync(key, certificate.key);
    daemon = await startServing(nodes.node24, ["--listen=wss://127.0.0.1:0", ...tls]);
  });
  after(() => daemon.stop());

  it("serves a client that knows the certificate", async () => {
    assert.match(daemon.url, /^wss:\/\/127\.0\.0\.1:\d+\/rpc$/);
    const client = await open(daemon.url, daemon.token, { ca: certificate.cert });
    await client.peer.request("initialize", {});
    await assertEvaluates(client);
  });

  it("is refused by a client that does not", async () => {
    await assert.rejects(open(daemon.url, daemon.token), { code: "DEPTH_ZERO_SELF_SIGNED_CERT" });
  });

  it("gives nothing to one that speaks plainly", async () => {
    await assert.rejects(open(daemon.url.replace("wss:", "ws:"), daemon.token));
  });

  it("works for awaitd run, too", async () => {
    const args = ["run", "--print", `--connect=${daemon.url}`, `--token=${daemon.token}`, "-"];
    const trusting = { input: "await 6 * 7", env: { NODE_EXTRA_CA_CERTS: cert } };
    assert.partialDeepStrictEqual(await runCommand(args, trusting), { code: 0, stdout: "42\n" });
    const { code, stderr } = await runCommand(args, { input: "1" });
    assert.match(stderr, /^awaitd run: .*certificate/);
    assert.equal(code, 1);
  });

  it("opens addresses of this machine with --allow-remote", async () => {
    const flags = ["--listen=wss://0.0.0.0:0", "--allow-remote", ...tls];
    const remote = await startServing(nodes.node24, flags);
    try {
      assert.match(remote.url, /^wss:\/\/0\.0\.0\.0:\d+\/rpc$/);
      const url = remote.url.replace("0.0.0.0", "127.0.0.1");
      const client = await open(url, remote.token, { ca: certificate.cert });
      await client.peer.request("initialize", {});
      await assertEvaluates(client);
    } finally {
      await remote.stop();
    }
  });

  const refusals: [flags: string[], missing: RegExp][] = [
    [
      ["--listen=ws://0.0.0.0:0", "--allow-remote"],
      /add --tls-cert=FILE and --tls-key=FILE, a wss/,
    ],
    [["--listen=wss://0.0.0.0:0", ...tls], /add --allow-remote\n/],
    [["--listen=ws://0.0.0.0:0", "--allow-remote", ...tls], /add a wss: URL/],
    [["--listen=wss://127.0.0.1:0", `--tls-cert=${folder}/no`, `--tls-key=${key}`], /ENOENT.*no'/],
    [["--listen=wss://127.0.0.1:0", `--tls-cert=${key}`, `--tls-key=${key}`], /PEM|certificate/i],
  ];
  for (const [flags, missing] of refusals) {
    it(`refuses ${flags.join(" ").replaceAll(folder, "")}`, async () => {
      const { code, stdout, stderr } = await runCommand(["serve", ...flags]);
      assert.match(stderr, missing);
      assert.equal(stdout, "");
      assert.equal(code, 1);
    });
  }
});
