// VS Code in a browser: a code-server with the extension installed, and what a user does in it.
import { execFile, spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";
import type { TestContext } from "node:test";
import { promisify } from "node:util";
import { chromium, type Page } from "playwright-core";

export interface CodeServerSetup {
  /** code-server's `out/node/entry.js`. */
  entry: string;
  /** Where it keeps all that is its own. */
  home: string;
  workspace: string;
  packagePath: string;
}

export interface Editor {
  page: Page;
  openFile(name: string): Promise<void>;
  /** By the palette. */
  command(title: string): Promise<void>;
  /** A button of the notebook's toolbar. */
  click(name: string): Promise<void>;
  sees(text: string): Promise<void>;
  /** In what cells have put out, which is drawn in a frame of its own. */
  seesOutput(text: string): Promise<void>;
}

const settings = {
  "workbench.startupEditor": "none",
  "telemetry.telemetryLevel": "off",
  "chat.disableAIFeatures": true,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
};
const timeout = 60_000;
const patience = timeout / 10;

export async function openCodeServer(
  context: TestContext,
  setup: CodeServerSetup,
): Promise<Editor> {
  const env = { ...process.env, ...foldersOf(setup) };
  const url = await serve(context, setup, env);
  const browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
    env,
  });
  context.after(() => browser.close());
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(timeout);
  await page.goto(`${url}?folder=${encodeURIComponent(setup.workspace)}`);
  // Its extensions are there when one of them has said so; a notebook that is opened before stays
  // empty.
  await page.getByRole("treeitem", { name: "tour.ts" }).waitFor();
  await page.locator(".statusbar-item", { hasText: "Layout" }).first().waitFor();
  return createEditor(page);
}

function createEditor(page: Page): Editor {
  const sees = async (text: string): Promise<void> =>
    page.getByText(text, { exact: false }).first().waitFor();
  return {
    page,
    sees,
    openFile: async (name) => {
      await page.getByRole("treeitem", { name }).dblclick();
      await page.locator(".editor-instance .view-lines").first().waitFor();
    },
    command: async (title) => {
      const box = page.locator(".quick-input-widget input").first();
      const row = page.locator(".quick-input-list .monaco-list-row", { hasText: title }).first();
      // While the editor starts, the palette may be closed under one's hands.
      for (let left = 10; ; left--) {
        await page.keyboard.press("F1");
        try {
          await box.fill(`>${title}`, { timeout: patience });
          return await row.click({ timeout: patience });
        } catch (error) {
          if (left === 0) throw error;
          await page.keyboard.press("Escape");
        }
      }
    },
    click: (name) => page.getByRole("button", { name, exact: true }).first().click(),
    seesOutput: async (text) => {
      const outer = page.frameLocator("iframe.webview");
      await outer.frameLocator("iframe").getByText(text).first().waitFor();
    },
  };
}

/** Nothing of the user's is read or written. */
const foldersOf = ({ home }: CodeServerSetup): NodeJS.ProcessEnv => ({
  HOME: home,
  XDG_CONFIG_HOME: home,
  XDG_DATA_HOME: home,
  XDG_CACHE_HOME: home,
});

async function serve(
  context: TestContext,
  { entry, home, packagePath }: CodeServerSetup,
  env: NodeJS.ProcessEnv,
): Promise<string> {
  const places = ["--user-data-dir", join(home, "data"), "--extensions-dir", join(home, "ext")];
  mkdirSync(join(home, "data", "User"), { recursive: true });
  writeFileSync(join(home, "data", "User", "settings.json"), JSON.stringify(settings));
  const install = [entry, ...places, "--install-extension", packagePath];
  await promisify(execFile)(process.execPath, install, { env });
  const flags = "--auth none --bind-addr 127.0.0.1:0 --disable-workspace-trust";
  const quiet = "--disable-telemetry --disable-update-check";
  const child = spawn(process.execPath, [entry, ...places, ...`${flags} ${quiet}`.split(" ")], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
    // It starts others, which are ended with it.
    detached: true,
  });
  context.after(() => process.kill(-child.pid!, "SIGTERM"));
  return findUrl(child.stdout);
}

async function findUrl(output: Readable): Promise<string> {
  let told = "";
  for await (const chunk of output.iterator({ destroyOnReturn: false })) {
    told += String(chunk);
    const url = /listening on (http:\S+)/.exec(told)?.[1];
    if (url === undefined) continue;
    output.resume();
    return url;
  }
  throw new Error(`code-server has ended:\n${told}`);
}
