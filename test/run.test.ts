// `awaitd run` as a command: its exit codes, its flags, where output goes, and how it is
// interrupted.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { readScript } from "../clients/cli/script.ts";
import { runCommand, startCommand, type Ended } from "./support/command.ts";
import { startServing } from "./support/daemon.ts";

const folder = mkdtempSync(join(tmpdir(), "awaitd-run-"));
after(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return name;
};
const run = (...args: string[]): Promise<Ended> => runCommand(["run", ...args], { cwd: folder });

describe("cells of a file", () => {
  const cases: [title: string, text: string, cells: string[]][] = [
    ["no divider", "1\n2\n", ["1\n2\n"]],
    ["dividers", "// %% a\n1\n// %%\n2\n", ["1\n", "2\n"]],
    ["text before the first", "0\n// %%\n1\n", ["0\n", "1\n"]],
    ["without a space, indented", "1\n  //%%\n2", ["1\n", "2"]],
    ["CRLF", "// %%\r\n1\r\n// %%\r\n2\r\n", ["1\r\n", "2\r\n"]],
    ["a byte order mark", "\uFEFF// %%\n1\n", ["1\n"]],
    ["a hashbang stays", "#!/usr/bin/env node\n1\n// %%\n2\n", ["#!/usr/bin/env node\n1\n", "2\n"]],
    ["empty cells are none", "// %%\n\n// %%\n1\n// %%", ["1\n"]],
    ["an empty file", "", []],
    ["a comment that only looks like one", "1 // %%\n// % %\n", ["1 // %%\n// % %\n"]],
  ];
  for (const [title, text, cells] of cases) {
    test(title, () => {
      const script = readScript("f.js", text);
      assert.deepEqual(
        script.cells.map(({ code }) => code),
        cells,
      );
      assert.deepEqual(
        script.cells.map(({ cellId }) => cellId),
        cells.map((_, index) => `f.js#${index + 1}`),
      );
    });
  }
});

interface Case {
  title: string;
  files: Record<string, string>;
  args: string[];
  input?: string;
  code: number;
  stdout?: string | RegExp;
  stderr?: string | RegExp;
}

