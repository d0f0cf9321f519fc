// The page of test/pages/outputs.tsx in a real browser, served as the console is, and cells whose
// outputs it shows.
import { once } from "node:events";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { build } from "esbuild";
import { createClient, type Client } from "../../clients/shared/client.ts";
import type { Output } from "../../protocol/outputs.ts";
import type { ExecuteResult } from "../../protocol/shapes.ts";
import { createSite } from "../../src/transport/site.ts";
import type { Page, WatchedPage, Browser } from "./browser.ts";
import { startStdio } from "./daemon.ts";
import { root } from "./sources.ts";

/** What the page offers to tests. */
interface PageWindow {
  book: {
    onOutput(output: unknown): void;
    onFinish(result: unknown): void;
    of(executionId: string): { items: readonly unknown[] };
  };
  show(ids: string[], expand?: unknown): void;
  places: object[];
  expand(ref: string, options: object): unknown;
}

/** Serves the page until the test ends; returns its address. */
export async function servePage(context: TestContext): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "awaitd-page-"));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  await build({
    entryPoints: [
      { in: join(root, "test/pages/outputs.tsx"), out: "page" },
      { in: join(root, "clients/web/output/outputs.css"), out: "page" },
    ],
    outdir: folder,
    bundle: true,
    format: "esm",
    jsx: "automatic",
    jsxImportSource: "preact",
    logLevel: "warning",
  });
  cpSync(join(root, "clients/web/public"), folder, { recursive: true });
  writeFileSync(join(folder, "index.html"), page);
  const site = createSite({
    folder,
    isHostAllowed: () => true,
    recognizes: () => true,
    exchange: () => ({ refused: "there is nothing to exchange" }),
  });
  const server = createServer(site).listen(0, "127.0.0.1");
  context.after(() => void server.close());
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="color-scheme" content="light dark" />
    <title>Outputs</title>
    <link rel="icon" href="icon.svg" />
    <link rel="stylesheet" href="page.css" />
    <style>
      body {
        background: light-dark(#fff, #1e2127);
        color: light-dark(#1f2328, #e6edf3);
      }
    </style>
    <script type="module" src="page.js"></script>
  </head>
  <body></body>
</html>
`;

export interface Stage extends WatchedPage {
  client: Client;
  /** Runs cells, the names of which are their execution ids, and shows what came of them. */
  run(cells: Record<string, string>): Promise<void>;
  show(executionIds: string[]): Promise<void>;
}

/** A page and a daemon of its own. */
export async function openStage(
  context: TestContext,
  browser: Browser,
  options: Parameters<Browser["open"]>[1] = {},
): Promise<Stage> {
  const watched = await browser.open(await servePage(context), options);
  const daemon = startStdio();
  context.after(daemon.stop);
  const client = await createClient(daemon.channel);
  const { page: target } = watched;
  await target.exposeFunction("expand", (ref: string, span: object) =>
    client.session.expand(ref, span),
  );
  async function run(cells: Record<string, string>): Promise<void> {
    const outputs: Output[] = [];
    const results: ExecuteResult[] = [];
    for (const [executionId, code] of Object.entries(cells)) {
      const onOutput = (output: Output): void => void outputs.push(output);
      results.push(await client.execute(code, { executionId, onOutput }));
    }
    await feed(target, outputs, results);
    await show(Object.keys(cells));
  }
  const show = (executionIds: string[]): Promise<void> =>
    target.evaluate((ids) => window.show(ids, window.expand), executionIds);
  return { ...watched, client, run, show };
}

/** An output that no daemon has sent. */
export const put = (target: Page, executionId: string, more: Partial<Output>): Promise<void> =>
  target.evaluate((output) => window.book.onOutput(output), {
    sessionId: "s",
    executionId,
    executionCount: 1,
    seq: 1,
    kind: "stream",
    ...more,
  });

const casesAt = (name: string): string => readFileSync(join(root, "test/cases", name), "utf8");

/** The lines of a file of cases but for those that begin with `#`. */
export const readCases = (name: string): string[] =>
  casesAt(name)
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));

/** What stands below each `== title`. */
export const readSections = (name: string): Record<string, string> =>
  Object.fromEntries(
    casesAt(name)
      .split(/^== /m)
      .slice(1)
      .map((section) => [
        section.slice(0, section.indexOf("\n")),
        section.slice(section.indexOf("\n") + 1, -1),
      ]),
  );

/** In the page. */
declare const window: PageWindow;

async function feed(target: Page, outputs: Output[], results: ExecuteResult[]): Promise<void> {
  await target.evaluate(
    ([all, ends]) => {
      const { book } = window;
      for (const output of all) book.onOutput(output);
      for (const end of ends) book.onFinish(end);
    },
    [outputs, results] as const,
  );
}
