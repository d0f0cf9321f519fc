// Is a page fit for everybody who uses it? What axe-core complains of, in words.
import axe from "axe-core";
import type { Page } from "./browser.ts";

/** In the page, once its source has been run there. */
declare const window: { axe: { run(): Promise<axe.AxeResults> } };

/** Half way from one colour to another nothing can be read; those that go on for ever are left. */
const settle = `for (const each of document.getAnimations())
  if (each.effect.getComputedTiming().endTime !== Infinity) each.finish();`;

const tries = 5;

/** axe itself throws where what it looks at leaves the page meanwhile; then it looks again. */
async function look(page: Page): Promise<axe.AxeResults> {
  for (let left = tries; ; left--) {
    try {
      return await page.evaluate(() => window.axe.run());
    } catch (error) {
      if (left === 1) throw error;
    }
  }
}

export async function findBarriers(page: Page): Promise<string[]> {
  await page.evaluate(settle);
  await page.evaluate(axe.source);
  const { violations } = await look(page);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${help}\n${html}\n${failureSummary ?? ""}`),
  );
}