const cases: Case[] = [
  {
    title: "output goes where it belongs, values are not shown",
    files: { "a.js": "console.log('out'); console.error('err'); 42" },
    args: ["a.js"],
    code: 0,
    stdout: "out\n",
    stderr: "err\n",
  },
  {
    title: "--print shows values",
    files: { "a.js": "1 + 1\n// %%\nundefined\n// %%\n'text'" },
    args: ["--print", "a.js"],
    code: 0,
    stdout: "2\n'text'\n",
    stderr: "",
  },
  {
    title: "of what is shown and then changed the last state, where it can't be drawn again",
    files: {
      "a.js":
        "const it = display(1); for (const x of progress([5])) console.log(x); it.update(2)\n" +
        "// %%\nconsole.table([[1]])",
    },
    args: ["a.js"],
    code: 0,
    stdout: /^1\n5\n100% \|█+\| 1\/1 \[.*\]\n2\n┌─+┬───┐\n[^]*┘\n$/,
    stderr: "",
  },
  {
    title: "standard input",
    files: {},
    args: ["-"],
    input: "\uFEFFconst x = await Promise.resolve(6)\r\n// %%\r\nconsole.log(x * 7)\r\n",
    code: 0,
    stdout: "42\n",
  },
  {
    title: "what cells ask, standard input answers",
    files: {
      "a.js": `console.log(await input("a? "), prompt("b?"), (await password()).length);
        // %%
        let rest = "";
        for await (const text of process.stdin) rest += text;
        console.log(rest, prompt("c?"));`,
    },
    args: ["a.js"],
    input: "1\n2\n345\nlast\nline",
    code: 0,
    stdout: "1 2 3\nlast\nline\n null\n",
    stderr: "a? b? Password: c? ",
  },
  {
    title: "there is nothing behind a script that was standard input",
    files: {},
    args: ["-"],
    input: "console.log(prompt('a?'));\nawait input('b? ')",
    code: 1,
    stdout: "null\n",
    stderr: /^a\? b\? EOFError: the end of input/,
  },
  {
    title: "a cell that fails ends its file, not the next one",
    files: {
      "a.js": "console.log(1)\n// %%\nthrow new Error('bad')\n// %%\nconsole.log(2)",
      "b.js": "console.log(3)",
    },
    args: ["a.js", "b.js"],
    code: 1,
    stdout: "1\n3\n",
    stderr: /^Error: bad\n/,
  },
  {
    title: "places of errors are the file's, as it was named",
    files: {
      "lib/a b.ts":
        "const fail = () => { throw new Error('bad') }\n// %%\n\nsetTimeout(fail, 1)\n" +
        "// %%\nawait sleep(50)\n// %%\nlet = = 1",
    },
    args: ["./lib/a b.ts"],
    code: 1,
    stderr:
      /^Error: bad\n.*\(\.\/lib\/a b\.ts:1:28\)\nSyntaxError: .*\n +at \.\/lib\/a b\.ts:8:7\n/,
  },
  {
    title: "a notebook's cells of code, and their places",
    files: {
      "a.ipynb": JSON.stringify({
        cells: [
          { cell_type: "markdown", metadata: {}, source: ["# console.log('no')"] },
          ...["const x: number = 5", "\nthrow new Error(`bad ${x}`)"].map((source) => ({
            cell_type: "code",
            execution_count: null,
            metadata: {},
            outputs: [],
            source,
          })),
        ],
        metadata: {},
        nbformat: 4,
        nbformat_minor: 4,
      }),
    },
    args: ["a.ipynb"],
    code: 1,
    stderr: "Error: bad 5\n    at a.ipynb#2:2:7\n",
  },
  {
    title: "a notebook that is none",
    files: { "a.ipynb": "[]" },
    args: ["a.ipynb"],
    code: 2,
    stderr: /^awaitd run: cannot read a\.ipynb: .*This is no notebook/,
  },
  {
    title: "--fail-fast ends everything",
    files: { "a.js": "throw new Error('bad')", "b.js": "console.log(3)" },
    args: ["--fail-fast", "a.js", "b.js"],
    code: 1,
    stdout: "",
    stderr: /^Error: bad\n/,
  },
  {
    title: "files share nothing",
    files: { "a.js": "globalThis.x = 1; let y = 2", "b.js": "console.log(typeof x, typeof y)" },
    args: ["a.js", "b.js"],
    code: 0,
    stdout: "undefined undefined\n",
  },
  {
    title: "a rejection that nobody handles",
    files: { "a.js": "Promise.reject(new Error('unheard'))" },
    args: ["a.js"],
    code: 1,
    stderr: /Error: unheard\n/,
  },
  {
    title: "a deadline",
    files: { "a.js": "console.log('before'); while (true);" },
    args: ["--timeout=200ms", "a.js"],
    code: 1,
    stdout: "before\n",
    stderr: /a\.js#1 was stopped after 200 ms/,
  },
  {
    title: "imports resolve from the file's directory",
    files: {
      "lib.mjs": "export const name = 'lib'",
      "a.js": "import { name } from './lib.mjs'\nconsole.log(name)",
    },
    args: ["a.js"],
    code: 0,
    stdout: "lib\n",
  },
  {
    title: "--cwd",
    files: { "a.js": "console.log(process.cwd())" },
    args: ["--cwd=/", "a.js"],
    code: 0,
    stdout: "/\n",
  },
  {
    title: "--runner and --loop-policy",
    files: { "a.js": "await new Promise((resolve) => setTimeout(resolve, 1))" },
    args: ["--runner=sync", "--loop-policy=perCell", "a.js"],
    code: 1,
  },
  {
    title: "a runner that nobody knows",
    files: { "a.js": "1" },
    args: ["--runner=trio", "a.js"],
    code: 2,
    stderr: /trio/,
  },
  {
    title: "a timer that is left over keeps nothing",
    files: { "a.js": "setInterval(() => {}, 1000); console.log('done')" },
    args: ["a.js"],
    code: 0,
    stdout: "done\n",
  },
  {
    title: "a syntax error",
    files: { "a.js": "console.log(1)\n// %%\nlet = = 1" },
    args: ["a.js"],
    code: 1,
    stdout: "1\n",
    stderr: /SyntaxError/,
  },
  {
    title: "a file that is not there, before anything runs",
    files: { "a.js": "console.log(1)" },
    args: ["a.js", "nowhere.js"],
    code: 2,
    stdout: "",
    stderr: /cannot read nowhere\.js/,
  },
  { title: "no file", files: {}, args: [], code: 2, stderr: /missing required argument/ },
  {
    title: "a flag that nobody knows",
    files: {},
    args: ["--colour", "a.js"],
    code: 2,
    stderr: /--colour/,
  },
  {
    title: "a time that is none",
    files: {},
    args: ["--timeout=soon", "a.js"],
    code: 2,
    stderr: /500ms/,
  },
  { title: "help", files: {}, args: ["--help"], code: 0, stdout: /Exit codes/, stderr: "" },
];

