// Notebooks of Jupyter's format: read, changed, written.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Ajv } from "ajv";
import fc from "fast-check";
import {
  convertDocument,
  createDocument,
  readDocument,
  writeDocument,
} from "../clients/shared/documents/file.ts";
import { createCell, DocumentError } from "../clients/shared/documents/model.ts";
import { notebookSchema, tell } from "./support/nbformat.ts";

const isNotebook = new Ajv({ strict: false }).compile(notebookSchema);

const multiline = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.array(fc.constantFrom("a\n", "é\u2028\n", "end")),
);
const metadata = fc.dictionary(fc.constantFrom("tags", "x", "2", "collapsed"), fc.jsonValue());
const bundle = fc.dictionary(fc.constantFrom("text/plain", "image/png", "text/html"), multiline);
const output = fc.oneof(
  fc.record({
    output_type: fc.constant("stream"),
    name: fc.constantFrom("stdout", "stderr"),
    text: multiline,
  }),
  fc.record({ output_type: fc.constant("display_data"), data: bundle, metadata }),
  fc.record({
    output_type: fc.constant("execute_result"),
    data: bundle,
    metadata,
    execution_count: fc.option(fc.nat()),
  }),
  fc.record({
    output_type: fc.constant("error"),
    ename: fc.string(),
    evalue: fc.string(),
    traceback: fc.array(fc.string()),
  }),
);
const anyCell = fc.nat().chain((number) => {
  const common = { id: fc.constant(`c${number}`), metadata: fc.constant({ x: [1] }) };
  return fc.oneof(
    fc.record({ ...common, cell_type: fc.constantFrom("markdown", "raw"), source: multiline }),
    fc.record({
      ...common,
      cell_type: fc.constant("code"),
      execution_count: fc.option(fc.nat()),
      outputs: fc.array(output, { maxLength: 3 }),
      source: multiline,
    }),
  );
});
const file = fc
  .record({
    cells: fc.uniqueArray(anyCell, { selector: ({ id }) => id, maxLength: 5 }),
    metadata: fc.constant({ kernelspec: { name: "deno", display_name: "Deno" }, other: [{}] }),
    nbformat: fc.constant(4),
    nbformat_minor: fc.constant(5),
  })
  .chain((notebook) =>
    fc
      .record({
        indent: fc.constantFrom(1, 2, "\t", 0),
        end: fc.constantFrom("\n", "", "\r\n"),
        mark: fc.constantFrom("", "\uFEFF"),
        lineEnd: fc.constantFrom("\n", "\r\n"),
      })
      .map(({ indent, end, mark, lineEnd }) => ({
        notebook,
        text: mark + JSON.stringify(notebook, null, indent).replaceAll("\n", lineEnd) + end,
      })),
  );

test("any notebook is written as it was", () => {
  fc.assert(
    fc.property(file, ({ notebook, text }) => {
      assert.ok(isNotebook(notebook), JSON.stringify(isNotebook.errors));
      assert.equal(writeDocument(readDocument("a.ipynb", text)), text);
    }),
  );
});

test("what changes is valid, comes back, and leaves the rest as it was", () => {
  fc.assert(
    fc.property(file, fc.nat(), ({ notebook, text }, at) => {
      const document = readDocument("a.ipynb", text);
      document.cells.splice(at % (document.cells.length + 1), 0, createCell({ source: "x\ny" }));
      const after = writeDocument(document);
      const written = JSON.parse(after.replace("\uFEFF", "")) as typeof notebook;
      assert.ok(isNotebook(written), JSON.stringify(isNotebook.errors));
      assert.deepEqual(tell(readDocument("a.ipynb", after)), tell(document));
      written.cells.splice(at % (notebook.cells.length + 1), 1);
      assert.deepEqual(written, JSON.parse(JSON.stringify(notebook)));
      assert.equal(after.slice(-1) === "\n", text.endsWith("\n"));
      document.cells.splice(at % document.cells.length, 1);
      assert.equal(writeDocument(document), text);
    }),
  );
});

const whole = readDocument(
  "a.ipynb",
  JSON.stringify({
    cells: [
      {
        cell_type: "code",
        execution_count: 3,
        id: "one",
        metadata: { tags: ["x"], mine: 1 },
        outputs: [
          { output_type: "stream", name: "stderr", text: ["a\n", "b"] },
          {
            output_type: "execute_result",
            execution_count: 3,
            metadata: { m: 1 },
            data: {
              "text/plain": ["4", "2"],
              "application/json": [1, "2"],
              "application/vnd.vega.v5+json": { a: ["b"] },
              "image/png": "iVBO\n",
            },
          },
          { output_type: "error", ename: "E", evalue: "m", traceback: ["E: m", "    at x"] },
          { output_type: "of later times", x: 1 },
        ],
        source: ["let a\n", "a"],
      },
      {
        cell_type: "markdown",
        id: "two",
        metadata: {},
        attachments: { "a.png": {} },
        source: "# x",
      },
    ],
    metadata: { language_info: { name: "typescript" } },
    nbformat: 4,
    nbformat_minor: 5,
  }),
);

