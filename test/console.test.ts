// What `awaitd serve` gives a browser by HTTP: the web console's files, and the way in by a link
// that is good once.
import assert from "node:assert/strict";
import { request } from "node:http";
import { after, before, describe, it } from "node:test";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { WebSocket } from "ws";
import { createTickets } from "../src/daemon/tickets.ts";
import { startServing, type ServingDaemon } from "./support/daemon.ts";

let daemon: ServingDaemon;
let origin: string;
let port: string;
before(async () => {
  daemon = await startServing();
  ({ origin, port } = new URL(daemon.url.replace("ws:", "http:")));
});
after(() => daemon.stop());

interface Answer {
  status: number;
  headers: NodeJS.Dict<string | string[]>;
  body: string;
}

/** As `fetch`, which lets nobody set Host, Origin or Cookie. */
const ask = async (
  path: string,
  { body, method = "GET", headers }: { body?: string; method?: string; headers?: object } = {},
): Promise<Answer> => {
  const asked = request(`${origin}${path}`, { method, headers: { ...headers }, agent: false });
  asked.end(body);
  const [response] = await once(asked, "response");
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
};

const exchange = (given: object, headers: object = {}): Promise<Answer> =>
  ask("/rpc/access", {
    method: "POST",
    body: JSON.stringify(given),
    headers: { Origin: origin, "Content-Type": "application/json", ...headers },
  });

const cookieOf = ({ headers }: Answer): string => headers["set-cookie"]?.[0]?.split(";")[0] ?? "";

/** The code that the link of `serve` brings. */
const codeOf = (link: string): string => new URL(link).hash.slice("#code=".length);

/** Is `initialize` answered without a token? */
const mayConnect = async (headers: Record<string, string>): Promise<boolean> => {
  const socket = new WebSocket(daemon.url, ["awaitd.v1"], { headers });
  const [opened] = (await Promise.race([
    once(socket, "open").then(() => [true]),
    once(socket, "unexpected-response").then(() => [false]),
  ])) as [boolean];
  if (!opened) {
    socket.on("error", () => {}).terminate();
    return false;
  }
  socket.send(JSON.stringify({ jsonrpc: "2.0", id: 1, method: "initialize", params: {} }));
  const [data] = (await once(socket, "message")) as [Buffer];
  socket.terminate();
  return (JSON.parse(data.toString()) as { error?: object }).error === undefined;
};

describe("the console's files", () => {
  it("are a page that may load nothing from elsewhere, and no script of its own text", async () => {
    const page = await ask("/");
    assert.equal(page.status, 200);
    assert.match(page.body, /<div id="root">/);
    const policy = String(page.headers["content-security-policy"]);
    assert.match(policy, /default-src 'none'; script-src 'self';/);
    assert.match(policy, new RegExp(`connect-src 'self' ws://127.0.0.1:${port}`));
    assert.doesNotMatch(page.body, /(src|href)="(https?:)?\/\/|<script>/);
    assert.equal(page.headers["referrer-policy"], "no-referrer");
  });

  it("are asked for once", async () => {
    const page = await ask("/");
    const again = await ask("/", { headers: { "If-None-Match": page.headers["etag"] } });
    assert.deepEqual([again.status, again.body], [304, ""]);
    const [, script = ""] = /src="\.(\/assets\/[\w-]+\.js)"/.exec(page.body) ?? [];
    const asset = await ask(script, { headers: { "Accept-Encoding": "gzip" } });
    assert.equal(asset.headers["content-encoding"], "gzip");
    assert.match(String(asset.headers["cache-control"]), /immutable/);
    assert.match(String(asset.headers["content-type"]), /^text\/javascript/);
  });

  const refusals: [name: string, path: string, options: object, status: number][] = [
    ["a file that is not there", "/nothing.js", {}, 404],
    ["a file above them", "/../main.cjs", {}, 404],
    ["the same, encoded", "/%2e%2e/main.cjs", {}, 404],
    ["another method", "/", { method: "PUT" }, 405],
    ["the endpoint, without an upgrade", "/rpc", {}, 426],
    ["a name that is not the daemon's", "/", { headers: { Host: "evil.example" } }, 403],
    ["a form's way of posting", "/rpc/access", { method: "POST", body: "code=1" }, 415],
    ["a sweep", "/rpc/access", { method: "DELETE" }, 405],
  ];
  for (const [name, path, options, status] of refusals) {
    it(`${name}: ${status}`, async () => assert.equal((await ask(path, options)).status, status));
  }

  it("are told of by HEAD, without their content", async () => {
    const head = await ask("/", { method: "HEAD" });
    assert.deepEqual([head.status, head.body], [200, ""]);
    assert.equal(head.headers["content-length"], String((await ask("/")).body.length));
  });
});

describe("the link of the console", () => {
  it("lets its browser in, once, and the page of no other", async () => {
    const code = codeOf(daemon.console!);
    assert.doesNotMatch(daemon.console!, new RegExp(daemon.token));
    const foreign = await exchange({ code }, { Origin: "http://localhost:1" });
    assert.match(foreign.body, /"authorized":false/);
    const first = await exchange({ code });
    assert.equal(first.body, '{"authorized":true}');
    const attributes = String(first.headers["set-cookie"]);
    assert.match(
      attributes,
      new RegExp(`^awaitd-${port}=.*; Path=/rpc; .*HttpOnly; SameSite=Strict`),
    );
    const second = await exchange({ code });
    assert.deepEqual(
      [second.headers["set-cookie"], JSON.parse(second.body)],
      [undefined, { authorized: false, reason: "This link was used before, or is too old." }],
    );

    const cookie = cookieOf(first);
    assert.doesNotMatch(cookie, new RegExp(daemon.token));
    const known = await ask("/rpc/access", { headers: { Cookie: `other=1; ${cookie}` } });
    assert.equal(known.body, '{"authorized":true}');
    assert.equal(await mayConnect({ Cookie: cookie, Origin: origin }), true);
    // Of the same site for a browser, which sends it: another port of this machine.
    assert.equal(await mayConnect({ Cookie: cookie, Origin: "http://127.0.0.1:1" }), false);
    assert.equal(await mayConnect({ Cookie: cookie }), false);
    assert.equal(await mayConnect({ Cookie: `${cookie}x`, Origin: origin }), false);
  });

  it("is not needed by who has the token", async () => {
    assert.match((await exchange({ token: "wrong" })).body, /not the daemon's token/);
    const { token } = daemon;
    const cookie = cookieOf(await exchange({ token }));
    assert.equal(await mayConnect({ Cookie: cookie, Origin: origin }), true);
  });

  it("is of no use when it is too old", () => {
    let minutes = 0;
    const tickets = createTickets("the token of the daemon", () => minutes * 60_000);
    const visit = { host: "h:1", origin: "http://h:1", cookie: undefined, port: 1, secure: true };
    const [early, late] = [tickets.issue(), tickets.issue()];
    minutes = 29;
    assert.match(JSON.stringify(tickets.exchange(visit, { code: early })), /; Secure"/);
    minutes = 31;
    assert.match(JSON.stringify(tickets.exchange(visit, { code: late })), /too old/);
  });
});
