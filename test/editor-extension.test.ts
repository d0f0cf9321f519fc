// The part of the VS Code extension that speaks to the editor, with a double in the editor's
// place and a real daemon behind it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import type * as Extension from "../clients/vscode/extension.ts";
import { launcher, startServing } from "./support/daemon.ts";
import { createDataHome, leaveHome } from "./support/home.ts";
import {
  closeNotebook,
  desk,
  openNotebook,
  TabInputText,
  until,
  Uri,
  window,
  type Notebook,
} from "./support/editor.ts";
import { root } from "./support/sources.ts";

leaveHome();
const folder = createDataHome();
const fileUrl = (name: string): string => pathToFileURL(join(folder, name)).href;
const text = ({ data }: { data: Uint8Array }): string => new TextDecoder().decode(data);
const kept = new Map<string, string>();
const secrets = {
  get: (name: string) => Promise.resolve(kept.get(name)),
  store: (name: string, value: string) => Promise.resolve(kept.set(name, value)),
  delete: (name: string) => Promise.resolve(kept.delete(name)),
};
const subscriptions: { dispose(): unknown }[] = [];
let extension: typeof Extension;

interface Manifest {
  contributes: {
    commands: { command: string }[];
    notebooks: { type: string }[];
    configuration: { properties: Record<string, unknown> };
  };
}
const manifest = JSON.parse(
  readFileSync(join(root, "clients/vscode/manifest.json"), "utf8"),
) as Manifest;

before(async () => {
  const double = new URL("./support/editor.ts", import.meta.url).href;
  const hooks = registerHooks({
    resolve: (specifier, context, next) =>
      specifier === "vscode" ? { url: double, shortCircuit: true } : next(specifier, context),
  });
  desk.settings = { "awaitd.path": launcher, "awaitd.node": process.execPath };
  extension = await import("../clients/vscode/extension.ts");
  hooks.deregister();
  extension.activate({ subscriptions, secrets: {} } as never);
});

after(async () => {
  await extension.deactivate();
  for (const each of subscriptions) each.dispose();
});

async function run(notebook: Notebook, ...indexes: number[]): Promise<void> {
  const cells = indexes.map((index) => notebook.getCells()[index]!);
  await desk.controllers.get(notebook.notebookType)!.executeHandler(cells, notebook);
}

test("what the manifest promises is there, and nothing else", () => {
  const promised = manifest.contributes.commands.map(({ command }) => command).sort();
  assert.deepEqual([...desk.commands.keys()].sort(), promised);
  const types = manifest.contributes.notebooks.map(({ type }) => type);
  assert.deepEqual([...desk.serializers.keys()], types);
  const source = readFileSync(join(root, "clients/vscode/settings.ts"), "utf8");
  const names = Array.from(source.matchAll(/read(?:Text)?\("(\w+)"\)/g), ([, name]) => name!);
  const settings = Object.keys(manifest.contributes.configuration.properties).sort();
  assert.deepEqual([...new Set(names)].map((name) => `awaitd.${name}`).sort(), settings);
});

test("cells of a script are run, late output and all", async () => {
  const notebook = openNotebook("awaitd-typescript", fileUrl("a b.ts"), [
    "setTimeout(() => console.log('late'), 5); console.log('soon'); let x: number = 1",
    "await sleep(20); [__dirname, x]",
    "nowhere",
  ]);
  const [first, second, third] = notebook.getCells();
  await run(notebook, 0, 1, 2);
  assert.deepEqual([first!.order, second!.order, third!.order], [1, 2, 3]);
  assert.deepEqual([second!.ended, third!.ended], [[true], [false]]);
  assert.equal(text(second!.outputs[0]!.items[0]!), `[ '${folder}', 1 ]`);
  assert.match(text(third!.outputs[0]!.items[0]!), /nowhere is not defined/);
  await until(() => first!.outputs.length === 2);
  assert.deepEqual(
    first!.outputs.map(({ items }) => text(items[0]!)),
    ["soon\n", "late\n"],
  );
  assert.equal(first!.outputs[1]!.metadata["late"], true);
  await run(notebook, 0);
  assert.equal(text(first!.outputs[0]!.items[0]!), "soon\n");
  closeNotebook(notebook);
});

