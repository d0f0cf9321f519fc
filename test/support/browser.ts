// A real Chromium for tests. Whoever opens one owns it; it ends with the test, and leaves nothing
// of the user's touched. Each page is watched: an error on its console (a breach of its policy is
// one), an uncaught one, or a request to another host is a fault, and fails the test at its end.
import assert from "node:assert/strict";
import { EventEmitter, once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import {
  chromium,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from "playwright-core";
import { root } from "./sources.ts";

export type { Locator, Page } from "playwright-core";

const executablePath = "/usr/bin/chromium";

const quiet = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export interface Browser {
  /** A page of its own: nothing that another one has stored is there. */
  open(url: string, options?: BrowserContextOptions): Promise<WatchedPage>;
  /** A further page in the same profile as `page`: cookies and storage are shared. */
  openBeside(page: WatchedPage, url: string): Promise<WatchedPage>;
}

export interface WatchedPage {
  page: Page;
  /** What was wrong so far, in words. */
  faults: string[];
  /** Faults like this are what the test is about. Returns them once one has been seen. */
  expectFault(pattern: RegExp): Promise<string[]>;
}

/** Starts a Chromium that ends with the test. `args` are flags of its command line. */
export async function startBrowser(
  context: TestContext,
  ...args: readonly string[]
): Promise<Browser> {
  assert.ok(existsSync(executablePath), "there is no Chromium: .ci/packages installs it");
  const home = mkdtempSync(join(tmpdir(), "awaitd-browser-"));
  const folders = { HOME: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home, XDG_DATA_HOME: home };
  const browser = await chromium.launch({
    executablePath,
    args: [...quiet, ...args],
    env: { ...process.env, ...folders },
  });
  context.after(async () => {
    await browser.close();
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  });
  return {
    open: async (url, options) => watch(context, await browser.newContext(options), url),
    openBeside: ({ page }, url) => watch(context, page.context(), url),
  };
}

async function watch(
  context: TestContext,
  browserContext: BrowserContext,
  url: string,
): Promise<WatchedPage> {
  const page = await browserContext.newPage();
  const faults: string[] = [];
  const expected: RegExp[] = [];
  const seen = new EventEmitter();
  const add = (fault: string): void => {
    faults.push(fault);
    seen.emit("fault");
  };
  const { host } = new URL(url);
  const isForeign = (target: URL): boolean =>
    /^(https?|wss?):$/.test(target.protocol) && target.host !== host;
  page.on("console", (message) => {
    if (message.type() !== "error") return;
    const { url: at, lineNumber } = message.location();
    add(`${message.text()} (${at}:${lineNumber})`);
  });
  page.on("pageerror", (error) => add(`uncaught ${error.stack ?? error.message}`));
  page.on("request", (request) => {
    if (isForeign(new URL(request.url()))) add(`a request to ${request.url()}`);
  });
  page.on("websocket", (socket) => {
    if (isForeign(new URL(socket.url()))) add(`a WebSocket to ${socket.url()}`);
  });
  page.on("crash", () => add("the page has crashed"));
  const check = (): void => {
    const left = faults.filter((fault) => !expected.some((pattern) => pattern.test(fault)));
    assert.deepEqual(left, [], `faults of ${url}`);
  };
  // Behind all else that ends with the test, for a hook that fails is the last one that is run.
  context.after(() => context.after(check));
  await page.goto(url);
  const expectFault = async (pattern: RegExp): Promise<string[]> => {
    expected.push(pattern);
    const find = (): string[] => faults.filter((fault) => pattern.test(fault));
    while (find().length === 0) await once(seen, "fault");
    return find();
  };
  return { page, faults, expectFault };
}

/** Leaves a picture of the page for whoever wants to see it. */
export async function shoot(page: Page, name: string): Promise<void> {
  const folder = join(root, "test/artifacts");
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
