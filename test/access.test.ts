import assert from "node:assert/strict";
import { chmod, mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import {
  admit,
  checkListenUrl,
  createToken,
  readTokenFile,
  tokenMatches,
  writeTokenFile,
  type Handshake,
} from "../src/daemon/access.ts";

const token = createToken();
const policy = {
  token,
  allowHosts: ["box.example", "Other.Example:8080"],
  allowOrigins: ["https://app.example", "vscode-webview://abc"],
};

const judge = (shown: Partial<Handshake>): string => {
  const handshake = { host: "127.0.0.1:4000", origin: undefined, authorization: undefined };
  const verdict = admit(policy, { ...handshake, protocols: ["awaitd.v1"], ...shown });
  if (!verdict.admitted) return `${verdict.status}`;
  return verdict.authorized ? "authorized" : "unknown";
};

describe("the Host of an upgrade", () => {
  const hosts: [host: string | undefined, allowed: boolean][] = [
    ["127.0.0.1:4000", true],
    ["127.0.0.1", true],
    ["192.168.1.7:4000", true],
    ["[::1]:4000", true],
    ["localhost:4000", true],
    ["LOCALHOST", true],
    ["localhost.:4000", true],
    ["box.example", true],
    ["BOX.example.:9999", true],
    ["other.example:1", true],
    [undefined, false],
    ["", false],
    ["evil.example:4000", false],
    ["localhost.evil.example:4000", false],
    ["127.0.0.1.evil.example", false],
    ["sub.box.example", false],
    ["evil.example@127.0.0.1", false],
    ["evil.example#127.0.0.1", false],
    ["127.0.0.1:4000/evil.example", false],
    ["127.0.0.1, evil.example", false],
    ["127.0.0.1:port", false],
  ];
  for (const [host, allowed] of hosts) {
    it(`${host} is ${allowed ? "let in" : "forbidden"}`, () => {
      assert.equal(judge({ host }), allowed ? "unknown" : "403");
    });
  }
});

describe("the Origin of an upgrade", () => {
  const origins: [origin: string, host: string, allowed: boolean][] = [
    ["http://127.0.0.1:4000", "127.0.0.1:4000", true],
    ["http://LocalHost:4000", "localhost:4000", true],
    ["http://[::1]:4000", "[::1]:4000", true],
    ["https://box.example", "box.example:443", true],
    ["http://box.example:80", "box.example", true],
    ["https://app.example", "127.0.0.1:4000", true],
    ["HTTPS://APP.example", "127.0.0.1:4000", true],
    ["vscode-webview://abc", "127.0.0.1:4000", true],
    ["http://127.0.0.1:3000", "127.0.0.1:4000", false],
    ["http://localhost:4000", "127.0.0.1:4000", false],
    ["https://127.0.0.1", "127.0.0.1:80", false],
    ["http://app.example", "127.0.0.1:4000", false],
    ["https://app.example:444", "127.0.0.1:4000", false],
    ["https://evil.example", "127.0.0.1:4000", false],
    ["https://app.example.evil.example", "127.0.0.1:4000", false],
    ["null", "127.0.0.1:4000", false],
    ["file://", "127.0.0.1:4000", false],
    ["", "127.0.0.1:4000", false],
    ["vscode-webview://other", "127.0.0.1:4000", false],
  ];
  for (const [origin, host, allowed] of origins) {
    it(`${JSON.stringify(origin)} at ${host} is ${allowed ? "let in" : "forbidden"}`, () => {
      assert.equal(judge({ host, origin }), allowed ? "unknown" : "403");
    });
  }
});

describe("the token of an upgrade", () => {
  it("cannot make up for a foreign host", () => {
    assert.equal(judge({ host: "evil.example", authorization: `Bearer ${token}` }), "403");
  });

  const proofs: [name: string, shown: Partial<Handshake>, verdict: string][] = [
    ["a bearer token", { authorization: `Bearer ${token}` }, "authorized"],
    ["a bearer token, in other letters", { authorization: `bearer  ${token} ` }, "authorized"],
    ["a subprotocol", { protocols: ["awaitd.v1", `awaitd.token.${token}`] }, "authorized"],
    ["nothing", {}, "unknown"],
    ["another scheme", { authorization: "Basic dXNlcjpwYXNz" }, "unknown"],
    ["a wrong bearer token", { authorization: "Bearer nonsense" }, "401"],
    ["a wrong subprotocol", { protocols: ["awaitd.v1", "awaitd.token.nonsense"] }, "401"],
    ["an empty subprotocol", { protocols: ["awaitd.v1", "awaitd.token."] }, "401"],
    ["the token's beginning", { authorization: `Bearer ${token.slice(0, -1)}` }, "401"],
    ["the token in other letters", { authorization: `Bearer ${token.toUpperCase()}x` }, "401"],
  ];
  for (const [name, shown, verdict] of proofs) {
    it(`as ${name} is ${verdict}`, () => assert.equal(judge(shown), verdict));
  }
});

describe("tokens", () => {
  it("are long, new each time, and fit into a subprotocol", () => {
    const tokens = new Set(Array.from({ length: 100 }, createToken));
    assert.equal(tokens.size, 100);
    for (const made of tokens) assert.match(made, /^[\w-]{43}$/);
  });

  it("match only themselves", () => {
    assert.equal(tokenMatches(token, token), true);
    for (const other of ["", token.slice(1), `${token}x`, createToken()]) {
      assert.equal(tokenMatches(other, token), false);
    }
  });

  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "awaitd-"));
  });
  after(() => rm(folder, { recursive: true }));

  it("are kept in a file of mode 0600, whatever was there before", async () => {
    const path = join(folder, "token");
    await writeFile(path, "old", { mode: 0o644 });
    await writeTokenFile(path, token);
    assert.equal((await stat(path)).mode & 0o777, 0o600);
    assert.equal(await readTokenFile(path), token);
    assert.deepEqual(await readdir(folder), ["token"]);
  });

  it("leave no draft behind when the file cannot be written", async () => {
    await assert.rejects(writeTokenFile(folder, token), { code: "EISDIR" });
    assert.deepEqual(await readdir(folder), ["token"]);
  });

  const unfit: [name: string, content: string, mode: number, reason: RegExp][] = [
    ["that others can read", createToken(), 0o644, /chmod 600/],
    ["that the group can write", createToken(), 0o620, /chmod 600/],
    ["that is empty", "\n", 0o600, /at least 16/],
    ["with a short token", "secret", 0o600, /at least 16/],
    ["with more than a token", `${createToken()} ${createToken()}`, 0o600, /at least 16/],
  ];
  for (const [name, content, mode, reason] of unfit) {
    it(`are not taken from a file ${name}`, async () => {
      const path = join(folder, "unfit");
      await writeFile(path, content);
      await chmod(path, mode);
      await assert.rejects(readTokenFile(path), reason);
    });
  }
});

