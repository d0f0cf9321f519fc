// Text in, text out: test/cases/compiler/*.txt. `UPDATE=1` rewrites what the cases expect.
import assert from "node:assert/strict";
import { globSync } from "node:fs";
import { basename, join } from "node:path";
import { test } from "node:test";
import vm from "node:vm";
import fc from "fast-check";
import {
  compile,
  type Compiled,
  type CompileOptions,
  type NameKind,
} from "../src/compiler/compile.ts";
import { createLines } from "../src/compiler/positions.ts";
import {
  readCases,
  readSections,
  writeCases,
  writeSections,
  type Case,
} from "./support/compiler-cases.ts";
import { findMoved } from "./support/moved.ts";
import { programs } from "./support/compiler-programs.ts";
import { runsOf } from "./support/share.ts";

const directory = join(import.meta.dirname, "cases/compiler");
const files = globSync(join(directory, "*.txt")).sort();
const isUpdating = process.env["UPDATE"] === "1";

test("there are cases", () => assert.notEqual(files.length, 0));

for (const path of files) {
  const cases = readCases(path);
  const results: Case[] = [];
  for (const { title, body } of cases) {
    test(`${basename(path)}: ${title}`, () => {
      const sections = readSections(body);
      const source = sections.get("cell") ?? "";
      const compiled = compile(source, readOptions(sections));
      const actual = describe(sections, compiled);
      results.push({ title, body: actual });
      if (!isUpdating) assert.equal(actual.trimEnd(), body.trimEnd());
      const isTyped = readOptions(sections).languageId === "typescript";
      if (compiled.diagnostics.length === 0) checkCode(source, compiled, isTyped);
      if (isUpdating && results.length === cases.length) writeCases(path, results);
    });
  }
}

test("a value that is tracked is the one that V8 has", async () => {
  const options = readOptions(new Map());
  await fc.assert(
    fc.asyncProperty(programs, async (source) => {
      const expected: unknown = vm.runInThisContext(source);
      const { code, mode } = compile(`${source} { let waited = await 0 }`, options);
      assert.equal(mode, "async");
      const start = vm.runInThisContext(code) as (scope: object) => Promise<{ value: unknown }>;
      const { value } = await start({ wait: (awaited: unknown) => awaited });
      assert.equal(value, expected);
    }),
    // One order of programs, always the same: about one in ten thousand is a nest of `finally`
    // blocks whose value V8 does not keep as ECMAScript says.
    { numRuns: runsOf(1000), seed: 1 },
  );
});

test("no text makes the compiler throw", () => {
  const pieces = fc.constantFrom(
    ..."await async function class let const var for of in ( ) { } [ ] ; , => = . ...".split(" "),
    ..."` ${ yield * import export x f 1 'a' /r/ \\n // /* using static super".split(" "),
    ..."new.target import.meta return break : ? ?. # @".split(" "),
    "\n",
  );
  const text = fc.array(pieces, { maxLength: 12 }).map((words) => words.join(" "));
  fc.assert(
    fc.property(
      fc.oneof(text, fc.string({ unit: "binary" })),
      fc.boolean(),
      (source, autoawait) => {
        const compiled = compile(source, { ...readOptions(new Map()), autoawait });
        if (compiled.diagnostics.length === 0) checkLines(source, compiled);
        else assert.equal(compiled.code, "");
      },
    ),
    { numRuns: runsOf(2000) },
  );
});

test("a cell that is nested too deeply is refused", () => {
  const source = `a${".b()".repeat(20_000)}`;
  assert.equal(compile(source, readOptions(new Map())).diagnostics.length, 1);
});

function readOptions(sections: ReadonlyMap<string, string>): CompileOptions {
  const names = new Map<string, NameKind>();
  for (const line of (sections.get("names") ?? "").split("\n").filter(Boolean)) {
    const [kind, name] = line.split(" ");
    names.set(name ?? "", kind as NameKind);
  }
  const extra = JSON.parse(sections.get("options") ?? "{}") as Partial<CompileOptions>;
  return {
    file: "In[1]",
    languageId: "javascript",
    autoawait: true,
    form: "async",
    names,
    ...extra,
  };
}

function describe(sections: ReadonlyMap<string, string>, compiled: Compiled): string {
  const given = ["options", "names", "cell"].flatMap((name) => {
    const text = sections.get(name);
    return text === undefined ? [] : [[name, text] as const];
  });
  const { code, declares, imports, diagnostics, mode } = compiled;
  const told: [string, string][] = [];
  if (diagnostics.length === 0) told.push(["code", code], ["mode", mode]);
  if (declares.length > 0)
    told.push(["declares", declares.map(({ name, kind }) => `${kind} ${name}`).join("\n")]);
  if (imports.length > 0)
    told.push(["imports", imports.map((request) => JSON.stringify(request)).join("\n")]);
  if (diagnostics.length > 0) {
    const lines = diagnostics.map((found) => `${found.line}:${found.column} ${found.message}`);
    told.push(["diagnostics", lines.join("\n")]);
  }
  return writeSections(new Map([...given, ...told]));
}

/**
 * The output is a script, line for line where the user wrote it, and its positions go back and
 * forth. (Inside of an enum or a namespace of TypeScript, lines are kept where that is possible.)
 */
function checkCode(source: string, { code, map }: Compiled, isTyped: boolean): void {
  assert.doesNotThrow(() => new vm.Script(code));
  checkLines(source, { code });
  const original = createLines(source);
  const generated = createLines(code);
  for (const { index, 0: word } of source.matchAll(/[\w$]+/g)) {
    const at = original.position(index);
    const there = map.toGenerated(at);
    if (!isTyped) assert.equal(there.line, at.line);
    if (code.startsWith(word, generated.offset(there))) assert.deepEqual(map.toOriginal(there), at);
  }
  assert.equal(findMoved(source, code, map), undefined);
}

function checkLines(source: string, { code }: Pick<Compiled, "code">): void {
  const breaks = /\r\n|[\n\r\u2028\u2029]/;
  assert.equal(code.split(breaks).length, source.split(breaks).length);
}
