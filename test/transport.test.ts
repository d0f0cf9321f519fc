import assert from "node:assert/strict";
import { spawn, type ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Duplex, type Readable, type Writable } from "node:stream";
import { after, before, describe, it } from "node:test";
import { listen } from "../src/transport/listen.ts";
import { dialPipe, dialSocket } from "../src/transport/pipe.ts";
import type { WebSocketOptions } from "../src/transport/websocket.ts";
import { createEcho, type Echo } from "./support/echo.ts";
import { createStreamPeer, type Peer } from "./support/peer.ts";
import { root } from "./support/sources.ts";

const report = (): void => {};
const admitted = { admitted: true, authorized: true } as const;

const optionsOf = ({ accept }: Echo): WebSocketOptions => ({
  accept,
  report,
  admit: () => admitted,
});

const assertServes = async (peer: Peer): Promise<void> => {
  await peer.request("initialize", {});
  assert.equal((await peer.request("execute", { code: "echo yes" })).result, "yes");
};

const untilAborted = async (signal: AbortSignal): Promise<void> => {
  if (!signal.aborted) await once(signal, "abort");
};

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "awaitd-"));
});
after(() => rm(folder, { recursive: true }));

const startStdio = (): ChildProcessByStdio<Writable, Readable, null> => {
  const path = join(root, "test/support/echo.ts");
  return spawn(process.execPath, [path], { stdio: ["pipe", "pipe", "ignore"] });
};

describe("stdio", () => {
  const start = () => {
    const child = startStdio();
    const duplex = Duplex.from({ readable: child.stdout, writable: child.stdin });
    return { child, peer: createStreamPeer(duplex), exited: once(child, "exit") };
  };

  const endings: [name: string, methods: string[], code: number][] = [
    ["the end of input without a word", ["initialize"], 3],
    ["exit with the end of input behind it", ["initialize", "exit"], 1],
    ["shutdown, exit", ["initialize", "shutdown", "exit"], 0],
  ];
  for (const [name, methods, code] of endings) {
    it(`ends at ${name}`, async () => {
      const { child, peer, exited } = start();
      for (const method of methods) {
        if (method === "exit") peer.notify(method);
        else await peer.request(method, {});
      }
      child.stdin.end();
      assert.deepEqual(await exited, [code, null]);
    });
  }

  it("ends when nobody reads its output any more", async () => {
    const child = startStdio();
    const peer = createStreamPeer(Duplex.from({ readable: child.stdout, writable: child.stdin }));
    await peer.request("initialize", {});
    const exited = once(child, "exit");
    child.stdin.on("error", () => {});
    child.stdout.destroy();
    peer.request("execute", { code: "echo" }).catch(() => {});
    assert.deepEqual(await exited, [3, null]);
  });
});

describe("--pipe and --socket", () => {
  const hear = async (target: string | number, dial: () => Promise<AbortSignal>): Promise<void> => {
    const server = createServer().listen(target);
    await once(server, "listening");
    const [closed, [socket]] = await Promise.all([dial(), once(server, "connection")]);
    const peer = createStreamPeer(socket as Socket);
    await assertServes(peer);
    (socket as Socket).end();
    await untilAborted(closed);
    server.close();
    await once(server, "close");
  };

  it("dial the client's pipe", async () => {
    const path = join(folder, "client.sock");
    await hear(path, () => dialPipe(path, optionsOf(createEcho())));
  });

  it("dial the client's port", async () => {
    const probe = createServer().listen(0, "127.0.0.1");
    await once(probe, "listening");
    const { port } = probe.address() as AddressInfo;
    probe.close();
    await once(probe, "close");
    await assert.rejects(
      dialSocket(port, optionsOf(createEcho())),
      /nobody listens at 127\.0\.0\.1:\d+: ECONNREFUSED/,
    );
    await hear(port, () => dialSocket(port, optionsOf(createEcho())));
  });

  it("say when nobody is there", async () => {
    const path = join(folder, "nobody.sock");
    await assert.rejects(
      dialPipe(path, optionsOf(createEcho())),
      /nobody listens at .*nobody\.sock: ENOENT/,
    );
  });
});

describe("unix sockets", () => {
  it("serve several clients, private to this user, and leave nothing behind", async () => {
    const path = join(folder, "daemon.sock");
    const echo = createEcho();
    const listener = await listen(`unix:${path}`, optionsOf(echo));
    assert.equal(listener.url, `unix:${path}`);
    assert.equal((await stat(path)).mode & 0o777, 0o600);
    const peers = [createStreamPeer(connect(path)), createStreamPeer(connect(path))];
    await Promise.all(peers.map(assertServes));
    const origin = { transport: "unix", authorized: true };
    assert.deepEqual(echo.origins, [origin, origin]);
    await listener.close();
    await Promise.all(peers.map(({ ended }) => ended));
    await assert.rejects(stat(path), { code: "ENOENT" });
  });

  it("replace the socket of a daemon that died", async () => {
    const path = join(folder, "stale.sock");
    const program =
      `require("net").createServer().listen(${JSON.stringify(path)}, ` +
      `() => process.kill(process.pid, "SIGKILL"))`;
    await once(spawn(process.execPath, ["-e", program]), "exit");
    assert.ok((await stat(path)).isSocket());
    const listener = await listen(`unix:${path}`, optionsOf(createEcho()));
    await assertServes(createStreamPeer(connect(path)));
    await listener.close();
  });

  it("take nothing from a daemon that lives, nor from a file", async () => {
    const path = join(folder, "taken.sock");
    const listener = await listen(`unix:${path}`, optionsOf(createEcho()));
    await assert.rejects(listen(`unix:${path}`, optionsOf(createEcho())), /somebody else does/);
    await assertServes(createStreamPeer(connect(path)));
    await listener.close();
    const file = join(folder, "file");
    await writeFile(file, "precious");
    await assert.rejects(
      listen(`unix:${file}`, optionsOf(createEcho())),
      /no socket is in the way/,
    );
    assert.equal((await stat(file)).size, 8);
  });

  it("say that a path is too long", async () => {
    const path = join(folder, "x".repeat(200));
    await assert.rejects(listen(`unix:${path}`, optionsOf(createEcho())), /about 100 bytes/);
  });
});

describe("listening", () => {
  const refused: [url: string, reason: RegExp][] = [
    ["http://127.0.0.1:0", /expected ws:/],
    ["127.0.0.1:0", /expected ws:/],
    ["unix:", /expected unix:PATH/],
    ["ws://127.0.0.1:0/other", /the path is \/rpc/],
    ["wss://127.0.0.1:0", /--tls-cert/],
  ];
  for (const [url, reason] of refused) {
    it(`refuses ${url}`, async () => {
      await assert.rejects(listen(url, optionsOf(createEcho())), reason);
    });
  }

  it("says when a port is taken", async () => {
    const first = await listen("ws://127.0.0.1:0", optionsOf(createEcho()));
    await assert.rejects(listen(first.url, optionsOf(createEcho())), /EADDRINUSE/);
    await first.close();
  });
});