describe("the command", { concurrency: 2 }, () => {
  for (const { title, files, args, input, code, stdout, stderr } of cases) {
    test(title, async () => {
      const cwd = mkdtempSync(join(folder, "case-"));
      for (const [name, text] of Object.entries(files)) {
        mkdirSync(join(cwd, name, ".."), { recursive: true });
        writeFileSync(join(cwd, name), text);
      }
      const ended = await runCommand(["run", ...args], { cwd, input });
      check(ended.stdout, stdout, ended);
      check(ended.stderr, stderr, ended);
      assert.equal(ended.code, code, ended.stderr);
    });
  }
});

function check(actual: string, expected: string | RegExp | undefined, { stderr }: Ended): void {
  if (typeof expected === "string") assert.equal(actual, expected, stderr);
  if (expected instanceof RegExp) assert.match(actual, expected);
}

test("--json prints notifications and results", async () => {
  write("json.js", "console.log('hi'); 5\n// %%\nthrow new Error('bad')");
  const { code, stdout } = await run("--json", "json.js");
  const lines = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, Record<string, unknown>>);
  const output = lines.find(({ method }) => (method as unknown) === "output");
  assert.partialDeepStrictEqual(output?.["params"], {
    stream: "stdout",
    text: "hi\n",
    cellId: "json.js#1",
  });
  const results = lines.filter(({ result }) => result !== undefined);
  assert.partialDeepStrictEqual(results, [
    { cellId: "json.js#1", result: { status: "ok", result: { data: { "text/plain": "5" } } } },
    { cellId: "json.js#2", result: { status: "error", error: { message: "bad" } } },
  ]);
  assert.equal(code, 1);
});

test("Ctrl-C interrupts: the cell cleans up, nothing else runs", async () => {
  write(
    "wait.js",
    `try { console.log('waiting'); await new Promise(() => {}); }
    finally { console.log('cleaned up'); }
    // %%
    console.log('never')`,
  );
  const running = startCommand(["run", "wait.js", "wait.js"], { cwd: folder });
  await running.printed("waiting\n");
  running.child.kill("SIGINT");
  const { code, stdout } = await running.ended;
  assert.equal(stdout, "waiting\ncleaned up\n");
  assert.equal(code, 130);
});

test("Ctrl-C ends a busy loop", async () => {
  write("busy.js", "console.log('busy'); while (true);");
  const running = startCommand(["run", "busy.js"], { cwd: folder });
  await running.printed("busy\n");
  running.child.kill("SIGINT");
  assert.equal((await running.ended).code, 130);
});

test("Ctrl-C again ends what does not end", async () => {
  write(
    "stubborn.js",
    `const wait = () => new Promise((resolve) => setTimeout(resolve, 60_000));
    try { console.log('waiting'); await wait(); }
    finally { console.log('stubborn'); await wait(); }`,
  );
  const running = startCommand(["run", "stubborn.js"], { cwd: folder });
  await running.printed("waiting\n");
  running.child.kill("SIGINT");
  await running.printed("stubborn\n");
  running.child.kill("SIGINT");
  assert.equal((await running.ended).code, 130);
});

test("a reader that leaves ends it quietly", async () => {
  write("flood.js", "for (let i = 0; ; i++) console.log(i);");
  const running = startCommand(["run", "flood.js"], { cwd: folder });
  await running.printed("100\n");
  running.child.stdout?.destroy();
  const { code, stderr } = await running.ended;
  assert.equal(stderr, "");
  assert.equal(code, 141);
});

test("help that nobody reads to its end ends quietly", async () => {
  const running = startCommand(["run", "--help"], { cwd: folder });
  running.child.stdout?.destroy();
  const { code, stderr } = await running.ended;
  assert.equal(stderr, "");
  assert.ok(code === 0 || code === 141, String(code));
});

test("--connect uses a daemon that serves", async () => {
  write("remote.js", "console.log('remote', 6 * 7)");
  const daemon = await startServing();
  try {
    const ended = await run(`--connect=${daemon.url}`, `--token=${daemon.token}`, "remote.js");
    assert.equal(ended.stdout, "remote 42\n", ended.stderr);
    assert.equal(ended.code, 0);
    const refused = await run(`--connect=${daemon.url}`, "--token=wrong", "remote.js");
    assert.notEqual(refused.code, 0);
    assert.match(refused.stderr, /^awaitd run: /);
  } finally {
    await daemon.stop();
  }
});
