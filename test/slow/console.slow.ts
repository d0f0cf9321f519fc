// The web console as its user has it: a real daemon, a real Chromium, keys and clicks.
import assert from "node:assert/strict";
import { test } from "node:test";
import { findBarriers } from "../support/axe.ts";
import { shoot } from "../support/browser.ts";
import { playScenes, type Scene } from "../support/console.ts";

const scenes: Record<string, Scene> = {
  async "lets in by a link, once, and leaves nothing in the address"(_visit, { daemon, browser }) {
    const { origin } = new URL(daemon.console!);
    const { page } = await browser.open(daemon.console!);
    await page.locator(".cell").first().waitFor();
    assert.match(page.url(), /#session=[\w-]+$/);
    const cookies = await page.context().cookies(`${origin}/rpc`);
    assert.deepEqual(
      cookies.map(({ httpOnly, sameSite, path }) => ({ httpOnly, sameSite, path })),
      [{ httpOnly: true, sameSite: "Strict", path: "/rpc" }],
    );
    const again = await browser.open(daemon.console!);
    await again.page.getByText("This link was used before").waitFor();
    assert.equal(again.page.url(), `${origin}/`);
    await again.page.getByLabel("Token").fill("wrong");
    await again.page.keyboard.press("Enter");
    await again.page.getByText("This is not the daemon's token.").waitFor();
    await shoot(again.page, "console-gate");
  },

  async "runs cells, and has them again after a reload"(visit) {
    const { page, run, untilShown, codes } = visit;
    await run("const xs = [1, 2, 3];\nconsole.log('hello');\nxs.map((x) => x * 2)");
    await untilShown(1, "[ 2, 4, 6 ]");
    await run("setTimeout(() => console.log('afterwards'), 50); missing.name");
    await untilShown(2, /ReferenceError: missing is not defined/);
    await untilShown(2, "afterwards");
    await run("for (const i of progress([1, 2, 3])) await sleep(20);");
    await untilShown(3, /3\/3/);
    await visit.write("never + run");
    const before = await codes();
    await page.reload();
    await untilShown(1, "hello");
    await untilShown(2, "afterwards");
    assert.deepEqual(await codes(), before);
    assert.equal(await visit.cell(2).locator(".number").textContent(), "[2]");
    await visit.cell(2).getByRole("button", { name: "In[2]:1:" }).first().click();
    await page.keyboard.type("!");
    assert.match((await codes())[1]!, /!missing/);
  },

  async "shows a second viewer the same, while it runs"(first, { enterBeside }) {
    await first.run("let n = 1;");
    await first.untilPhase(1, "ok");
    const second = await enterBeside(first, first.page.url());
    await first.run("console.log('for both'); await input('go? '); 'done' + n");
    await second.untilShown(2, "for both");
    await second.untilPhase(2, "running");
    await first.page.getByLabel("go?").fill("yes");
    await first.press("Enter");
    await second.untilShown(2, "'done1'");
    assert.deepEqual((await second.codes()).slice(0, 2), (await first.codes()).slice(0, 2));
    await second.button("+ Code").click();
    await second.run("n += 41");
    await first.untilShown(3, "42");
  },

  async "asks for input in the cell"({ page, run, untilShown, press }) {
    await run("const name = await input('Your name? '), secret = await password('Secret? ');");
    await page.getByLabel("Your name?").waitFor();
    await page.keyboard.type("Ada Ω");
    await press("Enter");
    const field = page.getByLabel("Secret?");
    assert.equal(await field.getAttribute("type"), "password");
    await page.keyboard.type("1843");
    await press("Enter");
    // The focus is back where it was: in the next cell.
    await field.waitFor({ state: "detached" });
    await run("[name, secret]");
    await untilShown(2, "[ 'Ada Ω', '1843' ]");
    await run("try { await input('More? ') } catch (error) { error.name }");
    await page.getByRole("button", { name: "End", exact: true }).click();
    await untilShown(3, "'EOFError'");
  },

  async "interrupts, shows by what stage, and what was not run"(visit) {
    const { run, untilPhase, cell, button, press, page } = visit;
    await run("try { await sleep(1e6) } finally { console.log('cleaned up') }");
    await untilPhase(1, "running");
    await run("'behind it'");
    await cell(2).getByText("waits behind 1").waitFor();
    await button("Interrupt").first().click();
    await untilPhase(1, "interrupted");
    await visit.untilShown(1, "cleaned up");
    await cell(1).getByText("cancelled at its await").waitFor();
    await cell(2).getByText("not run").waitFor();
    await run("for (;;);");
    await untilPhase(3, "running");
    await press("Escape", "i");
    await cell(3).getByText("its code was unwound").waitFor();
    await press("Enter");
    await run(
      "await new Promise(() => { for (;;) try { for (;;); } catch {} finally { continue } })",
    );
    await untilPhase(4, "running");
    await press("Escape", "i", "i");
    await untilPhase(4, "interrupted");
    await shoot(page, "console-interrupted");
  },

  async "runs all cells, stops at one that fails, restarts"(visit) {
    const { run, write, untilPhase, cell, button, page, press } = visit;
    await run("let runs = (globalThis.runs ?? 0) + 1; globalThis.runs = runs");
    await untilPhase(1, "ok");
    await write("throw new Error('here')");
    await press("Alt+Enter");
    await untilPhase(2, "error");
    await write("'not reached'");
    await button("Run all").click();
    await visit.untilShown(1, "2");
    await cell(3).getByText("not run").waitFor();
    page.once("dialog", (dialog) => void dialog.accept());
    await button("Restart").click();
    await page.getByText("The session has no names yet.").waitFor();
    await cell(1).locator(".run").click();
    await visit.untilShown(1, /^1$/);
    assert.equal(await cell(1).locator(".number").textContent(), "[1]");
  },

  async "lists variables, opens and deletes them, and finds history"(visit) {
    const { page, run, button, press, untilShown } = visit;
    await run("const table = new Map([['k', { deep: [1, 2, { deeper: true }] }]]), other = 1;");
    const panel = page.getByRole("complementary", { name: "Variables" });
    await panel.getByRole("button", { name: /^table/ }).click();
    await panel.getByRole("button", { name: /^'k'/ }).click();
    await panel.getByRole("button", { name: /^deep/ }).click();
    await panel.getByText("{ deeper: true }", { exact: true }).waitFor();
    await panel.getByLabel("Filter variables").fill("oth");
    await panel.getByText("table").waitFor({ state: "detached" });
    await panel.getByRole("button", { name: "Delete other" }).click();
    await panel.getByLabel("Filter variables").fill("");
    await panel.getByRole("button", { name: /^table/ }).waitFor();
    await page.locator(".cm-content").nth(1).click();
    await run("typeof other");
    await untilShown(2, "'undefined'");
    await button("History").click();
    await page.getByLabel("Search history").fill("new Map");
    await page.getByRole("button", { name: /const table/ }).click();
    await press("Control+End");
    await run("// again");
    await visit.untilPhase(3, "ok");
    assert.match((await visit.codes())[2]!, /^const table.*again$/s);
  },

  async "is fit for everybody, in light and dark"({ page, run, untilPhase, untilShown, button }) {
    await run(tour.join("\n"));
    await untilPhase(1, "ok");
    await run("const average = orders.reduce((sum, { total }) => sum + total, 0) / orders.lenght;");
    await run("average.toFixed(2)");
    await untilShown(3, "'NaN'");
    await run("console.log('waiting for \\x1b[32mthe shop\\x1b[0m'); await sleep(60_000);");
    await untilPhase(4, "running");
    await untilShown(4, "waiting for the shop");
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await shoot(page, `console-${colorScheme}`);
      assert.deepEqual(await findBarriers(page), []);
      await button("History").click();
      await page.getByLabel("Search history").waitFor();
      assert.deepEqual(await findBarriers(page), []);
      await button("Keys").click();
      await page.getByRole("dialog").waitFor();
      assert.deepEqual(await findBarriers(page), []);
      await page.keyboard.press("Escape");
      await button("Variables").click();
    }
  },
};

/** What README's picture shows first. */
const tour = [
  "const shop = await Promise.resolve({ name: 'Ada & Sons', open: true });",
  "const orders = [",
  "  { id: 1, item: 'engine', total: 1843 },",
  "  { id: 2, item: 'punched cards', total: 12.5 },",
  "];",
  "console.log(`${orders.length} orders of ${shop.name}`);",
  "orders",
];

test("the console", (context) => playScenes(context, scenes));
