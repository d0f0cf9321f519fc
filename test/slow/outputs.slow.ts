// What cells put out, in a real browser, as its user sees it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { findBarriers } from "../support/axe.ts";
import { shoot, startBrowser, type Locator, type Page } from "../support/browser.ts";
import { openStage, put, readSections, type Stage } from "../support/outputs-page.ts";

const see = (page: Page, text: string): Promise<void> => page.getByText(text).first().waitFor();

/** Something of everything. */
const gallery = readSections("outputs/gallery.txt");
const region = (page: Page, name: string): Locator =>
  page.getByRole("region", { name: `Output of ${name}`, exact: true });

const checks: [name: string, check: (stage: Stage) => Promise<void>][] = [
  [
    "are fit for everybody, in light and dark",
    async ({ page }) => {
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        assert.deepEqual(await findBarriers(page), []);
        await shoot(page, `outputs-${colorScheme}`);
      }
      await page.emulateMedia({ colorScheme: "light" });
    },
  ],
  [
    "are drawn over as on a terminal, in its colours, with links",
    async ({ page }) => {
      assert.match(await region(page, "colours").innerText(), /\n20%$/);
      const link = region(page, "colours").getByRole("link");
      assert.equal(await link.getAttribute("href"), "https://a.b/c");
      assert.equal(await region(page, "colours").getByText("bold").evaluate(weigh), "700");
      assert.equal(await region(page, "table").getByText("1815").count(), 1);
      assert.equal(await region(page, "table").getByText("careful").count(), 1);
    },
  ],
  [
    "are pictures, Markdown and formulas",
    async ({ page }) => {
      assert.equal(await region(page, "drawing").getByRole("img").evaluate(widthOf), 40);
      assert.equal(await region(page, "markdown").getByRole("heading").innerText(), "Title");
      const inside = region(page, "markdown").getByRole("link");
      assert.equal(await inside.getAttribute("rel"), "noopener noreferrer");
      assert.match(await region(page, "latex").innerText(), /\\frac\{a\}\{b\}/);
    },
  ],
  [
    "HTML with scripts runs them in a frame of no origin, as high as it is",
    async ({ page }) => {
      const text = page.frameLocator("iframe").locator("p");
      assert.equal(await text.innerText(), "styled by null");
      assert.equal(await text.evaluate(colourOf), "rgb(0, 128, 0)");
      const ways = await text.evaluate(() => "RTCPeerConnection" in globalThis);
      assert.equal(ways, false, "what no policy holds back is not there");
      const height = await page.locator("iframe").evaluate(heightOf);
      assert.ok(height > 15 && height < 100, `${height}`);
    },
  ],
  [
    "JSON opens, and long values page by page",
    async ({ page }) => {
      await region(page, "json").getByRole("button", { name: "▸ list" }).click();
      await region(page, "json").getByText('{ a: "b" }').waitFor();
      await region(page, "long").getByRole("button", { name: "all 250" }).click();
      await region(page, "long").getByText("99: 9801").waitFor();
      await region(page, "long").getByRole("button", { name: "150 more" }).click();
      await region(page, "long").getByRole("button", { name: "50 more" }).click();
      await region(page, "long").getByText("249: 62001").waitFor();
    },
  ],
  [
    "the place of an error leads to the code",
    async ({ page }) => {
      await region(page, "failure")
        .getByRole("button", { name: /In\[3\]:1:/ })
        .first()
        .click();
      const [place] = await page.evaluate<{ executionCount: number; line: number }[]>("places");
      assert.deepEqual([place?.executionCount, place?.line], [3, 1]);
    },
  ],
  [
    "a progress bar, and what it was shown as before, is one",
    async ({ page, show }) => {
      const bar = region(page, "progress").getByRole("progressbar");
      assert.match((await bar.getAttribute("aria-label")) ?? "", /^rows/);
      const data = { "text/plain": "shown 1" };
      await put(page, "twice", { kind: "display", displayId: "d", data });
      await put(page, "other", { kind: "display", displayId: "d", data });
      const next = { "text/plain": "shown 2" };
      await put(page, "other", { kind: "updateDisplay", displayId: "d", data: next, late: true });
      await put(page, "other", { stream: "stdout", text: "afterwards", late: true });
      await show(["twice", "other"]);
      assert.equal(await page.getByText("shown 2").count(), 2);
      assert.equal(await page.getByText("shown 1").count(), 0);
      assert.match(
        await region(page, "other").innerText(),
        /after its cell had ended\s+afterwards/,
      );
    },
  ],
  [
    "what was lost is told",
    async ({ page, show }) => {
      await put(page, "lossy", { stream: "stdout", text: "", droppedBytes: 4096 });
      await show(["lossy"]);
      await see(page, "4.0 KiB were dropped");
    },
  ],
];

test("outputs on a page", async (context) => {
  const stage = await openStage(context, await startBrowser(context), { colorScheme: "light" });
  await stage.run(gallery);
  await stage.page.frameLocator("iframe").getByText("styled").waitFor();
  for (const [name, check] of checks) await context.test(name, () => check(stage));
});

declare const getComputedStyle: (element: unknown) => { fontWeight: string; color: string };
const weigh = (element: unknown): string => getComputedStyle(element).fontWeight;
const colourOf = (element: unknown): string => getComputedStyle(element).color;
const widthOf = (image: unknown): number => (image as { naturalWidth: number }).naturalWidth;
const heightOf = (element: unknown): number => (element as { offsetHeight: number }).offsetHeight;
