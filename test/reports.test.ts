// What `awaitd run` reports to machines: JUnit's XML and GitHub's commands.
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import fc from "fast-check";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { annotate, openGroup, writeSummary } from "../clients/cli/reports/github.ts";
import { writeJunit } from "../clients/cli/reports/junit.ts";
import { Places } from "../clients/cli/reports/places.ts";
import { Report, type Failure, type Suite } from "../clients/cli/reports/report.ts";
import { Transcript } from "../clients/cli/reports/transcript.ts";
import type { CellError } from "../protocol/shapes.ts";
import { runCommand, type Ended } from "./support/command.ts";

const folder = mkdtempSync(join(tmpdir(), "awaitd reports-"));
after(() => rmSync(folder, { recursive: true }));

interface XmlNode {
  [name: string]: string | XmlNode | XmlNode[];
}

/** As a reader has it: attributes under their names, the text as `#text`. */
function readXml(text: string): XmlNode {
  assert.equal(XMLValidator.validate(text), true, text);
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: "",
    parseTagValue: false,
    trimValues: false,
    isArray: (name) => ["testsuite", "testcase"].includes(name),
    numberParseOptions: { leadingZeros: false, hex: false, skipLike: /.*/ },
  });
  const { testsuites } = parser.parse(text) as { testsuites: XmlNode };
  return testsuites;
}

const nodesOf = (node: XmlNode, name: string): XmlNode[] => (node[name] ?? []) as XmlNode[];

const failureOf = (values: Partial<Failure>): Failure => ({
  kind: "failure",
  type: "Error",
  message: "bad",
  text: "Error: bad\n    at a.ts:3:1",
  place: { path: "a.ts", line: 3, column: 1 },
  ...values,
});

function suiteOf(failure?: Partial<Failure>, printed = ""): Suite {
  const report = new Report();
  const place = { path: "a.ts", line: 1 };
  const suite = report.plan("a.ts", [{ cellId: "a.ts#1", name: "a.ts#1 <one>", place }]);
  const [one] = suite.cases;
  one!.state = "passed";
  one!.stdout.add(printed);
  if (failure) report.fail(one!, failureOf(failure));
  return suite;
}