test("what a notebook says", () => {
  assert.equal(whole.languageId, "typescript");
  assert.deepEqual(tell(whole), [
    {
      kind: "code",
      source: "let a\na",
      executionCount: 3,
      metadata: { tags: ["x"], mine: 1 },
      outputs: [
        { type: "stream", stream: "stderr", text: "a\nb" },
        {
          type: "result",
          executionCount: 3,
          metadata: { m: 1 },
          data: {
            "text/plain": "42",
            "application/json": [1, "2"],
            "application/vnd.vega.v5+json": { a: ["b"] },
            "image/png": "iVBO\n",
          },
        },
        { type: "error", name: "E", message: "m", stack: "E: m\n    at x" },
        { type: "unknown", value: { output_type: "of later times", x: 1 } },
      ],
    },
    {
      kind: "markdown",
      source: "# x",
      executionCount: null,
      metadata: {},
      attachments: { "a.png": {} },
      outputs: [],
    },
  ]);
});

test("a change is written in the file's own style, and touches nothing else", () => {
  const before =
    '{\n  "nbformat": 4,\n  "nbformat_minor": 4,\n  "metadata": {"z": 1.0},\n' +
    '  "cells": [\n    {\n' +
    '      "source": "\\u00e9",\n      "cell_type": "code",\n      "metadata": {},\n' +
    '      "outputs": [],\n      "execution_count": null\n    }\n  ]\n}';
  const document = readDocument("a.ipynb", before);
  assert.equal(writeDocument(document), before);
  document.cells[0]!.source = "ü\n2";
  const after = before
    .replace("\\u00e9", "\\u00fc\\n2")
    .replace('{"z": 1.0}', '{\n    "z": 1\n  }');
  assert.equal(writeDocument(document), after);
});

test("two cells never have one id, and none that the format forbids", () => {
  const document = createDocument("notebook", "javascript", [
    createCell({ id: "a" }),
    createCell({ id: "a" }),
    createCell({ id: "no good" }),
  ]);
  const text = writeDocument(document);
  const { cells } = JSON.parse(text) as { cells: { id: string }[] };
  assert.equal(new Set(cells.map(({ id }) => id)).size, 3);
  assert.equal(cells[0]!.id, "a");
  assert.ok(isNotebook(JSON.parse(text)), JSON.stringify(isNotebook.errors));
  assert.match(text, /"name": "javascript"/);
});

test("a new notebook of every kind of output is valid", () => {
  const cells = whole.cells.map(({ origin: _origin, ...cell }) => ({
    ...cell,
    outputs: cell.outputs.filter(({ type }) => type !== "unknown"),
  }));
  const text = writeDocument(createDocument("notebook", "typescript", cells));
  assert.ok(isNotebook(JSON.parse(text)), JSON.stringify(isNotebook.errors));
  assert.match(text, /\n$/);
});

const broken: [text: string, message: RegExp][] = [
  ["{", /^a\.ipynb: This is no notebook: it is not JSON \(/],
  ["[]", /says no `nbformat`/],
  ['{"nbformat":3,"worksheets":[]}', /of the format 3; only the format 4 can be read/],
  ['{"nbformat":4,"cells":{}}', /broken: cells is no list/],
  ['{"nbformat":4,"cells":[{"cell_type":"heading"}]}', /its cell_type is "heading"/],
  [
    '{"nbformat":4,"cells":[{"cell_type":"code","source":5}]}',
    /cells\[0\]\.source is neither text nor a list/,
  ],
  ['{"nbformat":4,"cells":[{"cell_type":"code","outputs":[1]}]}', /outputs\[0\] is no object/],
];
for (const [text, message] of broken) {
  test(`no notebook: ${text}`, () => {
    assert.throws(
      () => readDocument("a.ipynb", text),
      (error) => {
        assert.ok(error instanceof DocumentError);
        assert.match(error.message, message);
        return true;
      },
    );
  });
}

test("an empty file is a notebook without a cell", () => {
  const document = readDocument("a.ipynb", "");
  assert.equal(document.cells.length, 0);
  assert.equal(writeDocument(document), "");
  document.cells.push(createCell({ source: "1" }));
  assert.ok(isNotebook(JSON.parse(writeDocument(document))));
});

test("a script becomes a notebook and comes back", () => {
  const text = "a\n\n// %% T [markdown]\n// # x\n\n// %% Last\nb\n";
  const script = readDocument("a.js", text);
  const notebook = convertDocument(script, "notebook");
  const saved = writeDocument(notebook);
  assert.ok(isNotebook(JSON.parse(saved)));
  assert.equal(readDocument("a.ipynb", saved).languageId, "javascript");
  const back = convertDocument(readDocument("a.ipynb", saved), "script");
  assert.deepEqual(
    back.cells.map(({ source }) => source),
    ["a", "# x", "b"],
  );
  assert.equal(writeDocument(convertDocument(notebook, "script")), `// %%\n${text}`);
});
