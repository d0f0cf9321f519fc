// How the web console cuts outputs into rows, and what it says and paints without a browser.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Item, LostItem } from "../clients/shared/output-list.ts";
import { OutputBook } from "../clients/shared/outputs.ts";
import { chooseType, findFiles, findTypes } from "../clients/web/output/mime.ts";
import { contrast, lookOf, readable } from "../clients/web/output/palette.ts";
import { copyOf, Rows, type Row } from "../clients/web/output/rows.ts";
import { describeLost } from "../clients/web/output/words.ts";
import type { Output } from "../protocol/outputs.ts";

const output = (more: Partial<Output>): Output => ({
  sessionId: "s",
  executionId: "a",
  executionCount: 1,
  seq: 1,
  kind: "stream",
  ...more,
});

function itemsOf(...outputs: Partial<Output>[]): readonly Item[] {
  const book = new OutputBook();
  for (const each of outputs) book.onOutput(output(each));
  return book.of("a").items;
}

const stdout = (text: string): Partial<Output> => ({ stream: "stdout", text });
const shown = (data: object, metadata: object = {}): Partial<Output> => ({
  kind: "display",
  data: { ...data },
  metadata: { ...metadata },
});
const textOf = (row: Row): string =>
  row.type === "text" ? row.lines.slice(row.from, row.to).join("\n") : "";

test("a text is rows of so many lines each, and each other item is one", () => {
  const lines = Array.from({ length: 70 }, (_, at) => `line ${at}`);
  const rows = new Rows(itemsOf(shown({ "text/html": "<b>" }), stdout(`${lines.join("\n")}\n`)));
  assert.equal(rows.count, 4);
  assert.equal(rows.lines, 70);
  assert.deepEqual(Array.from(rows, textOf), [
    "",
    lines.slice(0, 32).join("\n"),
    lines.slice(32, 64).join("\n"),
    lines.slice(64).join("\n"),
  ]);
  assert.deepEqual(
    [0, 1, 3].map((at) => rows.linesAt(at)),
    [4, 32, 6],
  );
});

test("how high a row is follows from the lines and how they are wrapped", () => {
  const rows = new Rows(itemsOf(stdout(`${"x".repeat(25)}\n\n\x1b[31m${"y".repeat(10)}\n`)));
  assert.equal(rows.linesAt(0), 3);
  assert.equal(rows.linesAt(0, 10), 5);
  assert.equal(rows.linesAt(0, 30), 3);
});

test("a value that has only a text is rows of text, and one more where there is more of it", () => {
  const plain = Array.from({ length: 40 }, (_, at) => `${at}`).join("\n");
  const rows = new Rows(itemsOf(shown({ "text/plain": plain }, { ref: "r" })));
  assert.deepEqual(
    Array.from(rows, ({ type }) => type),
    ["text", "text", "item"],
  );
  assert.equal(rows.indexOf(rows.at(2).key), 2);
  assert.equal(rows.indexOf("none"), undefined);
});

test("a row keeps its key and its text while lines come and go", () => {
  const book = new OutputBook({ listWeight: 20_000 });
  const seen = new Map<string, string>();
  fc.assert(
    fc.property(
      fc.array(fc.stringMatching(/^[a-z]{0,30}\n?$/), { minLength: 20, maxLength: 60 }),
      (pieces) => {
        for (const text of pieces) book.onOutput(output(stdout(text)));
        const all = [...new Rows(book.of("a").items)].filter((row) => row.type === "text");
        const whole = all.slice(1, -1);
        for (const row of whole) {
          const text = textOf(row);
          assert.equal(seen.get(row.key) ?? text, text);
          assert.equal(row.to - row.from, 32);
          seen.set(row.key, text);
        }
        assert.equal(new Set(all.map(({ key }) => key)).size, all.length);
        const [item] = book.of("a").items.slice(-1);
        assert.ok(item?.type === "text");
        assert.equal(all.map(textOf).join("\n"), item.text.toString().replace(/\n$/, ""));
      },
    ),
    { numRuns: 60 },
  );
  assert.ok(seen.size > 3);
});

test("what is copied is what is to be read, without colours", () => {
  const error = { name: "E", message: "m", stack: "", frames: [] };
  const items = itemsOf(
    stdout("\x1b[31mred\x1b[0m\n"),
    shown({ "text/plain": "[ 1 ]", "text/html": "<b>" }),
    { kind: "error", error },
  );
  assert.equal(copyOf(items), "red\n[ 1 ]\nE: m\n");
});

const choices: [types: string[], best: string, files?: string[]][] = [
  [["text/plain"], "text/plain"],
  [["text/plain", "text/markdown", "text/html"], "text/html"],
  [["text/plain", "image/png", "image/svg+xml"], "image/svg+xml"],
  [["text/plain", "application/geo+json"], "application/geo+json"],
  [["text/plain", "application/vnd.code.notebook.error"], "text/plain"],
  [["text/plain", "application/pdf"], "text/plain", ["application/pdf"]],
  [["text/plain", "application/vnd.vegalite.v5+json"], "application/vnd.vegalite.v5+json"],
];

for (const [types, best, files = []] of choices) {
  test(`of ${types.join(", ")} the best is ${best}`, () => {
    const data = Object.fromEntries(types.map((type) => [type, ""]));
    assert.equal(chooseType(data), best);
    assert.equal(findTypes(data).at(-1), "text/plain");
    assert.deepEqual(findFiles(data), files);
  });
}

test("a colour is always readable, and stays what it is where it can", () => {
  const rgb = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255));
  fc.assert(
    fc.property(rgb, rgb, (ink, paper) => {
      const drawn = readable(ink, paper);
      assert.ok(contrast(drawn, paper) >= 4.5, `${drawn.join()} on ${paper.join()}`);
      if (contrast(ink, paper) >= 4.5) assert.deepEqual(drawn, ink);
    }),
  );
  assert.deepEqual(lookOf({ bold: true }), {});
  assert.equal(
    lookOf({ color: "#000000", background: 15 }).background,
    lookOf({ background: "#ffffff" }).background,
  );
  assert.match(lookOf({ inverse: true }).background ?? "", /^light-dark/);
});

const losses: [lost: Partial<LostItem>, words: RegExp][] = [
  [{ why: "gap", size: 2048 }, /missing here.*\(2\.0 KiB\)/],
  [{ why: "limit", size: 3 * 2 ** 20 }, /^3\.0 MiB were dropped.*outputBytesPerCell/],
  [{ why: "bound", size: 5000, lines: 1200, others: 1 }, /1,200 lines and 1 display \(4\.9 KiB\)/],
  [{ why: "bound", size: 99 }, /the beginning \(99 bytes\)/],
];

for (const [lost, words] of losses) {
  test(`of what is lost is said ${words}`, () => {
    const item = { type: "lost", key: 1, revision: 0, late: false, lines: 0, others: 0 };
    assert.match(describeLost({ ...item, ...lost } as LostItem), words);
  });
}