describe("an address to listen at", () => {
  const open = { allowRemote: true, tls: true };
  const local = { allowRemote: false, tls: false };
  const cases: [url: string, flags: typeof open, missing?: string][] = [
    ["ws://127.0.0.1:0", local],
    ["ws://127.3.2.1:80/rpc", local],
    ["ws://localhost:0", local],
    ["ws://[::1]:0", local],
    ["unix:/run/awaitd.sock", local],
    ["wss://0.0.0.0:443", open],
    [
      "ws://0.0.0.0:0",
      local,
      "--allow-remote, --tls-cert=FILE and --tls-key=FILE, a wss: URL (wss://0.0.0.0:0)",
    ],
    ["wss://0.0.0.0:0", local, "--allow-remote, --tls-cert=FILE and --tls-key=FILE"],
    [
      "wss://box.example:0",
      { allowRemote: true, tls: false },
      "--tls-cert=FILE and --tls-key=FILE",
    ],
    ["ws://192.168.1.7:0", open, "a wss: URL (wss://192.168.1.7:0)"],
    ["wss://[2001:db8::1]:0", { allowRemote: false, tls: true }, "--allow-remote"],
    ["ws://localhost.example:0", open, "a wss: URL (wss://localhost.example:0)"],
    ["ws://127.0.0.1.example:0", open, "a wss: URL (wss://127.0.0.1.example:0)"],
  ];
  for (const [url, flags, missing] of cases) {
    it(`${url} ${missing ? `needs ${missing}` : "is fine"}`, () => {
      if (!missing) return checkListenUrl(url, flags);
      const message = `${url} can be reached from other machines; to allow it add ${missing}`;
      assert.throws(() => checkListenUrl(url, flags), { message });
    });
  }
});
