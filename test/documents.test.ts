// The texts of an editor, the cells in them, and the places that both have.
import assert from "node:assert/strict";
import { test } from "node:test";
import { divide } from "../protocol/dividers.ts";
import { Documents, findCells } from "../src/daemon/documents.ts";

const uri = "file:///tmp/a%20b/note.ts";

const open = (text: string): Documents => {
  const documents = new Documents();
  documents.didOpen({ textDocument: { uri, languageId: "typescript", version: 1, text } });
  return documents;
};

/** `|` is the cursor; what must be found of the cell that it is in, and above it. */
const places: [text: string, code: string, before: string[]][] = [
  ["a|", "a|", []],
  ["|", "|", []],
  ["let a = 1\r\na.|\r\n", "let a = 1\r\na.|\r\n", []],
  ["one\n// %%\ntw|o\n// %% third\nthree", "tw|o\n", ["one\n"]],
  ["one\n// %%\n|", "|", ["one\n"]],
  ["one\n// %% he|re\ntwo", "|two", ["one\n"]],
  ["// %%\r\n'😀'.|\r\n//%%\r\nlast", "'😀'.|\r\n", [""]],
  ["  // %% indented\nx|", "x|", [""]],
];

for (const [text, expected, before] of places) {
  test(`the cell at ${JSON.stringify(text)}`, () => {
    const offset = text.indexOf("|");
    const documents = open(text.replace("|", ""));
    const found = documents.locate(uri, documents.get(uri).positionAt(offset));
    const { code, cursor } = found;
    assert.equal(`${code.slice(0, cursor)}|${code.slice(cursor)}`, expected);
    assert.deepEqual(found.before, before);
    const { start } = found.toRange(cursor, cursor);
    const inDivider = /%%[^\n]*\|/.test(text);
    assert.equal(documents.get(uri).offsetAt(start), inDivider ? text.indexOf("two") - 1 : offset);
  });
}

test("a text that ends in a divider ends in an empty cell", () => {
  const [, last] = divide("one\n// %%");
  assert.deepEqual(last, { start: 9, end: 9 });
});

test("changes apply one after the other, to a part or to the whole", () => {
  const documents = open("let a = 1\nlet b = 2\n");
  const at = (line: number, character: number) => ({ line, character });
  const range = { start: at(0, 4), end: at(0, 5) };
  documents.didChange({
    textDocument: { uri, version: 2 },
    contentChanges: [
      { range, text: "first" },
      { range: { start: at(0, 12), end: at(0, 13) }, text: "10\n// %%" },
    ],
  });
  assert.deepEqual(
    findCells(documents.get(uri)).map(({ code }) => code),
    ["let first = 10\n", "let b = 2\n"],
  );
  const whole = { textDocument: { uri, version: 3 }, contentChanges: [{ text: "all" }] };
  documents.didChange(whole);
  assert.equal(documents.get(uri).getText(), "all");
  documents.didClose(uri);
  assert.throws(() => documents.didChange(whole), /no text is open as "file:.*a%20b/);
});

test("an editor opens no more than can be kept", () => {
  const documents = open("kept");
  const text = "x".repeat(33 * 1024 * 1024);
  const other = { uri: "untitled:2", languageId: "typescript", version: 1, text };
  assert.throws(() => documents.didOpen({ textDocument: other }), /is not kept/);
  assert.equal(documents.get(uri).getText(), "kept");
  assert.equal(documents.has("untitled:2"), false);
});
