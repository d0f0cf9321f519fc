// The logic of the VS Code extension, on a real daemon: what comes of cells is drawn on cells that
// only remember it.
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { RequestError } from "../clients/shared/rpc.ts";
import { Daemon } from "../clients/vscode/daemon.ts";
import { readFile, writeFile } from "../clients/vscode/files.ts";
import { NotebookKernel, type CellJob, type KernelState } from "../clients/vscode/kernel.ts";
import { locateDaemon, NotInstalled } from "../clients/vscode/locate.ts";
import { describeState } from "../clients/vscode/status.ts";
import { NotebookText } from "../clients/vscode/text.ts";
import { listChildren, listVariables, type Asked } from "../clients/vscode/variables.ts";
import { launcher } from "./support/daemon.ts";
import { createDataHome, leaveHome } from "./support/home.ts";
import { createSheet, type Sheet } from "./support/sheet.ts";

leaveHome();

const createDaemon = (): Daemon =>
  new Daemon({
    command: () => [process.execPath, launcher, "--stdio", "--no-config"],
    env: { ...process.env, XDG_DATA_HOME: createDataHome() },
    clientInfo: { name: "test" },
    log: () => {},
  });

const daemon = createDaemon();
after(() => daemon.close());

const createKernel = (of = daemon, answers: string[] = []): NotebookKernel =>
  new NotebookKernel({
    daemon: of,
    options: () => ({ name: "test.ts" }),
    onInput: () => answers.shift() ?? null,
  });

const jobsOf = (...codes: string[]): (CellJob & { canvas: Sheet })[] =>
  codes.map((code, index) => ({
    cellId: `cell:${index}`,
    code,
    languageId: "typescript",
    canvas: createSheet(),
  }));

/** Runs cells in a session of their own, and returns what each has drawn. */
async function play(...codes: string[]): Promise<Sheet[]> {
  const kernel = createKernel();
  const jobs = jobsOf(...codes);
  await kernel.run(jobs);
  await kernel.close();
  return jobs.map(({ canvas }) => canvas);
}

const until = (kernel: NotebookKernel, holds: (state: KernelState) => boolean): Promise<void> =>
  new Promise((resolve) => {
    if (holds(kernel.state)) return resolve();
    const stop = kernel.onChange((state) => {
      if (!holds(state)) return;
      stop();
      resolve();
    });
  });

describe("cells", () => {
  test("streams run together, a value is told apart from a display", async () => {
    const [sheet] = await play(
      "console.log(1); await 0; console.log(2); console.error('e'); display('d');" +
        "console.log(3); 4",
    );
    assert.deepEqual(sheet!.shown, [
      "stdout: 1\n2\n",
      "stderr: e\n",
      "display_data: 'd'",
      "stdout: 3\n",
      "execute_result: 4",
    ]);
    assert.deepEqual(sheet!.told, ["start 1", "end true"]);
  });

  test("what changes, changes in its place, in an earlier cell, too", async () => {
    const [first, second] = await play(
      "const shown = display('a'); console.log('below')",
      "shown.update('b'); const bar = progress({ total: 2 }); bar.tick(2)",
    );
    assert.deepEqual(first!.shown, ["display_data: 'b'", "stdout: below\n"]);
    assert.equal(second!.shown.length, 1);
    assert.match(second!.shown[0]!, /100\s?%/);
  });

  test("a cell that clears shows what came after", async () => {
    const [sheet] = await play(
      "console.log(1); clearOutput(); console.log(2); clearOutput({ wait: true }); 3",
    );
    assert.deepEqual(sheet!.shown, ["execute_result: 3"]);
  });

  test("what is printed after the end stands in its cell", async () => {
    const [sheet] = await play(
      "setTimeout(() => console.log('late'), 5); console.log('soon')",
      "await sleep(30)",
    );
    assert.deepEqual(sheet!.shown, ["stdout: soon\n", "stdout: late\n"]);
  });

  test("a failure is drawn, and ends those that wait", async () => {
    const [failed, waiting] = await play("null.x", "1");
    assert.match(failed!.shown[0]!, /^error: TypeError: .*\n {4}at In\[1\]:1:6$/s);
    assert.deepEqual(failed!.told, ["start 1", "end false"]);
    assert.deepEqual([waiting!.shown, waiting!.told], [[], ["end undefined"]]);
  });

  test("run again, nothing of the run before is drawn", async () => {
    const kernel = createKernel();
    const [first] = jobsOf("const t = setInterval(() => console.log('tick'), 5)");
    await kernel.run([first!]);
    const [again] = jobsOf("clearInterval(t); await sleep(20); 'fresh'");
    await kernel.run([again!]);
    assert.deepEqual(again!.canvas.shown, ["execute_result: 'fresh'"]);
    await kernel.close();
  });

  test("they ask, and are answered", async () => {
    const kernel = createKernel(daemon, ["Ada"]);
    const told: string[] = [];
    kernel.onChange((state) => told.push(describeState(state).text));
    const [first, second] = jobsOf("await input('Name? ')", "await input()");
    await kernel.run([first!, second!]);
    assert.deepEqual(first!.canvas.shown, ["execute_result: 'Ada'"]);
    assert.match(second!.canvas.shown[0]!, /EOFError/);
    assert.ok(told.some((text) => text.includes("waits for input")));
    await kernel.close();
  });
});

