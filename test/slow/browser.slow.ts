// The watch over pages sees what it is there for.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { test, type TestContext } from "node:test";
import { startBrowser } from "../support/browser.ts";

const policy = "default-src 'self' 'unsafe-inline'; connect-src *; img-src data:";

async function serve(context: TestContext, body: string): Promise<string> {
  const server: Server = createServer((_request, response) => {
    response.setHeader("Content-Type", "text/html");
    response.setHeader("Content-Security-Policy", policy);
    response.end(`<!doctype html><link rel="icon" href="data:,">${body}`);
  });
  server.listen(0, "127.0.0.1");
  context.after(() => void server.close());
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const faulty: [name: string, body: string, fault: RegExp][] = [
  ["an error on the console", "<script>console.error('oh')</script>", /^oh /],
  ["an uncaught error", "<script>throw new Error('ah')</script>", /^uncaught Error: ah/],
  [
    "a promise that nobody heeds",
    "<script>Promise.reject(new Error('eh'))</script>",
    /uncaught .*eh/,
  ],
  [
    "a breach of the policy",
    "<img src='http://127.0.0.2/a.png'>",
    /127\.0\.0\.2\/a\.png.*Content Security Policy/,
  ],
  [
    "a request to another host",
    "<script>fetch('http://127.0.0.2:9/').catch(()=>{})</script>",
    /a request to http:\/\/127\.0\.0\.2:9/,
  ],
  [
    "a WebSocket to another host",
    "<script>new WebSocket('ws://127.0.0.2:9/')</script>",
    /a WebSocket to/,
  ],
];

test("a watched page tells of what is wrong with it, and of nothing else", async (context) => {
  const browser = await startBrowser(context);
  const bad = await browser.open(await serve(context, faulty.map(([, body]) => body).join("\n")));
  for (const [name, , fault] of faulty)
    await context.test(name, async () => assert.ok((await bad.expectFault(fault)).length > 0));
  await bad.expectFault(/127\.0\.0\.2/);
  const good = "<script>document.title = 'well'; fetch('/more')</script>";
  const { page, faults } = await browser.open(await serve(context, good));
  assert.equal(await page.title(), "well");
  assert.deepEqual(faults, []);
});
