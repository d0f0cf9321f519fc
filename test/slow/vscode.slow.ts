// The VS Code extension as it is installed: the package is made and opened, what is in it is run;
// and where AWAITD_CODE_SERVER names a code-server's `out/node/entry.js`, that is driven by a
// real browser.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire, registerHooks } from "node:module";
import { join } from "node:path";
import { after, test } from "node:test";
import { packageExtension } from "../../clients/vscode/build.ts";
import { Daemon } from "../../clients/vscode/daemon.ts";
import type * as Extension from "../../clients/vscode/extension.ts";
import { NotebookKernel } from "../../clients/vscode/kernel.ts";
import { LanguageLink, type Diagnostic } from "../../clients/vscode/language.ts";
import { openCodeServer } from "../support/code-server.ts";
import { launcher, startServing } from "../support/daemon.ts";
import { desk, openNotebook } from "../support/editor.ts";
import { createDataHome, leaveHome } from "../support/home.ts";
import { createSheet } from "../support/sheet.ts";
import { createProxy } from "../support/proxy.ts";
import { root } from "../support/sources.ts";
import { unzip } from "../support/zip.ts";

leaveHome();
const folder = createDataHome();
const packagePath = await packageExtension(join(folder, "package"));
const codeServer = process.env["AWAITD_CODE_SERVER"];

const createDaemon = (serving?: () => Promise<{ url: string; token: string }>): Daemon =>
  new Daemon({
    command: () => [process.execPath, launcher, "--stdio", "--no-config"],
    ...(serving && { serving }),
    env: { ...process.env, XDG_DATA_HOME: createDataHome() },
    clientInfo: { name: "test" },
    log: () => {},
  });

const createKernel = (of: Daemon): NotebookKernel =>
  new NotebookKernel({ daemon: of, options: () => ({ name: "test.ts" }), onInput: () => null });

async function run(kernel: NotebookKernel, code: string): Promise<readonly string[]> {
  const canvas = createSheet();
  await kernel.run([{ cellId: "cell:1", code, languageId: "typescript", canvas }]);
  return canvas.shown;
}

test("the package has the extension, and nothing else", () => {
  const files = unzip(readFileSync(packagePath));
  assert.deepEqual([...files.keys()].sort(), [
    "[Content_Types].xml",
    "extension.vsixmanifest",
    "extension/LICENSE.txt",
    "extension/extension.cjs",
    "extension/icon.png",
    "extension/package.json",
    "extension/readme.md",
  ]);
  const manifest = JSON.parse(files.get("extension/package.json")!.toString()) as {
    main: string;
    version: string;
  };
  assert.ok(files.has(join("extension", manifest.main)));
  const own = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as typeof manifest;
  assert.equal(manifest.version, own.version);
  assert.match(files.get("extension.vsixmanifest")!.toString(), /Id="awaitd-vscode"/);
  assert.ok(readFileSync(packagePath).length < 200_000);
});

test("what is in the package runs a cell", async () => {
  const path = join(folder, "extension.cjs");
  writeFileSync(path, unzip(readFileSync(packagePath)).get("extension/extension.cjs")!);
  const double = new URL("../support/editor.ts", import.meta.url).href;
  const hooks = registerHooks({
    resolve: (specifier, context, next) =>
      specifier === "vscode" ? { url: double, shortCircuit: true } : next(specifier, context),
  });
  const extension = createRequire(import.meta.url)(path) as typeof Extension;
  hooks.deregister();
  desk.settings = { "awaitd.path": launcher, "awaitd.node": process.execPath };
  const subscriptions: { dispose(): unknown }[] = [];
  extension.activate({ subscriptions, secrets: {} } as never);
  const notebook = openNotebook("awaitd-typescript", "file:///tmp/a.ts", ["await 6 * 7"]);
  const cells = notebook.getCells();
  await desk.controllers.get("awaitd-typescript")!.executeHandler(cells, notebook);
  const [item] = cells[0]!.outputs[0]!.items;
  assert.equal(new TextDecoder().decode(item!.data), "42");
  await extension.deactivate();
  for (const each of subscriptions) each.dispose();
});

test("a daemon that serves is used, and outlives the window", async () => {
  const { url, token, stop } = await startServing();
  const [first, second] = [0, 1].map(() => createDaemon(() => Promise.resolve({ url, token })));
  const kernel = createKernel(first!);
  assert.deepEqual(await run(kernel, "let kept = 'kept'; kept"), ["execute_result: 'kept'"]);
  const { sessionId } = kernel.state.info!;
  await first!.close();
  const later = createKernel(second!);
  await later.attach(sessionId);
  assert.deepEqual(await run(later, "kept"), ["execute_result: 'kept'"]);
  await second!.close();
  await stop();
});