test("a session is interrupted, then unwound, and keeps its names", async () => {
  const kernel = createKernel();
  const stubborn = "let kept = 1; while (true) try { await sleep(1e6) } catch {}";
  const [job] = jobsOf(stubborn);
  const running = kernel.run([job!]);
  await job!.canvas.until("start 1");
  const first = kernel.interrupt();
  const askedAt = performance.now();
  assert.equal((await kernel.interrupt())?.status, "interrupted");
  await first;
  await running;
  // The second does not wait for the second of grace that the first one gives.
  assert.ok(performance.now() - askedAt < 900);
  assert.equal(job!.canvas.told.at(-1), "end false");
  const [next] = jobsOf("kept");
  await kernel.run([next!]);
  assert.deepEqual(next!.canvas.shown, ["execute_result: 1"]);
  await kernel.close();
});

test("a session is restarted, set, and tells how it is set", async () => {
  const kernel = createKernel();
  await kernel.configure({ runner: "sync", loopPolicy: "perCell", autoawait: true });
  assert.equal(describeState(kernel.state).text, "$(circle-filled) awaitd: idle · sync · perCell");
  await kernel.run(jobsOf("%loop persistent"));
  await until(kernel, ({ info }) => info?.loopPolicy === "persistent");
  await kernel.run(jobsOf("let gone = 1"));
  await kernel.restart();
  const [job] = jobsOf("typeof gone");
  await kernel.run([job!]);
  assert.deepEqual(job!.canvas.shown, ["execute_result: 'undefined'"]);
  await kernel.close();
});

test("a session is shared by two notebooks", async () => {
  const [one, other] = [createKernel(), createKernel()];
  await one.run(jobsOf("let shared = 5"));
  await other.attach(one.state.info!.sessionId);
  const [job] = jobsOf("shared");
  await other.run([job!]);
  assert.deepEqual(job!.canvas.shown, ["execute_result: 5"]);
  await other.close();
  assert.equal(one.state.info?.name, "test.ts");
});

test("a session that is lost is told of, and followed by another", async () => {
  const own = createDaemon();
  const losses: unknown[] = [];
  own.onLoss((_client, reason) => losses.push(reason));
  const kernel = createKernel(own);
  const [job] = jobsOf("process.ppid");
  await kernel.run([job!]);
  const [waiting] = jobsOf(
    `process.kill(${/\d+$/.exec(job!.canvas.shown[0]!)![0]}, "SIGKILL"); await sleep(1e6)`,
  );
  await kernel.run([waiting!]);
  assert.match(waiting!.canvas.shown[0]!, /Run the cell again/);
  assert.equal(kernel.state.status, "lost");
  assert.equal(losses.length, 1);
  const [next] = jobsOf("1");
  await kernel.run([next!]);
  assert.deepEqual(next!.canvas.shown, ["execute_result: 1"]);
  await own.close();
});

test("a session that cannot be made is told of in its cell", async () => {
  const nowhere = new Daemon({
    command: () => locateDaemon({ folders: [], path: "/nowhere/awaitd" }),
    clientInfo: { name: "test" },
    log: () => {},
  });
  const kernel = createKernel(nowhere);
  const [job] = jobsOf("1");
  await assert.rejects(kernel.run([job!]), NotInstalled);
  assert.match(job!.canvas.shown[0]!, /no awaitd at \/nowhere\/awaitd/);
  assert.equal(kernel.state.status, "none");
});

test("places of a notebook's text and of its cells", () => {
  const notebook = new NotebookText([
    { uri: "a", source: "1\r\n2" },
    { uri: "b", source: "" },
  ]);
  assert.equal(notebook.text, "// %%\n1\n2\n// %%\n\n");
  assert.deepEqual(notebook.toText("a", { line: 1, character: 1 }), { line: 2, character: 1 });
  assert.deepEqual(notebook.toText("b", { line: 0, character: 0 }), { line: 4, character: 0 });
  const at = (line: number): { start: object; end: object } => ({
    start: { line, character: 0 },
    end: { line, character: 1 },
  });
  assert.deepEqual(notebook.toCell("b", at(4) as never), at(0));
  for (const line of [0, 3, 5]) assert.equal(notebook.toCell("a", at(line) as never), undefined);
});