describe("JUnit", () => {
  test("is XML whatever is printed, thrown or named", () => {
    const text = fc.string({ unit: "binary" });
    fc.assert(
      fc.property(text, text, (printed, message) => {
        const xml = writeJunit([suiteOf({ message, text: message, type: message }, printed)]);
        readXml(xml);
        // oxlint-disable-next-line no-control-regex
        assert.doesNotMatch(xml, /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/);
        assert.ok(xml.isWellFormed());
      }),
    );
  });

  test("what can be written comes back as it was, without colours", () => {
    const printed = '\x1b[31mred\x1b[39m <b> & "quoted" ]]> \r\n\tüñí 💥 \0';
    const suites = readXml(
      writeJunit([suiteOf({ message: 'a "b"\n<c>', kind: "error" }, printed)]),
    );
    const [one] = nodesOf(nodesOf(suites, "testsuite")[0]!, "testcase");
    assert.equal(one!["name"], "a.ts#1 <one>");
    assert.equal(
      (one!["system-out"] as string).replaceAll("&#13;", "\r"),
      'red <b> & "quoted" ]]> \r\n\tüñí 💥 \u{FFFD}',
    );
    assert.partialDeepStrictEqual(one!["error"], { type: "Error" });
    assert.match((one!["error"] as XmlNode)["message"] as string, /^a "b"(\n|&#10;)<c>$/);
  });

  test("several failures of a cell are one, the worse first", () => {
    const suite = suiteOf({ message: "first" });
    suite.cases[0]!.failures.push(failureOf({ kind: "error", type: "Timeout", message: "late" }));
    const [found] = nodesOf(readXml(writeJunit([suite])), "testsuite");
    assert.partialDeepStrictEqual(found, { tests: "1", failures: "0", errors: "1", skipped: "0" });
    const { error } = nodesOf(found!, "testcase")[0]!;
    assert.partialDeepStrictEqual(error, { type: "Timeout", message: "late (and 1 more)" });
  });

  test("a report without a file", () => {
    assert.partialDeepStrictEqual(readXml(writeJunit([])), { tests: "0", failures: "0" });
  });
});

describe("GitHub", () => {
  const places = { root: "/work", cwd: "/work/app" };
  const one = suiteOf().cases[0]!;

  test("an annotation escapes what its syntax needs", () => {
    const failure = failureOf({ type: "A:B,C%", text: "50%\r\n\x1b[1mtwo\x1b[0m:,\n::error::" });
    assert.equal(
      annotate(failure, { ...one, name: "x" }, places),
      "::error file=app/a.ts,line=3,col=1,title=x%3A A%3AB%2CC%25::50%25%0D%0Atwo:,%0A::error::\n",
    );
  });

  test("paths are the checkout's; what lies outside keeps its own", () => {
    const pathOf = (path: string): string | undefined =>
      /file=([^,]*)/.exec(annotate(failureOf({ place: { path, line: 1 } }), one, places))?.[1];
    assert.equal(pathOf("/work/lib/b.ts"), "lib/b.ts");
    assert.equal(pathOf("../c.ts"), "c.ts");
    assert.equal(pathOf("/elsewhere/d.ts"), "/elsewhere/d.ts");
  });

  test("a group's title is one line", () => {
    assert.equal(openGroup("a\n::error::b"), "::group::a%0A::error::b\n");
  });

  test("the summary counts, and shows failures in fences that hold", () => {
    const text = writeSummary("awaitd run", [suiteOf({ text: "a\n```\nb" }), suiteOf()]);
    assert.match(text, /^### awaitd run\n/);
    assert.match(text, /\| ❌ a\.ts \| 0 \| 1 \| 0 \|/);
    assert.match(text, /\| ✅ a\.ts \| 1 \| 0 \| 0 \|/);
    assert.match(text, /\n````\na\n```\nb\n````\n/);
  });
});

test("a transcript keeps the beginning and the end", () => {
  const transcript = new Transcript(20);
  for (let i = 0; i < 100; i++) transcript.add(`${String(i).padStart(2, "0")}\n`);
  assert.equal(
    transcript.text,
    "00\n01\n02\n0\n… 280 characters are left out here …\n\n97\n98\n99\n",
  );
  const short = new Transcript(20);
  short.add("a");
  short.add("b");
  assert.equal(short.text, "ab");
});

test("places of cells are told as places of files", () => {
  const places = new Places();
  places.add("a#1", { path: "a.md", line: 10, column: 3 });
  const frame = { cellId: "a#1", executionCount: 1, line: 2, column: 5 };
  const inner = { executionCount: 7, line: 1, column: 1 };
  const error: CellError = {
    name: "Error",
    message: "x",
    stack: "Error: x\n    at f (In[1]:2:5)\n    at In[7]:1:1",
    frames: [frame, inner],
  };
  assert.equal(places.describe(error), "Error: x\n    at f (a.md:11:7)\n    at In[7]:1:1");
  assert.deepEqual(places.find(error), { path: "a.md", line: 11, column: 7 });
  const caused = { ...error, frames: [], cause: error };
  assert.match(places.describe(caused), /a\.md:11:7/);
  assert.equal(places.find({ ...error, frames: [inner] }), undefined);
});

const write = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return name;
};
const run = (args: string[], env: Record<string, string> = {}): Promise<Ended> =>
  runCommand(["run", ...args], { cwd: folder, env: { GITHUB_ACTIONS: "", ...env } });
const readCases = (name: string): XmlNode[] =>
  nodesOf(readXml(readFileSync(join(folder, name), "utf8")), "testsuite").flatMap((suite) =>
    nodesOf(suite, "testcase"),
  );

describe("awaitd run --junit", { concurrency: 2 }, () => {
  test("a case a cell: passed, failed in a function of an earlier one, not run", async () => {
    const text = [
      "// %% Sets up",
      "console.log('out'); console.error('err')",
      "const fail = () => { throw new TypeError('bad') }",
      "// %%",
      "",
      "await sleep(1); fail()",
      "// %% never",
      "1",
    ].join("\r\n");
    const { code, stdout } = await run(["--junit", "to/junit.xml", write("a b.ts", text)]);
    assert.equal(stdout, "out\n");
    assert.equal(code, 1);
    const [first, second, third, ...rest] = readCases("to/junit.xml");
    assert.deepEqual(rest, []);
    assert.partialDeepStrictEqual(first, {
      name: "a b.ts#1 Sets up",
      classname: "a b.ts",
      file: "a b.ts",
      line: "2",
      "system-out": "out\n",
      "system-err": "err\n",
    });
    const failure = second!["failure"] as XmlNode;
    assert.partialDeepStrictEqual(failure, { type: "TypeError", message: "bad" });
    assert.match(failure["#text"] as string, /at fail \(a b\.ts:3:28\)\n +at a b\.ts:6:17/);
    assert.ok(Number(second!["time"]) > 0);
    assert.ok("skipped" in third! && third["line"] === "8");
  });

  test("a deadline is an error, what failed in the background a failure of its cell", async () => {
    const background = write("late.ts", "Promise.reject(new Error('unheard'))\n// %%\nawait 1");
    const busy = write("busy.ts", "while (true);");
    const { code } = await run(["--junit=junit.xml", "--timeout=300ms", background, busy]);
    assert.equal(code, 1);
    const [late, ok, stopped] = readCases("junit.xml");
    assert.partialDeepStrictEqual(late!["failure"], { message: "unheard" });
    assert.ok(!("failure" in ok!) && !("skipped" in ok!));
    assert.partialDeepStrictEqual(stopped!["error"], { type: "Timeout" });
  });

  test("process.exit(0) passes, and what is behind it was not run", async () => {
    const file = write("exits.ts", "process.exit(0)\n// %%\n1");
    assert.equal((await run(["--junit=exits.xml", file])).code, 0);
    const [first, second] = readCases("exits.xml");
    assert.ok(!("failure" in first!) && !("error" in first!) && "skipped" in second!);
  });

  test("a startup that fails is a case, too", async () => {
    const config = write("bad.json", JSON.stringify({ startup: ["throw new Error('no start')"] }));
    const { code } = await run(["--junit=start.xml", `--config=${config}`, write("x.ts", "1")]);
    assert.equal(code, 1);
    const failed = readCases("start.xml").find((one) => "failure" in one);
    assert.equal(failed?.["name"], "startup/1");
    assert.match(
      (failed["failure"] as XmlNode)["message"] as string,
      /bad\.json failed: no start$/,
    );
  });
});

describe("a report", { concurrency: 2 }, () => {
  test("a report that can't be written is a failure", async () => {
    const file = write("fine.ts", "1");
    const { code, stderr } = await run([`--junit=${file}/junit.xml`, file]);
    assert.equal(code, 1);
    assert.match(stderr, /^awaitd run: the report cannot be written: /);
    assert.equal((await run(["--junit=nowhere.xml", "nowhere.ts"])).code, 2);
    assert.equal(existsSync(join(folder, "nowhere.xml")), false);
  });
});

describe("awaitd run in a workflow", { concurrency: 2 }, () => {
  test("standard output stays the script's, annotations and summary come", async () => {
    const file = write("gh.ts", "console.log('data')\n// %% breaks\nthrow new Error('a, b')");
    const env = {
      GITHUB_ACTIONS: "true",
      GITHUB_WORKSPACE: folder,
      GITHUB_STEP_SUMMARY: join(folder, "summary.md"),
    };
    const { code, stdout, stderr } = await run([file], env);
    assert.equal(code, 1);
    assert.equal(stdout, "data\n");
    assert.match(
      stderr,
      /^::error file=gh\.ts,line=3,col=7,title=gh\.ts#2 breaks%3A Error::Error: a, b%0A.*$/m,
    );
    assert.match(readFileSync(env.GITHUB_STEP_SUMMARY, "utf8"), /\| ❌ gh\.ts \| 1 \| 1 \| 0 \|/);
    const quiet = await run(["--no-github", file], env);
    assert.doesNotMatch(quiet.stderr, /::error/);
  });

  test("--github folds what each cell prints", async () => {
    const file = write("groups.ts", "process.stdout.write('no end')\n// %% two\nconsole.log(2)");
    const { stdout } = await run(["--github", file], { GITHUB_STEP_SUMMARY: "" });
    assert.equal(
      stdout,
      "::group::groups.ts#1\nno end\n::endgroup::\n::group::groups.ts#2 two\n2\n::endgroup::\n",
    );
  });
});