test("a connection that is cut is opened again, and nothing is missed", async () => {
  const { url, token, stop } = await startServing();
  const proxy = await createProxy(url);
  const served = createDaemon(() => Promise.resolve({ url: proxy.url, token }));
  const kernel = createKernel(served);
  const statuses: string[] = [];
  kernel.onChange(({ status }) => statuses.push(status));
  const canvas = createSheet();
  const code = "for (let i = 0; i < 20; i++) { console.log(i); await sleep(20) } 'end'";
  const running = kernel.run([{ cellId: "cell:1", code, languageId: "typescript", canvas }]);
  await canvas.until("start 1");
  proxy.cut();
  await running;
  const lines = Array.from({ length: 20 }, (_, index) => `${index}\n`).join("");
  assert.deepEqual(canvas.shown, [`stdout: ${lines}`, "execute_result: 'end'"]);
  assert.ok(statuses.includes("away"));
  assert.notEqual(statuses.at(-1), "away");
  await served.close();
  proxy.close();
  await stop();
});

test("what is known at a place in a cell, and what is wrong there", async () => {
  const daemon = createDaemon();
  after(() => daemon.close());
  const kernel = createKernel(daemon);
  await run(kernel, "const live = { alpha: 1 }");
  const cells = [
    { uri: "c:1", source: "const drafted: number[] = [1]" },
    { uri: "c:2", source: "live.al\r\ndrafted.map(" },
    { uri: "c:3", source: "const x: number = 'text'" },
  ];
  const found = Promise.withResolvers<Map<string, Diagnostic[]>>();
  const link = new LanguageLink({
    uri: "file:///note.ts",
    languageId: () => "typescript",
    cells: () => cells,
    onDiagnostics: found.resolve,
  });
  const opened = await kernel.open();
  const { items } = await link.complete(opened, "c:2", { line: 0, character: 7 });
  const alpha = items.find(({ label }) => label === "alpha");
  const range = { start: { line: 0, character: 5 }, end: { line: 0, character: 7 } };
  assert.deepEqual(alpha?.textEdit, { range, newText: "alpha" });
  const hover = await link.hover(opened, "c:2", { line: 0, character: 2 });
  assert.match(hover!.contents.value, /alpha/);
  assert.deepEqual(hover!.range?.start, { line: 0, character: 0 });
  assert.equal(await link.hover(opened, "c:9", { line: 0, character: 0 }), null);
  const diagnostics = await found.promise;
  assert.equal(diagnostics.get("c:1")!.length, 0);
  assert.deepEqual(
    diagnostics.get("c:3")!.map((each) => each.range.start),
    [{ line: 0, character: 6 }],
  );
  const signatures = await link.signatures(opened, "c:2", { line: 1, character: 12 });
  assert.match(signatures!.signatures[0]!.label, /^map/);
  link.close();
  await kernel.close();
});

test("in code-server, as a user", { skip: codeServer === undefined }, async (context) => {
  const home = join(folder, "home with a blank");
  const workspace = join(home, "work");
  mkdirSync(join(workspace, "node_modules"), { recursive: true });
  symlinkSync(root, join(workspace, "node_modules", "awaitd"));
  const text =
    '// %% Streams\nconst live = { alpha: 1 };\nfor (const n of [1, 2]) console.log("line", n);\n' +
    '// %%\nsetTimeout(() => console.log("came late"), 50);\nawait sleep(10, "the value")\n' +
    "// %%\ntry { await sleep(1e6) } finally { console.log('cleaned up') }\n";
  writeFileSync(join(workspace, "tour.ts"), text);
  const editor = await openCodeServer(context, {
    entry: codeServer!,
    home,
    workspace,
    packagePath,
  });
  await editor.openFile("tour.ts");
  await editor.command("awaitd: Open as Notebook");
  await editor.click("Run All");
  await editor.seesOutput("line 2");
  await editor.seesOutput("the value");
  await editor.seesOutput("came late");
  await editor.click("Interrupt");
  await editor.seesOutput("cleaned up");
  await editor.command("awaitd: Focus on Variables View");
  await editor.sees("{ alpha: 1 }");
  await editor.sees("awaitd: idle");
  mkdirSync(join(root, "test/artifacts"), { recursive: true });
  await editor.page.screenshot({ path: join(root, "test/artifacts/vscode.png") });
  rmSync(join(workspace, "node_modules", "awaitd"));
  assert.equal(readFileSync(join(workspace, "tour.ts"), "utf8"), text);
});