test("variables, page by page", async () => {
  const kernel = createKernel();
  const code =
    "let b = 1; let a = Array.from({ length: 20_250 }, (_, i) => i); let s = 'x\\n'.repeat(9000)";
  await kernel.run(jobsOf(code));
  const { session } = await kernel.open();
  const roots = await listVariables(session);
  assert.deepEqual(
    roots.map((node) => node.kind === "value" && node.name),
    ["a", "b", "s"],
  );
  assert.deepEqual(await listChildren(session, roots[1]!), []);
  const children = await listChildren(session, roots[0]!);
  const ranges = children.filter((node) => node.kind === "range");
  assert.equal(children.length - ranges.length, 100);
  assert.deepEqual(
    ranges.map(({ start, count }) => [start, count]),
    [
      [100, 10_000],
      [10_100, 10_000],
      [20_100, 150],
    ],
  );
  const pages = await listChildren(session, ranges[2]!);
  const [, last] = pages;
  assert.deepEqual(last, { ...last, kind: "range", start: 20_200, count: 50 });
  const entries = await listChildren(session, last);
  assert.partialDeepStrictEqual(entries[49], { name: "20249", preview: "20249" });
  const lines = await listChildren(session, roots[2]!);
  assert.partialDeepStrictEqual(lines.at(-1), { name: "…" });
  assert.partialDeepStrictEqual(lines[0], { name: "1", preview: "x" });
  await kernel.close();
});

test("a value that cannot be looked into any more", async () => {
  const gone: Asked = {
    variables: () => Promise.resolve({ variables: [] }),
    expand: () => Promise.reject(new RequestError(1012, "unknown ref", undefined)),
  };
  const node = { kind: "value", name: "a", type: "Array", preview: "[…]", ref: "1" } as const;
  assert.deepEqual(await listChildren(gone, node), [
    { kind: "value", name: "…", type: "", preview: "unknown ref" },
  ]);
});

test("a script as the editor's cells, and back", () => {
  const text = "\uFEFFlet a = 1\r\n\r\n// %% T [markdown]\r\n// # x\r\n//%% Two\r\nb";
  const file = readFile(text, "javascript");
  assert.deepEqual(
    file.cells.map(({ isCode, source, languageId }) => [isCode, source, languageId]),
    [
      [true, "let a = 1", "javascript"],
      [false, "# x", "markdown"],
      [true, "b", "javascript"],
    ],
  );
  const stored = JSON.parse(JSON.stringify(file)) as typeof file;
  assert.equal(writeFile(stored), text);
  stored.cells[0]!.source = "changed";
  stored.cells.push({ isCode: true, source: "new", languageId: "javascript", metadata: {} });
  assert.equal(
    writeFile(stored),
    `${text.replace("let a = 1", "changed")}\r\n\r\n// %%\r\nnew\r\n`,
  );
});

test("which awaitd is started", () => {
  const home = createDataHome();
  const put = (path: string, text: string): string => {
    mkdirSync(join(home, path, ".."), { recursive: true });
    writeFileSync(join(home, path), text, { mode: 0o755 });
    return join(home, path);
  };
  put("node_modules/awaitd/package.json", '{"bin":{"awaitd":"src/launch.cjs"}}');
  const installed = put("node_modules/awaitd/src/launch.cjs", "");
  const deep = join(home, "a b", "c");
  mkdirSync(deep, { recursive: true });
  const program = put("bin/awaitd", "");
  const machine = { platform: "linux", path: `/nowhere:${join(home, "bin")}` } as const;
  const node = "/opt/node";
  assert.deepEqual(locateDaemon({ folders: [deep] }, machine), ["node", installed, "--stdio"]);
  assert.deepEqual(locateDaemon({ folders: ["/"], node }, machine), [program, "--stdio"]);
  const wished = locateDaemon({ folders: [home], path: "bin/awaitd" }, machine);
  assert.deepEqual(wished, [program, "--stdio"]);
  const script = locateDaemon({ folders: [deep], path: installed, node }, machine);
  assert.deepEqual(script, [node, installed, "--stdio"]);
  assert.throws(() => locateDaemon({ folders: ["/"] }, { ...machine, path: "" }), NotInstalled);
});
