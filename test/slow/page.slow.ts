// The page of clients/examples in a real Chromium: opened from its file, as its first lines say.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { startBrowser } from "../support/browser.ts";
import { nodes, startServing } from "../support/daemon.ts";
import { root } from "../support/sources.ts";

test("page.html evaluates, asks and interrupts", async (context) => {
  const flags = ["--listen=ws://127.0.0.1:0", "--allow-origin=null", "--log-level=warn"];
  const daemon = await startServing(nodes.node24, flags);
  context.after(() => daemon.stop());
  const browser = await startBrowser(context);
  const file = pathToFileURL(join(root, "clients/examples/page.html"));
  file.hash = `${daemon.url},${daemon.token}`;
  const { page, expectFault } = await browser.open(file.href);
  // From a file every host is another one.
  await expectFault(/^a WebSocket to ws:\/\/127\.0\.0\.1:/);
  const output = page.locator("#output");
  const run = async (code: string): Promise<void> => {
    await page.fill("#cell", code);
    await page.click("#run");
  };
  await run("console.log('hi'); await 6 * 7");
  await output.getByText("hi\n42").waitFor();
  page.once("dialog", (dialog) => {
    assert.equal(dialog.message(), "who?");
    void dialog.accept("Ada");
  });
  await run("await input('who?')");
  await output.getByText("'Ada'").waitFor();
  await run("for (const n of progress([1, 2])) await sleep(1)");
  await output.getByText("2/2").waitFor();
  await run("console.log('busy'); while (true);");
  await output.getByText("busy").waitFor();
  await page.click("#stop");
  await output.getByText("interrupted").waitFor();
});
