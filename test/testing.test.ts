// `awaitd test`: what it finds in files, what it says of them, what it makes of them, and how it
// ends. The files of test/cases/testing are tested together: NAME.out is what is said of NAME,
// NAME.new what --update leaves (UPDATE=1 rewrites both).
import assert from "node:assert/strict";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync } from "node:fs";
import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { after, before, describe, test } from "node:test";
import fc from "fast-check";
import { XMLParser } from "fast-xml-parser";
import { test as testFiles } from "../clients/cli/testing/command.ts";
import {
  applyEdits,
  editExpectation,
  findMarks,
  readExpectation,
  trimLines,
  type Edit,
} from "../clients/cli/testing/expectations.ts";
import { compareTexts, matches } from "../clients/cli/testing/matching.ts";
import { readSource } from "../clients/cli/testing/source.ts";
import { runCommand, type CommandOptions, type Ended } from "./support/command.ts";
import { root } from "./support/sources.ts";

const cases = join(root, "test/cases/testing");
const folder = mkdtempSync(join(tmpdir(), "awaitd test-"));
after(() => rmSync(folder, { recursive: true }));

const names = readdirSync(cases).filter((name) => /\.(md|js|ts|ipynb)$/.test(name));
const run = (args: readonly string[], options?: CommandOptions): Promise<Ended> =>
  runCommand(["test", "--no-github", ...args], { cwd: folder, ...options });

const write = (name: string, content: string): string => {
  mkdirSync(join(folder, name, ".."), { recursive: true });
  writeFileSync(join(folder, name), content);
  return name;
};
/** What ends before any daemon is started needs no process. */
async function playHere(args: string[]): Promise<Omit<Ended, "signal">> {
  const streams = { stdout: new PassThrough(), stderr: new PassThrough() };
  const { stdout, stderr } = streams;
  const daemon = ["is", "not", "started"];
  const io = { stdin: new PassThrough(), ...streams, cwd: folder, env: {}, daemon };
  const code = await testFiles(args, { ...io, onInterrupt: () => () => {} });
  for (const stream of [stdout, stderr]) stream.end();
  return { code, stdout: await text(stdout), stderr: await text(stderr) };
}

/** What is said of each file; times left out. */
function divide(stdout: string): Map<string, string> {
  const parts = stdout.split(/^(?=(?:ok  |FAIL|new |skip) \S+ {2})/m);
  return new Map(
    parts.map((part) => {
      const [, name = ""] = /^.{5}(\S+)/.exec(part) ?? [];
      return [name, `${part.split(/\n(?=\d+ files?;)/)[0]!.trimEnd()}\n`];
    }),
  );
}

const withoutTimes = (listing: string): string =>
  listing.replaceAll(/, [\d.]+ s$/gm, "").replaceAll(/; [\d.]+ s$/gm, "");

function compareFile(name: string, actual: string): void {
  const path = join(cases, name);
  if (process.env["UPDATE"] === "1") writeFileSync(path, actual);
  assert.equal(actual, existsSync(path) ? readFileSync(path, "utf8") : "");
}

describe("the files of cases", () => {
  let said: Map<string, string>;
  let summary: string;
  let updated: Ended;
  before(async () => {
    for (const to of ["as it is", "anew"]) cpSync(cases, join(folder, to), { recursive: true });
    const [once, anew] = await Promise.all([
      run(names, { cwd: join(folder, "as it is") }),
      run(["--update", ...names], { cwd: join(folder, "anew") }),
    ]);
    said = divide(withoutTimes(once.stdout));
    summary = withoutTimes(once.stdout).trimEnd().split("\n").at(-1)!;
    updated = anew;
    assert.equal(once.code, 1, once.stderr);
  });

  test("are all there", () => assert.ok(names.length >= 8));

  for (const name of names) {
    test(name, () => {
      assert.ok(said.has(name));
      compareFile(`${name}.out`, said.get(name)!);
      const now = readFileSync(join(folder, "as it is", name), "utf8");
      assert.equal(now, readFileSync(join(cases, name), "utf8"));
    });

    test(`${name}, said anew`, () => {
      compareFile(`${name}.new`, readFileSync(join(folder, "anew", name), "utf8"));
    });
  }

  test("the sum", () => {
    assert.match(summary, /^\d+ files; \d+ cells: \d+ passed, \d+ failed; \d+ expectations$/);
  });

  test("what was said anew is so", async () => {
    assert.match(updated.stdout, /^new {2}windows\.md/m);
    const again = await run(["windows.md", "mark.js", "prints.md", "book.ipynb"], {
      cwd: join(folder, "anew"),
    });
    assert.equal(again.code, 0, again.stdout);
  });
});

