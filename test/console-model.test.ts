// The parts of the web console that need no browser: the notebook, its text for the daemon, what is
// kept of it, and how it is saved.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { readDocument, writeDocument } from "../clients/shared/documents/file.ts";
import { createCell } from "../clients/web/model/cell.ts";
import { findChange, joinCells } from "../clients/web/model/language.ts";
import { Notebook } from "../clients/web/model/notebook.ts";
import { documentOf, draftsOf } from "../clients/web/model/paper.ts";
import { Drafts, type Store } from "../clients/web/model/storage.ts";

const notebookOf = (...codes: string[]): Notebook => new Notebook(codes.map((code) => ({ code })));
const codesOf = ({ cells }: Notebook): string[] => cells.value.map(({ code }) => code.value);

type Step = (notebook: Notebook) => unknown;
const at = (notebook: Notebook, index: number) => notebook.cells.value[index]!;

const steps: [name: string, before: string[], step: Step, after: string[], current: number][] = [
  ["adds", ["a"], (n) => n.insert(0, { code: "b" }), ["b", "a"], 1],
  ["removes the current one", ["a", "b"], (n) => n.remove(n.current), ["b"], 0],
  ["is never without a cell", ["a"], (n) => n.remove(n.current), [""], 0],
  ["moves", ["a", "b", "c"], (n) => n.move(at(n, 0), 2), ["b", "c", "a"], 2],
  ["moves none past its ends", ["a", "b"], (n) => n.move(at(n, 0), -1), ["a", "b"], 0],
  ["splits", ["ab\ncd"], (n) => n.split(n.current, 3), ["ab", "cd"], 0],
  ["splits within a line", ["ab"], (n) => n.split(n.current, 1), ["a", "b"], 0],
  ["merges", ["a", "b", "c"], (n) => n.merge(n.current), ["a\nb", "c"], 0],
  ["merges nothing into the last", ["a"], (n) => n.merge(n.current), ["a"], 0],
];

describe("a notebook", () => {
  for (const [name, before, step, after, current] of steps) {
    it(name, () => {
      const notebook = notebookOf(...before);
      step(notebook);
      assert.deepEqual(codesOf(notebook), after);
      assert.equal(notebook.indexOf(notebook.current), current);
    });
  }

  it("brings back what was deleted, the last one first, with what it has", () => {
    const notebook = notebookOf("a", "b", "c");
    const [, second, third] = notebook.cells.value;
    notebook.remove(second!);
    notebook.remove(third!);
    assert.equal(notebook.restore(), third);
    assert.equal(notebook.restore(), second);
    assert.equal(notebook.restore(), undefined);
    assert.deepEqual(codesOf(notebook), ["a", "b", "c"]);
  });
});

/** What LSP says a change does. */
function applyChange(text: string, { range, text: added }: ReturnType<typeof findChange>): string {
  const lines = text.split("\n");
  const offset = ({ line, character }: { line: number; character: number }): number =>
    lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, character);
  return text.slice(0, offset(range.start)) + added + text.slice(offset(range.end));
}

describe("the text of a notebook", () => {
  const text = fc.array(fc.constantFrom("a", "b", "\n", "😀", "// %%")).map((all) => all.join(""));

  it("comes about from the one before by one change", () => {
    const arrives = fc.property(text, text, (before, after) => {
      assert.equal(applyChange(before, findChange(before, after)), after);
    });
    fc.assert(arrives);
  });

  it("has each cell of code in the lines that it is said to have", () => {
    const stands = fc.property(fc.array(text, { minLength: 1 }), (codes) => {
      const cells = codes.map((code) => createCell({ code }));
      cells.push(createCell({ kind: "markdown", code: "prose" }));
      const joined = joinCells(cells);
      const lines = joined.text.split("\n");
      assert.equal(joined.lines.size, codes.length);
      for (const [cell, first] of joined.lines) {
        const code = cell.code.value;
        assert.equal(lines.slice(first, first + code.split("\n").length).join("\n"), code);
      }
    });
    fc.assert(stands);
  });
});

function createStore(room = Number.POSITIVE_INFINITY): Store & { map: Map<string, string> } {
  const map = new Map<string, string>();
  return {
    map,
    getItem: (key) => map.get(key) ?? null,
    setItem(key, value) {
      if (value.length > room) throw new DOMException("full", "QuotaExceededError");
      map.set(key, value);
    },
    removeItem: (key) => void map.delete(key),
    key: (index) => [...map.keys()][index] ?? null,
    get length() {
      return map.size;
    },
  };
}

describe("drafts", () => {
  it("are a tab's own first, then those of the last one", () => {
    const shared = createStore();
    const [one, other] = [createStore(), createStore()].map((own) => new Drafts(own, shared));
    one!.write("s", [{ code: "one" }]);
    assert.deepEqual(other!.read("s"), [{ code: "one" }]);
    other!.write("s", [{ code: "other" }]);
    assert.deepEqual(one!.read("s"), [{ code: "one" }]);
    assert.deepEqual(other!.read("unknown"), []);
  });

  it("are bounded, the oldest go; and what is another's stays", () => {
    let now = 0;
    const shared = createStore();
    shared.setItem("somebody else's", "");
    const drafts = new Drafts(createStore(), shared, () => (now += 1));
    for (let number = 0; number < 40; number += 1) drafts.write(`s${number}`, [{ code: "x" }]);
    assert.equal(shared.map.size, 31);
    assert.deepEqual(drafts.read("s0"), []);
    assert.deepEqual(drafts.read("s39"), [{ code: "x" }]);
  });

  it("say so where there is no room", () => {
    const drafts = new Drafts(createStore(100), createStore());
    assert.equal(drafts.write("s", [{ code: "y".repeat(100) }]), false);
  });
});

describe("a file", () => {
  const files: [name: string, text: string][] = [
    ["a.ts", "// %% One\r\nconst a = 1;\r\n// %% [markdown]\r\n// # Title\r\n"],
    ["b.js", "\uFEFF1;\n\n// %%\n2"],
    [
      "c.ipynb",
      '{"cells":[{"cell_type":"code","execution_count":3,"id":"x","metadata":{"k":1},' +
        '"outputs":[],"source":["1"]}],"metadata":{"own":{}},"nbformat":4,"nbformat_minor":5}\n',
    ],
  ];
  for (const [name, text] of files) {
    it(`${name} is saved as it was, and with what was changed`, () => {
      const document = readDocument(name, text);
      const notebook = new Notebook(draftsOf(document));
      const save = (): string =>
        writeDocument(documentOf(notebook.cells.value, document.format, document));
      assert.equal(save(), text);
      notebook.cells.value[0]!.code.value = "changed()";
      assert.match(save(), /changed\(\)/);
      const other = document.format === "script" ? "notebook" : "script";
      const converted = writeDocument(documentOf(notebook.cells.value, other, document));
      const codes = readDocument(other === "script" ? "x.ts" : "x.ipynb", converted).cells;
      assert.deepEqual(
        codes.map(({ source }) => source.trimEnd()),
        codesOf(notebook).map((code) => code.trimEnd()),
      );
    });
  }
});
