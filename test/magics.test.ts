// What of a cell's text is a magic, and what is JavaScript.
import assert from "node:assert/strict";
import { test } from "node:test";
import { compile } from "../src/compiler/compile.ts";
import { expandMagics, mayHoldMagics, type MagicTable } from "../src/compiler/magics.ts";

const waiting = ["%time", "%%time", "!", "!!"];
const table: MagicTable = {
  find: (name) =>
    [...waiting, "%who", "?", "??"].includes(name) ? { waits: waiting.includes(name) } : undefined,
  suggest: () => "; did you mean %who?",
  hasVariable: (name) => ["flag", "sleep", "process"].includes(name),
};

/** A cell, and what is made of it; none where it is JavaScript. */
const rows: readonly (readonly [string, string?])[] = [
  ["%who", ';__cell.magic("%who","",1,5);'],
  ["  %who a b  ", '  ;__cell.magic("%who","a b",1,8);'],
  ["%time await f()", ';(await __cell.magic("%time","await f()",1,7)).value;'],
  ["a\n%who\nb", 'a\n;__cell.magic("%who","",2,5);\nb'],
  ["a\r\n%who\r\nb", 'a\r\n;__cell.magic("%who","",2,5);\r\nb'],
  ["{\n  %who\n}", '{\n  ;__cell.magic("%who","",2,7);\n}'],
  ["a\n% b"],
  ["let b = 2\na\n%b"],
  ["a\n%flag"],
  ["a +\n%who"],
  ["f(\n%who\n)"],
  ["`\n%who\n`"],
  ["/*\n%who\n*/"],
  ["'\\\n%who'"],
  ["%%time -q\nawait 1\n2", '(await __cell.magic("%%time","-q",2,1,"await 1\\n2")).value'],
  ["\n\n%%time\n", '\n\n(await __cell.magic("%%time","",4,1,"")).value'],
  ["!ls -l 'a b'", ';(await __cell.magic("!","ls -l \'a b\'",1,2)).value;'],
  [
    "!ls\n!pwd",
    ';(await __cell.magic("!","ls",1,2)).value;\n;(await __cell.magic("!","pwd",2,2)).value;',
  ],
  ["!!ls", ';(await __cell.magic("!!","ls",1,3)).value;'],
  ["!echo a \\\n  b\n1", ';(await __cell.magic("!","echo a  b",1,1)).value;\n\n1'],
  ["!./run.sh", ';(await __cell.magic("!","./run.sh",1,2)).value;'],
  ["!/usr/bin/env", ';(await __cell.magic("!","/usr/bin/env",1,2)).value;'],
  ["!~/bin/x", ';(await __cell.magic("!","~/bin/x",1,2)).value;'],
  ["!sleep 1", ';(await __cell.magic("!","sleep 1",1,2)).value;'],
  ["!echo 'it'\nlet x = \"!\"", ';(await __cell.magic("!","echo \'it\'",1,2)).value;\nlet x = "!"'],
  ["!flag"],
  ["!flag && f()"],
  ["!process.exitCode"],
  ["!true"],
  ["!!flag"],
  ["!(1 > 2)"],
  ["![].length"],
  ["!'text'"],
  ["!1"],
  ["!-x"],
  ["!await x"],
  ["!/ab/.test('x')"],
  ["!function () {}()"],
  ["const ls = 1\n!ls"],
  ["ok = a &&\n!ls"],
  ["function f(x) {\n!x\n}"],
  ["const files = !ls", 'const files = (await __cell.magic("!!","ls",1,16)).value;'],
  ["let t: string[] = %who", 'let t: string[] = __cell.magic("%who","",1,23);'],
  ["[a, b] = !ls", '[a, b] = (await __cell.magic("!!","ls",1,11)).value;'],
  ["x = !flag"],
  ["foo?", ';__cell.magic("?","foo",1,1);'],
  ["*foo*?", ';__cell.magic("?","*foo*",1,1);'],
  ["foo.bar??", ';__cell.magic("??","foo.bar",1,1);'],
  ["?foo", ';__cell.magic("?","foo",1,2);'],
  ["%time?", ';__cell.magic("?","%time",1,1);'],
  ["%%time??", ';__cell.magic("??","%%time",1,1);'],
  ["let x = 1\nx?", 'let x = 1\n;__cell.magic("?","x",2,1);'],
  ["a ?"],
  ["a ?\n b : c"],
  ["const f = (a?\n: number) => a"],
];

test("a magic is called where it stands; what JavaScript can mean, it means", () => {
  for (const [source, expected = source] of rows) {
    const { text, diagnostic } = expandMagics(source, table);
    assert.deepEqual([text, diagnostic], [expected, undefined], source);
    if (text !== source) assert.ok(mayHoldMagics(source), source);
  }
});

test("a name that is no magic's is refused, with the place", () => {
  for (const [source, line, column] of [
    ["%nope", 1, 1],
    ["1;\n  %nope 5", 2, 3],
    ["a\n%nope", 2, 1],
    ["%%nope\n1", 1, 1],
    ["x = %nope", 1, 5],
  ] as const) {
    const { diagnostic } = expandMagics(source, table);
    const name = source.includes("%%") ? "%%nope" : "%nope";
    assert.equal(diagnostic?.message, `No magic is called ${name}; did you mean %who?`);
    assert.deepEqual([diagnostic.line, diagnostic.column], [line, column]);
  }
});

const options = {
  file: "In[1]",
  languageId: "typescript",
  form: "generator",
  names: new Map(),
  magics: () => table,
} as const;

test("no runner is asked about what only a magic waits for; autoawait is about other waits", () => {
  for (const [source, autoawait, mode, passesRunner, message] of [
    ["%time 1", true, "async", true, undefined],
    ["%time 1", false, "async", true, undefined],
    ["!ls\nawait 1", true, "generator", false, undefined],
    [
      "!ls\nawait 1",
      false,
      "sync",
      false,
      "top-level await is off in this session; turn it on with %autoawait True",
    ],
    ["%who", true, "sync", false, undefined],
  ] as const) {
    const compiled = compile(source, { ...options, autoawait });
    const [diagnostic] = compiled.diagnostics;
    const found = [compiled.mode, compiled.passesRunner, diagnostic?.message];
    assert.deepEqual(found, [mode, passesRunner, message], source);
  }
});

test("places behind a magic are those that were typed", () => {
  const source = "%who\nlet x: number = 1\n!ls\n  nowhere()";
  const compiled = compile(source, { ...options, autoawait: true });
  const lines = compiled.code.split("\n");
  const column = lines[3]!.indexOf("nowhere") + 1;
  assert.deepEqual(compiled.map.toOriginal({ line: 4, column }), { line: 4, column: 3 });
});

test("a magic of several lines leaves each place on its line", () => {
  // A call may be as long as the magic, which makes it no copy of it.
  const lengths = Array.from({ length: 80 }, (_, length) => `%who\\\n${" ".repeat(length)}b\nx`);
  for (const source of [...lengths, "%who\\\nb\\\n", "%who\\\r\nb\\\r\nx", "%who a\\\n"]) {
    const { code, map } = compile(source, { ...options, autoawait: true });
    for (const [index, line] of code.split(/\r?\n/).entries()) {
      for (let column = 1; column <= line.length + 1; column++) {
        const place = { line: index + 1, column };
        const note = `${JSON.stringify(source)} at ${JSON.stringify(place)}`;
        assert.equal(map.toOriginal(place).line, index + 1, note);
      }
    }
  }
});