test("any text that is said anew is read as it was", () => {
  const line = fc.string({ unit: fc.constantFrom("a", "b", " ", "'", "{", ".", ":") });
  const texts = fc
    .array(line, { minLength: 1, maxLength: 4 })
    .map((lines) => trimLines(lines.join("\n")));
  const kinds = fc.constantFrom("value", "prints", "throws");
  fc.assert(
    fc.property(texts, kinds, fc.constantFrom("  f() ", "", "  "), (said, kind, code) => {
      fc.pre(!/^\s*(prints|throws)\b/.test(said));
      const lines = [`${code}//=> old`, "//    text", "next()"];
      const [at, column] = [0, code.length];
      const expectation = readExpectation(lines, at, column);
      assert.equal(expectation.to, 2);
      const written = applyEdits(lines, [editExpectation(lines, expectation, kind, said)]);
      const from = written.findIndex((each) => findMarks(each).length > 0);
      const read = readExpectation(written, from, findMarks(written[from]!)[0]!);
      assert.equal(written.at(-1), "next()");
      assert.equal(read.to, written.length - 1);
      assert.deepEqual([read.kind, read.text], [kind, said], written.join("\n"));
    }),
  );
});

test("files without changes are written as they are", () => {
  const texts = fc.string({
    unit: fc.constantFrom("\n", "\r\n", "```js", "```", " ", "// %%", "a"),
  });
  fc.assert(
    fc.property(texts, fc.constantFrom("a.md", "a.ts"), fc.boolean(), (body, name, hasMark) => {
      const file = `${hasMark ? "\uFEFF" : ""}${body}`;
      const source = readSource(name, file);
      assert.equal(source.write(new Map()), file);
      // Each line of each cell in its place: what is put there is what is found there again.
      const edits = (lines: readonly string[]): Edit[] =>
        lines.map((_, at) => ({ from: at, to: at + 1, lines: ["put"] }));
      const changes = new Map(source.cells.map((cell) => [cell, { edits: edits(cell.lines) }]));
      const again = readSource(name, source.write(changes));
      assert.deepEqual(
        again.cells.map(({ line, lines }) => [line, lines]),
        source.cells.map(({ line, lines }) => [line, lines.map(() => "put")]),
      );
    }),
  );
});

describe("what is shown meets what is expected", () => {
  const met: [expected: string, actual: string, isMet: boolean][] = [
    ["1", "1", true],
    ["1", "1 ", true],
    ["1", "11", false],
    ["", "", true],
    ["…", "", true],
    ["a…", "abc", true],
    ["…c", "abc", true],
    ["a...c", "abc", true],
    ["a…b…c", "a1b2c", true],
    ["a…a", "a", false],
    ["a…b", "xab", false],
    ["…b…", "a", false],
    ["{ a: 1 }", "{\n  a: 1\n}", true],
    ["{ a: 1 }", "{ a:  1 }", false],
    ["{\n  a: 1\n}", "{ a: 1 }", false],
    ["a.*", "abc", false],
  ];
  for (const [expected, actual, isMet] of met) {
    test(`${JSON.stringify(expected)} ${isMet ? "by" : "not by"} ${JSON.stringify(actual)}`, () =>
      assert.equal(matches(expected, actual), isMet));
  }

  test("many wildcards are no slower than few", () => {
    assert.equal(matches("…a".repeat(1000), `${"a".repeat(100_000)}b`), false);
  });

  test("a difference has the lines of both", () => {
    assert.equal(compareTexts("a\nb\nc", "a\nx\ny\nc"), "  a\n- b\n+ x\n+ y\n  c");
    assert.equal(compareTexts("", "a\nb"), "- (nothing)\n+ a\n+ b");
  });
});

