// The web console in a real Chromium on a real daemon, and what its user does there.
import type { TestContext } from "node:test";
import type { BrowserContextOptions } from "playwright-core";
import {
  startBrowser,
  type Browser,
  type Locator,
  type Page,
  type WatchedPage,
} from "./browser.ts";
import { nodes, startServing, type ServingDaemon } from "./daemon.ts";

const viewport = { width: 1440, height: 900 };
const patienceMs = 30_000;

export interface Visit {
  watched: WatchedPage;
  page: Page;
  /** The cell of this number, from 1. */
  cell(number: number): Locator;
  /** What the cells have in their editors. */
  codes(): Promise<string[]>;
  /** Puts a text in at the cursor. */
  write(code: string): Promise<void>;
  /** The same, and runs it. */
  run(code: string): Promise<void>;
  press(...keys: string[]): Promise<void>;
  button(name: string | RegExp): Locator;
  /** Waits until the cell of this number has put out this. */
  untilShown(number: number, text: string | RegExp): Promise<void>;
  /** Waits until the cell of this number has come to this: `running`, `ok`, `error`, … */
  untilPhase(number: number, phase: string): Promise<void>;
  leave(): Promise<void>;
}

export interface ConsoleStage {
  daemon: ServingDaemon;
  browser: Browser;
  /** A page of its own with a session of its own, at the daemon or at what stands before it. */
  enter(options?: BrowserContextOptions, origin?: string): Promise<Visit>;
  /** A further page in the same browser. */
  enterBeside(visit: Visit, url: string): Promise<Visit>;
}

export async function startConsole(context: TestContext): Promise<ConsoleStage> {
  const daemon = await startServing(nodes.node24, ["--listen=ws://127.0.0.1:0/rpc", "--no-config"]);
  const browser = await startBrowser(context);
  context.after(() => daemon.stop());
  const own = new URL(daemon.console!).origin;
  return {
    daemon,
    browser,
    async enter(options = {}, origin = own) {
      const watched = await browser.open(origin, { viewport, ...options });
      const visit = createVisit(watched);
      await visit.page.getByLabel("Token").fill(daemon.token);
      await visit.press("Enter");
      await visit.cell(1).locator(".cm-content").click();
      return visit;
    },
    async enterBeside({ watched }, url) {
      const visit = createVisit(await browser.openBeside(watched, url));
      await visit.cell(1).waitFor();
      return visit;
    },
  };
}

export type Scene = (visit: Visit, stage: ConsoleStage) => Promise<void>;

/** One after the other, each with a page and a session of its own. */
export async function playScenes(
  context: TestContext,
  scenes: Record<string, Scene>,
): Promise<void> {
  const stage = await startConsole(context);
  for (const [name, scene] of Object.entries(scenes)) {
    await context.test(name, async () => {
      const visit = await stage.enter();
      await scene(visit, stage);
      await visit.leave();
    });
  }
}

function createVisit(watched: WatchedPage): Visit {
  const { page } = watched;
  page.setDefaultTimeout(patienceMs);
  const cell = (number: number): Locator => page.locator(".cell").nth(number - 1);
  const write = (code: string): Promise<void> => page.keyboard.insertText(code);
  return {
    watched,
    page,
    cell,
    codes: () =>
      page
        .locator(".cell .cm-content")
        .evaluateAll((all) =>
          all.map((each) => Array.from(each.children, ({ textContent }) => textContent).join("\n")),
        ),
    write,
    async run(code) {
      await write(code);
      await page.keyboard.press("Shift+Enter");
    },
    async press(...keys) {
      for (const key of keys) await page.keyboard.press(key);
    },
    button: (name) => page.getByRole("button", { name }),
    untilShown: (number, text) =>
      cell(number).locator(".produce").getByText(text).first().waitFor(),
    untilPhase: (number, phase) =>
      cell(number)
        .and(page.locator(`.${phase}`))
        .waitFor(),
    leave: () => page.context().close(),
  };
}