test("a failure is a problem in its cell, until that is run again", async () => {
  const notebook = openNotebook("awaitd-typescript", fileUrl("fail.ts"), [
    "function f() {\n  throw new RangeError('deep')\n}",
    "1;\nf()",
  ]);
  const [first, second] = notebook
    .getCells()
    .map(({ document }) => `awaitd run ${document.uri.toString()}`);
  await run(notebook, 0, 1);
  assert.partialDeepStrictEqual(desk.problems.get(first!), [
    {
      message: "RangeError: deep",
      range: {
        span: [
          { line: 1, character: 8 },
          { line: 1, character: 9 },
        ],
      },
      relatedInformation: [{ location: { range: { span: [{ line: 1, character: 0 }, {}] } } }],
    },
  ]);
  assert.equal(desk.problems.has(second!), false);
  await run(notebook, 0);
  assert.equal(desk.problems.has(first!), false);
  closeNotebook(notebook);
});

test("the status bar, the variables, the menu", async () => {
  const notebook = openNotebook("awaitd-javascript", fileUrl("b.js"), [
    "let answer = 42, table = new Map([['k', 1]])",
    "await 1; answer",
  ]);
  await run(notebook, 0);
  assert.match(desk.statusBar.text, /awaitd: idle/);
  const [answer, table] = (await desk.tree!.getChildren()) as object[];
  const item = desk.tree!.getTreeItem(answer);
  assert.deepEqual([item.label, item.description], ["answer", "42"]);
  assert.match(item.tooltip, /Set by In\[1\]/);
  const [entry] = await desk.tree!.getChildren(table);
  assert.deepEqual(desk.tree!.getTreeItem(entry).description, "1");

  desk.answers = ["setLoopPolicy", "perCell"];
  await desk.commands.get("awaitd.showMenu")!();
  assert.match(desk.statusBar.text, /perCell/);
  desk.answers = ["sync"];
  await desk.commands.get("awaitd.setRunner")!();
  await run(notebook, 1);
  assert.match(text(notebook.getCells()[1]!.outputs[0]!.items[0]!), /`sync` runner/);
  desk.answers = ["nowhere"];
  await desk.commands.get("awaitd.setRunner")!();
  desk.answers = ["Another one", "nowhere"];
  await desk.commands.get("awaitd.setRunner")!();
  assert.match(desk.messages.at(-1)!, /nowhere/);

  desk.answers = [undefined];
  await desk.commands.get("awaitd.restart")!();
  assert.equal((await desk.tree!.getChildren()).length, 2);
  desk.answers = ["Restart"];
  await desk.commands.get("awaitd.restart")!();
  assert.deepEqual(await desk.tree!.getChildren(), []);
  closeNotebook(notebook);
  assert.equal(desk.statusBar.isShown, false);
});

test("an interrupt reaches the cell that runs", async () => {
  const notebook = openNotebook("awaitd-typescript", fileUrl("c.ts"), ["while (true);", "1"]);
  const [first, second] = notebook.getCells();
  const running = run(notebook, 0, 1);
  await until(() => first!.order === 1);
  await desk.controllers.get("awaitd-typescript")!.interruptHandler(notebook);
  await running;
  assert.deepEqual([first!.ended, second!.ended], [[false], [undefined]]);
  closeNotebook(notebook);
});

test("a cell asks, and Escape is the end of input", async () => {
  const notebook = openNotebook("awaitd-typescript", fileUrl("d.ts"), [
    "[await input('a'), prompt('b')]",
  ]);
  desk.answers = ["Ada", undefined];
  await run(notebook, 0);
  assert.equal(text(notebook.getCells()[0]!.outputs[0]!.items[0]!), "[ 'Ada', null ]");
  closeNotebook(notebook);
});

