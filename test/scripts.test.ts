// Files of cells between lines `// %%`: read, changed, written.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { formatOf, readDocument, writeDocument } from "../clients/shared/documents/file.ts";
import { createCell, type DocumentCell } from "../clients/shared/documents/model.ts";
import { tell } from "./support/nbformat.ts";

const line = fc.constantFrom(
  "a",
  "  b  ",
  "",
  " ",
  "// %%",
  "//%% Two [markdown]",
  "\t// %% [md]",
  "// text",
  "//",
  "é",
  "/* block",
  "*/",
  "// %% [raw] x",
  "`// %%`",
  "\u2028",
);
const anyText = fc
  .tuple(fc.constantFrom("", "\uFEFF"), fc.array(fc.tuple(line, fc.constantFrom("\n", "\r\n"))))
  .chain(([mark, lines]) =>
    fc.boolean().map(
      (isEnded) =>
        mark +
        lines
          .flat()
          .slice(0, isEnded ? undefined : -1)
          .join(""),
    ),
  );

test("any text is written as it was", () => {
  fc.assert(
    fc.property(anyText, (before) =>
      assert.equal(writeDocument(readDocument("a.ts", before)), before),
    ),
    { numRuns: 2000 },
  );
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (before) =>
      assert.equal(writeDocument(readDocument("a.ts", before)), before),
    ),
  );
});

const cell = fc.record({
  kind: fc.constantFrom("code" as const, "markdown" as const),
  title: fc.constantFrom(undefined, "A title", "Zwei: é"),
  source: fc.constantFrom("", "a", "a\n\nb", "  indented\n// comment", "*/ /* x"),
});

test("any cells come back, whatever is moved, changed, put in or taken out", () => {
  const changes = fc.array(fc.tuple(fc.nat(), fc.nat(), cell), { maxLength: 5 });
  fc.assert(
    fc.property(anyText, changes, (before, list) => {
      const document = readDocument("a.ts", before);
      for (const [from, to, content] of list) {
        const { title, ...rest } = content;
        const fields = { ...rest, ...(title !== undefined && { title }) };
        const [moved = createCell()] = document.cells.splice(from % (document.cells.length + 1), 1);
        if (to % 3 === 0) Object.assign(moved, fields);
        if (to % 5 === 0) document.cells.push(createCell(fields));
        if (to % 7 > 0) document.cells.splice(to % (document.cells.length + 1), 0, moved);
      }
      const after = writeDocument(document);
      const reread = readDocument("a.ts", after);
      assert.deepEqual(tell(reread), tell(document));
      assert.equal(writeDocument(reread), after);
    }),
    { numRuns: 2000 },
  );
});

const edits: [
  name: string,
  before: string,
  edit: (cells: DocumentCell[]) => void,
  after: string,
][] = [
  [
    "a changed cell",
    "// %% One\r\na\r\n\r\n//%%\r\nb",
    ([one]) => (one!.source = "x\ny"),
    "// %% One\r\nx\r\ny\r\n\r\n//%%\r\nb",
  ],
  [
    "one more at the end",
    "a",
    (cells) => cells.push(createCell({ source: "b" })),
    "a\n\n// %%\nb\n",
  ],
  [
    "one more, where no blank lines are",
    "// %%\na\n// %%\nb\n",
    (cells) => cells.splice(1, 0, createCell({ source: "new" })),
    "// %%\na\n// %%\nnew\n// %%\nb\n",
  ],
  ["the last one goes", "a\n\n\n// %%\nb\n", (cells) => cells.pop(), "a\n"],
  ["the first one goes", "a\n\n// %% B\nb\n", (cells) => cells.shift(), "// %% B\nb\n"],
  [
    "two change places",
    "a\n\n// %%\nb",
    (cells) => cells.push(cells.shift()!),
    "// %%\nb\n\n// %%\na\n",
  ],
  [
    "prose is written as comments",
    "",
    (cells) => cells.push(createCell({ kind: "markdown", source: "# T\n\ntext", title: "Intro" })),
    "// %% Intro [markdown]\n// # T\n//\n// text\n",
  ],
];
for (const [name, before, edit, after] of edits) {
  test(name, () => {
    const document = readDocument("a.js", before);
    edit(document.cells);
    assert.equal(writeDocument(document), after);
  });
}

test("what a cell is", () => {
  const text =
    "\n// %% [markdown] Intro\n// # A\n//\n// b\n// %% [md]\n/*\n # B\n*/\n" +
    "// %% Code [markdown]\nlet a = 1\n// %% T\n\nb\n";
  assert.deepEqual(
    readDocument("a.ts", text).cells.map(({ kind, title, source }) => [kind, title, source]),
    [
      ["markdown", "Intro", "# A\n\nb"],
      ["markdown", undefined, " # B"],
      ["code", "Code", "let a = 1"],
      ["code", "T", "\nb"],
    ],
  );
});

test("ten thousand blank lines are no trouble", () => {
  const before = `a${"\n".repeat(100_000)}b${" ".repeat(100_000)}/*`;
  assert.equal(writeDocument(readDocument("a.ts", before)), before);
});

test("which files are documents", () => {
  const formats = ["a.ts", "b.mjs", "c.IPYNB", "d.d.cts", "e.py", "ts"].map(formatOf);
  assert.deepEqual(formats, ["script", "script", "notebook", "script", undefined, undefined]);
});
