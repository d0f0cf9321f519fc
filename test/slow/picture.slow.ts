// README's picture of the web console: a session as a user would have it, in Chromium. UPDATE=1
// takes it anew; otherwise it is held to what the page is like now.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { connect } from "../../clients/shared/connect.ts";
import { startBrowser } from "../support/browser.ts";
import { nodes, startServing } from "../support/daemon.ts";
import { readDocument } from "../support/documents.ts";
import { root } from "../support/sources.ts";

const path = "clients/web/console.png";
const viewport = { width: 1180, height: 800 };
/** Above the status bar, which has a directory of this machine. */
const clip = { x: 0, y: 0, width: viewport.width, height: viewport.height - 32 };

const cells = [
  `const orders = [
  { item: "tea", count: 3, price: 4.5 },
  { item: "cups", count: 12, price: 2 },
];
orders`,
  `for (const order of progress(orders, { label: "ship" }))
  await sleep(150);
const sums = orders.map(({ count, price }) => count * price);
display.md\`**\${sums[0] + sums[1]} €** are due. It is *late*.\``,
  `orders.map(({ item }) => item.toUppercase())`,
];

/** Width and height of a PNG: its first chunk has them. */
const sizeOf = (png: Buffer): number[] => [png.readUInt32BE(16), png.readUInt32BE(20)];

test("README's picture is of the console as it is", async (context) => {
  const daemon = await startServing(nodes.node24, ["--listen=ws://127.0.0.1:0/rpc", "--no-config"]);
  context.after(() => daemon.stop());
  const client = await connect(daemon.url, { token: daemon.token, session: { name: "orders" } });
  context.after(() => client.close());
  const browser = await startBrowser(context);
  const { origin } = new URL(daemon.console!);
  const { page } = await browser.open(`${origin}/#session=${client.session.id}`, { viewport });
  await page.getByLabel("Token").fill(daemon.token);
  await page.keyboard.press("Enter");
  await page.locator(".cell .cm-content").first().click();
  for (const [index, code] of cells.entries()) {
    await page.keyboard.insertText(code);
    await page.keyboard.press("Shift+Enter");
    await page
      .locator(".cell")
      .nth(index + 1)
      .waitFor();
  }
  const shown = page.locator(".cells, main").first();
  await shown.locator("p", { hasText: "are due" }).waitFor();
  await shown
    .getByText(/TypeError/)
    .first()
    .waitFor();
  await page.getByText("sums", { exact: true }).first().waitFor();
  await page.mouse.move(0, 0);
  const taken = await page.screenshot({ clip, animations: "disabled", caret: "hide" });
  if (process.env["UPDATE"] === "1") writeFileSync(join(root, path), taken);
  assert.deepEqual(sizeOf(readFileSync(join(root, path))), sizeOf(taken));
  assert.ok(readDocument("README.md").includes(`(${path})`));
});
