// Holds the house to its own rules: what stands on what, how long things are, what the documents
// name. Each check is also shown something that it has to complain about.
import assert from "node:assert/strict";
import { existsSync, globSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { documents, readDocument } from "./support/documents.ts";
import { checkCycles, checkLayers, checkTargets, layers } from "./support/layers.ts";
import { parseSource, readSources, root, type Source } from "./support/sources.ts";

const sources = readSources();
const isThere = (path: string): boolean => existsSync(join(root, path));

const limits = { fileLines: 300, testFileLines: 500, functionLines: 70, columns: 100 };

const entries = new Set(
  [
    "package.json tsconfig.json src protocol clients test README.md package-lock.json LICENSE",
    ".ci .git .gitignore .gitattributes .editorconfig .oxlintrc.json .prettierignore",
    "node_modules dist",
  ].flatMap((line) => line.split(" ")),
);

function checkSizes(of: Source[]): string[] {
  return of.flatMap(({ path, text, functions }) => {
    const lines = text.trimEnd().split("\n");
    const most = path.startsWith("test/") ? limits.testFileLines : limits.fileLines;
    return [
      ...(lines.length > most ? [`${path} has ${lines.length} lines`] : []),
      ...functions
        .filter((one) => one.lines > limits.functionLines)
        .map((one) => `${path}:${one.line} is a function of ${one.lines} lines`),
      ...lines.flatMap((line, index) =>
        line.length > limits.columns ? [`${path}:${index + 1} is ${line.length} wide`] : [],
      ),
    ];
  });
}

function checkWords(of: Source[]): string[] {
  const unfinished = /\b(?:TO[D]O|FIX[M]E|XX[X])\b|not (?:yet )?implement[e]d/i;
  return of.flatMap(({ path, text, defaultExport }) => [
    ...(unfinished.test(text) ? [`${path} speaks of unfinished work`] : []),
    ...(defaultExport ? [`${path} has a default export`] : []),
    // A folder may have a blank in its name, which a URL writes otherwise.
    ...(/import\.meta\.url\)\s*\.pathname/.test(text) ? [`${path} takes a URL for a path`] : []),
  ]);
}

/** Paths that a document names, in code spans, links and trees of code. */
function checkDocument(name: string, text: string): string[] {
  const paths = text.matchAll(
    /(?<![\w./:@-])(?:\.ci|src|protocol|clients|test)\/[\w.*/{},-]*[\w*/]/g,
  );
  return [...new Set(Array.from(paths, ([path]) => path))]
    .filter((path) => globSync(path, { cwd: root }).length === 0)
    .map((path) => `${name} names ${path}, which is not there`);
}

test("the sources are seen", () => {
  for (const { at } of layers.filter((layer) => /^src\/\w+\/$/.test(layer.at))) {
    assert.ok(
      sources.some(({ path }) => path.startsWith(at)),
      `no file in ${at}`,
    );
  }
  for (const name of ["protocol/methods.ts", "clients/shared/client.ts", "test/tidy.test.ts"]) {
    const source = sources.find(({ path }) => path === name);
    assert.ok(source && source.imports.length > 0, `${name} was not read`);
    assert.ok(source.text.length > 0);
  }
});

test("imports follow the layer table", () => assert.deepEqual(checkLayers(sources), []));
test("imports make no ring", () => assert.deepEqual(checkCycles(sources), []));
test("imports lead to files", () => assert.deepEqual(checkTargets(sources, isThere), []));
test("files, functions and lines stay short", () => assert.deepEqual(checkSizes(sources), []));
test("what is written in other languages is as short", () => {
  const paths = globSync("clients/**/*.{lua,el}", { cwd: root, exclude: ["node_modules"] });
  assert.ok(paths.length > 0, "none was seen");
  const others = paths.map((path) => ({
    path,
    text: readDocument(path),
    imports: [],
    functions: [],
    defaultExport: false,
  }));
  assert.deepEqual([...checkSizes(others), ...checkWords(others)], []);
});
test("nothing is left unfinished, a default export, or a path that is none", () =>
  assert.deepEqual(checkWords(sources), []));

test("only what belongs there stands at the top", () => {
  const strangers = readdirSync(root).filter((name) => !entries.has(name));
  assert.deepEqual(strangers, []);
});

test("documents name only what is there", () => {
  assert.ok(documents.includes("README.md"));
  for (const name of documents) {
    assert.deepEqual(checkDocument(name, readDocument(name)), []);
  }
});

const complaints: [name: string, check: (of: Source[]) => string[], path: string, text: string][] =
  [
    [
      "an import that goes up",
      checkLayers,
      "src/std/queue.ts",
      'import { a } from "../kernel/a.ts";',
    ],
    ["a type from above", checkLayers, "src/host/a.ts", 'import type { A } from "../daemon/a.ts";'],
    [
      "a value of a types-only layer",
      checkLayers,
      "src/session/a.ts",
      'import { a } from "../host/a.ts";',
    ],
    ["node in a pure layer", checkLayers, "src/compiler/a.ts", 'import { join } from "node:path";'],
    ["a package in the wrong room", checkLayers, "src/daemon/a.ts", 'export * from "ws";'],
    [
      "a lazy import",
      checkLayers,
      "src/rpc/a.ts",
      'export const a = () => import("../host/b.ts");',
    ],
    [
      "a folder nobody planned",
      checkLayers,
      "src/misc/a.ts",
      'import { a } from "../kernel/a.ts";',
    ],
    ["a ring", checkCycles, "src/std/a.ts", 'import { a } from "./a.ts";'],
    ["a long function", checkSizes, "src/a.ts", `function f() {${"\n".repeat(70)}}`],
    ["a long component", checkSizes, "src/a.tsx", `const A = () => <p>{${"\n".repeat(70)}}</p>;`],
    [
      "an import of a component that goes up",
      checkLayers,
      "src/std/a.tsx",
      'import { a } from "../kernel/a.ts"; export const A = () => <p>{a}</p>;',
    ],
    ["a long method", checkSizes, "src/a.ts", `const a = { m() {${"\n".repeat(70)}} };`],
    ["a long file", checkSizes, "src/a.ts", "1;\n".repeat(301)],
    ["a wide line", checkSizes, "src/a.ts", `// ${"—".repeat(98)}`],
    ["a default export", checkWords, "src/a.ts", "export default 1;"],
    [
      "a URL for a path",
      checkWords,
      "src/a.ts",
      ["export const a = new URL('./b.ts', import.meta.url)", "pathname;"].join("."),
    ],
    ["a promise for later", checkWords, "src/a.ts", `// ${["TO", "DO"].join("")}: more`],
    ["a lost file", (of) => checkTargets(of, isThere), "src/a.ts", 'import "./nowhere.ts";'],
    [
      "a dead path",
      ([of]) => checkDocument("", of?.text ?? ""),
      "src/a.ts",
      "// see `src/nowhere.ts`",
    ],
  ];

for (const [name, check, path, text] of complaints) {
  test(`tidiness complains of ${name}`, () => {
    assert.equal(check([parseSource(path, text)]).length, 1);
  });
}