describe("the command", { concurrency: 2 }, () => {
  const usage: [title: string, args: string[], told: RegExp][] = [
    ["no file", [], /missing required argument/],
    ["a file that is not there", ["nowhere.md"], /nowhere\.md is not there/],
    ["a pattern that nothing is like", ["*.nothing"], /no file is like \*\.nothing/],
    ["a folder with nothing to test", ["empty"], /no file in empty has a "\/\/=>"/],
    ["a file without a cell", ["empty/none.md"], /there is no cell in empty\/none\.md/],
    ["a filter that nothing fits", ["--filter=x y", "filtered.md"], /no cell like "x y"/],
    ["a broken notebook", ["empty/bad.ipynb"], /bad\.ipynb: This is no notebook/],
    ["no number of jobs", ["--jobs=0", "empty/none.md"], /from 1 to 99/],
  ];
  before(() => {
    write("empty/none.md", "# Nothing\n");
    write("empty/bad.ipynb", "{}");
    write("filtered.md", "```js\n1\n```\n");
  });
  for (const [title, args, told] of usage) {
    test(title, async () => {
      const { code, stderr, stdout } = await playHere(args);
      assert.match(stderr, told);
      assert.equal(stdout, "");
      assert.equal(code, 2);
    });
  }
});

describe("which cells", { concurrency: 2 }, () => {
  test("folders and patterns: what has something to test", async () => {
    write("docs/a.md", "```js\n1 //=> 1\n```\n");
    write("docs/deep/b.ts", "// %%\n2 //=> 2\n");
    write("docs/source.ts", "throw new Error('not to be run') //=> never\n");
    write("docs/c.md", "```js\nthrow new Error('not to be run')\n```\n");
    write("docs/node_modules/d.md", "```js\n1 //=> 2\n```\n");
    const inFolder = await run(["--jobs=1", "docs", "docs/a.md"]);
    const told = ({ stdout }: Ended): string[] => stdout.match(/docs\S+/g) ?? [];
    assert.deepEqual(told(inFolder), ["docs/a.md", "docs/deep/b.ts"], inFolder.stdout);
    assert.equal(inFolder.code, 0);
    assert.deepEqual(told(await run(["--jobs=1", "docs/**/{a,b}.*"])), [
      "docs/a.md",
      "docs/deep/b.ts",
    ]);
  });

  test("--filter: the cells before set up, the others are not run", async () => {
    const file = write(
      "filter.ts",
      "// %% sets up\nconst a = 1;\na //=> 5\n// %% Sum\na + 1 //=> 2\n// %% last\nthrow 1\n",
    );
    const { code, stdout } = await run(["--filter=sum", file]);
    assert.match(stdout, /1 file; 1 cell: 1 passed; 1 expectation;/);
    assert.equal(code, 0);
  });

  test("--bail: nothing begins behind what fails; reports have the rest as not run", async () => {
    const first = write("bail/1.ts", "1 //=> 2\n// %%\nconsole.log('never')");
    const second = write("bail/2.ts", "console.log('never')");
    const args = ["--bail", "--jobs=1", "--junit=bail.xml", first, second];
    const { code, stdout } = await run(args);
    assert.equal(code, 1);
    assert.doesNotMatch(stdout, /never|2\.ts/);
    const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "" });
    assert.partialDeepStrictEqual(parser.parse(readFileSync(join(folder, "bail.xml"), "utf8")), {
      testsuites: { tests: "3", failures: "1", errors: "0", skipped: "2" },
    });
  });

  test("a deadline", async () => {
    const file = write("slow.ts", "while (true); //=> 1\n// %%\n2 //=> 2");
    const { code, stdout } = await run(["--timeout=300ms", file]);
    assert.match(stdout, /slow\.ts:1 .*\n +The cell was stopped at its deadline/);
    assert.match(stdout, /2 cells: 1 passed, 1 failed/);
    assert.equal(code, 1);
  });
});

describe("how it is told, and ended", { concurrency: 2 }, () => {
  test("a workflow's annotations stand where the expectation does", async () => {
    const file = write("gh.md", "# A\n\n- x\n\n  ```js\n  1 + 1 //=> 3\n  ```\n");
    const { stdout } = await runCommand(["test", file], {
      cwd: folder,
      env: { GITHUB_ACTIONS: "true", GITHUB_WORKSPACE: folder, GITHUB_STEP_SUMMARY: "" },
    });
    assert.match(
      stdout,
      /^::error file=gh\.md,line=6,col=9,title=gh\.md#1 A%3A Expectation::- 3%0A\+ 2$/m,
    );
  });
});
