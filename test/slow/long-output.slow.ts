// A hundred thousand lines in a real browser: only what is in view is drawn, and it scrolls
// smoothly.
import assert from "node:assert/strict";
import { test } from "node:test";
import { shoot, startBrowser, type Page } from "../support/browser.ts";
import { openStage, put } from "../support/outputs-page.ts";

const lines = 100_000;
/** A frame is 17 ms. Beside all else that a machine may do, a frame in two is to be drawn. */
const mostMedianMs = 35;

/** In the page: how long the frames took while the box was scrolled, sorted. */
const scroll = (page: Page, step: string): Promise<number[]> =>
  page.evaluate(`(async () => {
    const box = document.querySelector(".out-box");
    const times = [];
    let last = performance.now();
    for (let frame = 0; frame < 120; frame++) {
      box.scrollTop = ${step};
      await new Promise(requestAnimationFrame);
      times.push(performance.now() - last);
      last = performance.now();
    }
    return times.sort((one, other) => one - other);
  })()`);

const inView = (page: Page): Promise<string> =>
  page.evaluate(`(() => {
    const box = document.querySelector(".out-box").getBoundingClientRect();
    const isThere = (row) => {
      const { top, bottom } = row.getBoundingClientRect();
      return bottom > box.top + 4 && top < box.bottom - 4;
    };
    const rows = [...document.querySelectorAll(".out-placed")].filter(isThere);
    return rows.map((row) => row.innerText).join("\\n");
  })()`);

const untilInView = async (page: Page, pattern: RegExp): Promise<void> => {
  while (!pattern.test(await inView(page)))
    await page.evaluate("new Promise(requestAnimationFrame)");
};

const cell = `for (let i = 0; i < ${lines}; i++)
  console.log(\`line \${i} \\x1b[3\${i % 8}mcolour\\x1b[0m \${"text ".repeat(i % 30)}\`)`;

const heapOf = (page: Page): Promise<number> =>
  page.evaluate("(gc(), performance.memory.usedJSHeapSize)");

type Check = (page: Page, tell: (text: string) => void) => Promise<void>;

const checks: [name: string, check: Check][] = [
  [
    "scroll smoothly, line by line and anywhere",
    async (page, tell) => {
      for (const step of ["box.scrollTop + 120", "Math.random() * box.scrollHeight"]) {
        const times = await scroll(page, step);
        const [median = 0, late = 0] = [times[60], times[114]];
        tell(`${step}: median ${median.toFixed(1)} ms, 95 % ${late.toFixed(1)} ms`);
        assert.ok(median < mostMedianMs, `${median} ms`);
      }
    },
  ],
  [
    "are reached by keys, both ends",
    async (page) => {
      await page.getByRole("region").focus();
      await page.keyboard.press("End");
      await untilInView(page, /line 99999 /);
      await page.keyboard.press("Home");
      await untilInView(page, /^line 0 /);
      await shoot(page, "outputs-long");
    },
  ],
  [
    "stay at the end while they come, and else where they are",
    async (page) => {
      await put(page, "long", { stream: "stdout", text: "more\n" });
      await untilInView(page, /^line 0 /);
      await page.keyboard.press("End");
      await untilInView(page, /more\n*$/);
      for (const text of ["one\n", "two\n".repeat(100), "three\n"])
        await put(page, "long", { stream: "stdout", text });
      await untilInView(page, /three\n*$/);
    },
  ],
  [
    "are not wrapped, folded and copied on demand",
    async (page) => {
      const group = page.getByRole("group", { name: "Output of long: view" });
      await group.getByRole("button", { name: "Wrap" }).click();
      await page.waitForFunction("document.querySelector('.out-box').scrollHeight < 2_100_000");
      await untilInView(page, /three\n*$/);
      await group.getByRole("button", { name: "Copy" }).click();
      await group.getByText("Copied").waitFor();
      const copied: string = await page.evaluate("navigator.clipboard.readText()");
      assert.equal(copied.split("\n").length, lines + 104);
      assert.match(copied, /^line 0 colour \nline 1 colour text \n/);
      await group.getByRole("button", { name: "Fold" }).click();
      await page.getByRole("button", { name: "100,103 lines folded away" }).click();
      await page.locator(".out-long").waitFor();
    },
  ],
  [
    "lose the oldest where they are too many, and say so",
    async (page) => {
      const text = `${"many words ".repeat(10)}\n`.repeat(10_000);
      for (let times = 0; times < 14; times++) await put(page, "long", { stream: "stdout", text });
      await page.keyboard.press("Tab");
      await page.getByRole("region").focus();
      await page.keyboard.press("Home");
      await untilInView(page, /The oldest output was dropped: [\d,]+ lines/);
    },
  ],
];

test("100,000 lines", async (context) => {
  const browser = await startBrowser(context, "--js-flags=--expose-gc");
  const permissions = ["clipboard-read", "clipboard-write"];
  const { page, run } = await openStage(context, browser, { permissions });
  const before = await heapOf(page);
  await run({ long: cell });
  await page.locator(".out-long").waitFor();
  await context.test("are few elements, and little memory", async () => {
    const elements: number = await page.evaluate("document.querySelectorAll('*').length");
    assert.ok(elements < 1500, `${elements} elements`);
    const mebibytes = ((await heapOf(page)) - before) / 2 ** 20;
    assert.ok(mebibytes < 100, `${mebibytes} MiB`);
    context.diagnostic(`${elements} elements, ${mebibytes.toFixed(1)} MiB`);
  });
  for (const [name, check] of checks)
    await context.test(name, () => check(page, (text) => context.diagnostic(text)));
});
