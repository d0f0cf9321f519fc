// Is a page fit for everybody who uses it? What axe-core complains of, in words.
import axe from "axe-core";
import type { Page } from "./browser.ts";

/** In the page, once its source has been run there. */
declare const window: { axe: { run(): Promise<axe.AxeResults> } };

/** Half way from one colour to another nothing can be read; those that go on for ever are left. */
const settle = `for (const each of document.getAnimations())
  if (each.effect.getComputedTiming().endTime !== Infinity) each.finish();`;

export async function findBarriers(page: Page): Promise<string[]> {
  await page.evaluate(settle);
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => window.axe.run());
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${help}\n${html}\n${failureSummary ?? ""}`),
  );
}