test("completion knows the session, once the kernel is awaitd", async () => {
  const metadata = { metadata: { kernelspec: { name: "awaitd" } } };
  const sources = ["const live = { alpha: 1 }", "live.al"];
  const notebook = openNotebook("jupyter-notebook", fileUrl("e.ipynb"), sources, metadata);
  assert.ok(desk.preferred.includes(notebook.uri.toString()));
  const [, cell] = notebook.getCells();
  const ask = (): Promise<unknown> =>
    desk.providers["completion"]!["provideCompletionItems"]!(cell!.document, {
      line: 0,
      character: 7,
    });
  assert.equal(await ask(), undefined);
  desk.controllers.get("jupyter-notebook")!.select(notebook, true);
  await run(notebook, 0);
  assert.partialDeepStrictEqual(await ask(), {
    items: [
      { label: "alpha", kind: "Property", insertText: "alpha", range: { span: [0, 5, 0, 7] } },
    ],
  });
  closeNotebook(notebook);
  assert.equal(await ask(), undefined);
});

test("a file is opened as a notebook, in the place of its text", async () => {
  const uri = new Uri(fileUrl("g.mjs"));
  const [own, other] = [uri, new Uri(fileUrl("h.mjs"))].map((each) => ({
    input: new TabInputText(each),
  }));
  window.tabGroups.all.push({ tabs: [own, other] });
  await desk.commands.get("awaitd.openAsNotebook")!(uri);
  assert.deepEqual(desk.executed.at(-1), ["vscode.openWith", uri, "awaitd-javascript"]);
  assert.deepEqual(desk.closed, [own]);
  await desk.commands.get("awaitd.openAsNotebook")!(new Uri(fileUrl("i.py")));
  assert.match(desk.messages.at(-1)!, /open a TypeScript or JavaScript file/);
});

test("a script is read and written", () => {
  const { deserializeNotebook, serializeNotebook } = desk.serializers.get("awaitd-typescript")!;
  const bytes = new TextEncoder().encode("\uFEFF// %% One [markdown]\n// # é\n\n// %%\n1\n");
  const data = deserializeNotebook(bytes);
  assert.deepEqual(
    data.cells.map(({ kind, value, languageId }) => [kind, value, languageId]),
    [
      [1, "# é", "markdown"],
      [2, "1", "typescript"],
    ],
  );
  assert.deepEqual(serializeNotebook(data), bytes);
});

test("where awaitd is not installed, the user is told what to do", async () => {
  await extension.deactivate();
  desk.settings = { "awaitd.path": "/nowhere/awaitd" };
  extension.activate({ subscriptions, secrets: {} } as never);
  const notebook = openNotebook("awaitd-typescript", fileUrl("f.ts"), ["1"]);
  await run(notebook, 0);
  assert.match(desk.messages.at(-1)!, /no awaitd at \/nowhere\/awaitd/);
  assert.deepEqual(notebook.getCells()[0]!.ended, [false]);
  closeNotebook(notebook);
});

test("a daemon that serves is asked, with a token that the user gives once", async () => {
  const { url, token, stop } = await startServing();
  await extension.deactivate();
  desk.settings = { "awaitd.url": url };
  extension.activate({ subscriptions, secrets } as never);
  const notebook = openNotebook("awaitd-typescript", fileUrl("j.ts"), ["6 * 7"]);
  const [cell] = notebook.getCells();
  desk.answers = ["wrong"];
  await run(notebook, 0);
  assert.match(desk.messages.at(-1)!, /refuses this token/);
  desk.answers = [` ${token}\n`];
  await run(notebook, 0);
  assert.equal(text(cell!.outputs[0]!.items[0]!), "42");
  await extension.deactivate();
  extension.activate({ subscriptions, secrets } as never);
  await run(notebook, 0);
  assert.deepEqual(cell!.ended, [false, true, true]);
  closeNotebook(notebook);
  await stop();
});
