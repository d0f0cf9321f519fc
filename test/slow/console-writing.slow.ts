// The web console while cells are written: what the daemon knows of them, the keys of a notebook,
// files, sessions, and a connection that is lost.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { shoot } from "../support/browser.ts";
import { playScenes, type Scene } from "../support/console.ts";
import { createProxy } from "../support/proxy.ts";

const notebookFile = JSON.stringify(
  {
    cells: [
      { cell_type: "markdown", id: "intro", metadata: {}, source: ["# Orders\n", "*of* today"] },
      {
        cell_type: "code",
        execution_count: 7,
        id: "sum",
        metadata: { tags: ["kept"] },
        outputs: [{ name: "stdout", output_type: "stream", text: ["as it was saved\n"] }],
        source: ["1 + 1"],
      },
    ],
    metadata: { kernelspec: { display_name: "x", name: "y" }, of_another_tool: { deep: true } },
    nbformat: 4,
    nbformat_minor: 5,
  },
  null,
  1,
);

const scenes: Record<string, Scene> = {
  async "completes, tells of names, signatures and problems"(visit) {
    const { page, run, write, press, codes, untilPhase } = visit;
    await run("const orders = [{ id: 1, total: 30 }];");
    await untilPhase(1, "ok");
    await page.keyboard.type("orders.fla");
    // While the daemon is asked for more, the list of before is shown, and takes no keys.
    const settled = page.locator(".cm-tooltip-autocomplete:not(.cm-tooltip-autocomplete-disabled)");
    await settled.locator("li", { hasText: "flatMap" }).getByText("fla", { exact: true }).waitFor();
    // A list that has just come up takes no keys, which may have been meant for the text.
    await page.waitForTimeout(150);
    await press("ArrowDown", "Enter");
    assert.equal((await codes())[1], "orders.flatMap");
    await page.keyboard.type("(");
    await page.locator(".signature mark", { hasText: "callback" }).waitFor();
    await press("Escape", "Control+a");
    await write("const first: string = orders[0].total;");
    await page.locator(".cm-lintRange-error").first().waitFor();
    await press("Control+Home", "Control+ArrowRight", "Control+ArrowRight", "Control+i");
    await page.locator(".prose.hover", { hasText: "first" }).waitFor();
    await shoot(page, "console-writing");
    // What stands above and was not run counts, too.
    await press("Escape", "Control+a");
    await write("interface Shop { nameOfShop: string }\nlet shop: Shop;");
    await page.getByTitle("Add a cell below (b)").click();
    await page.keyboard.type("shop.nameO");
    // TypeScript has just been told of the type: where it was not done in time, one asks again.
    const offered = page.locator(".cm-completionLabel", { hasText: "nameOfShop" });
    for (let tries = 0; tries < 10 && !(await offered.isVisible()); tries++) {
      await page.waitForTimeout(500);
      if (!(await offered.isVisible())) await press("Control+Space");
    }
    await offered.waitFor();
    await page.waitForTimeout(150);
    await press("Tab");
    assert.equal((await codes())[2], "shop.nameOfShop");
  },

  async "is used with keys alone"({ page, press, codes, run, write, cell }) {
    await run("'one'");
    await write("'two'\n'three'");
    await press("ArrowUp", "End", "Control+Shift+Minus");
    assert.deepEqual(await codes(), ["'one'", "'two'", "'three'"]);
    await press("Escape", "Alt+ArrowUp", "Alt+ArrowUp");
    assert.deepEqual(await codes(), ["'three'", "'one'", "'two'"]);
    await press("j", "d");
    assert.deepEqual(await codes(), ["'three'", "'two'"]);
    await press("z", "k", "Shift+M");
    assert.deepEqual(await codes(), ["'three'\n'one'", "'two'"]);
    await press("a");
    await write("# Title\n\n<b>bold</b>");
    await press("Escape", "m", "Shift+Enter");
    await cell(1).getByRole("heading", { name: "Title" }).waitFor();
    await press("Escape", "ArrowUp", "Enter", "Control+Home");
    await write("#");
    await press("Control+Enter");
    await cell(1).getByRole("heading", { level: 2 }).waitFor();
    await press("Escape", "?");
    await page.getByRole("dialog", { name: "Keys" }).waitFor();
    await shoot(page, "console-keys");
    await press("Escape", "j", "Shift+Enter");
    await cell(2).and(page.locator(".ok")).waitFor();
  },

  async "opens files, and saves them as they were"({ page, press, codes, cell }) {
    const open = (name: string, text: string): Promise<void> =>
      page
        .getByLabel("File to open")
        .setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
    const save = async (): Promise<{ name: string; text: string }> => {
      const waiting = page.waitForEvent("download");
      await page.getByRole("button", { name: "Save", exact: true }).click();
      const download = await waiting;
      const text = readFileSync(await download.path(), "utf8");
      return { name: download.suggestedFilename(), text };
    };
    await open("Orders of today.ipynb", notebookFile);
    await page.getByRole("heading", { name: "Orders", exact: true }).waitFor();
    await cell(2).getByText("as it was saved").waitFor();
    assert.deepEqual(await save(), { name: "Orders of today.ipynb", text: notebookFile });
    await page.getByRole("button", { name: "Orders of today" }).first().waitFor();
    await cell(2).locator(".cm-content").click();
    await press("Shift+Enter");
    await cell(2).and(page.locator(".ok")).waitFor();
    const { text } = await save();
    const saved = JSON.parse(text) as { cells: object[]; metadata: object };
    assert.partialDeepStrictEqual(saved.cells[1], {
      id: "sum",
      metadata: { tags: ["kept"] },
      execution_count: 1,
      outputs: [{ output_type: "execute_result", data: { "text/plain": ["2"] } }],
    });
    assert.partialDeepStrictEqual(saved.metadata, { of_another_tool: { deep: true } });
    const script = "// %% First\r\nconst a = 1;\r\n\r\n// %%\r\na + 1\r\n";
    await open("two cells.ts", script);
    await page.getByText("const a = 1;").waitFor();
    assert.equal((await codes()).length, 2);
    assert.deepEqual(await save(), { name: "two cells.ts", text: script });
    await page.getByLabel("Format to save in").selectOption(".ipynb");
    const converted = await save();
    assert.equal(converted.name, "two cells.ipynb");
    assert.equal((JSON.parse(converted.text) as { cells: object[] }).cells.length, 2);
    await open("broken.ipynb", "{");
    await page.locator(".complaint", { hasText: "broken.ipynb" }).waitFor();
  },

  async "has several sessions, and their settings"(visit) {
    const { page, run, untilShown, button } = visit;
    await run("const where = 'first'");
    await page.getByTitle("Rename the session").click();
    await page.keyboard.type("Numbers");
    await page.keyboard.press("Enter");
    await button("New session").click();
    await page.locator(".cm-content").first().click();
    await run("typeof where");
    await untilShown(1, "'undefined'");
    await page.getByLabel("Runner").selectOption("sync");
    await run("await 1");
    await untilShown(2, /`sync` runner/);
    await button(/^Numbers/)
      .first()
      .click();
    await page.locator(".cm-content").nth(1).click();
    await run("where");
    await untilShown(2, "'first'");
    await page.getByLabel("Loop").selectOption("perCell");
    await run("awaitd.loopPolicy ?? 'perCell'");
    await untilShown(3, "perCell");
    page.once("dialog", (dialog) => void dialog.accept());
    await button("End Numbers").click();
    await untilShown(1, "'undefined'");
  },

  async "comes back when its connection was lost"(_visit, { daemon, enter }) {
    const proxy = await createProxy(daemon.url);
    const visit = await enter({}, new URL(proxy.url.replace("ws:", "http:")).origin);
    const { run, page, untilShown } = visit;
    await run("for (let i = 0; i < 20; i++) { console.log('tick', i); await sleep(100) }; 'over'");
    await untilShown(1, "tick 1");
    const refused = visit.watched.expectFault(/WebSocket connection|ERR_/);
    proxy.refuse(true);
    proxy.cut();
    await page.getByText(/connection lost|reconnecting/).waitFor();
    await refused;
    await shoot(page, "console-lost");
    proxy.refuse(false);
    await page.getByText(/replayed [1-9]/).waitFor();
    await untilShown(1, "'over'");
    const lines = await visit.cell(1).locator(".produce").innerText();
    const ticks = Array.from({ length: 20 }, (_, index) => `tick ${index}`);
    assert.deepEqual(lines.match(/tick \d+/g), ticks);
    await visit.leave();
    proxy.close();
  },
};

test("the console, while one writes", (context) => playScenes(context, scenes));
