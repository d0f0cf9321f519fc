// What becomes of values that are more than their text, kind by kind.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { inflateSync } from "node:zlib";
import { readBundle } from "../src/kernel/display/bundle.ts";
import { formatDrawing, formatElement, formatSpec } from "../src/kernel/display/drawings.ts";
import { findImageType, formatImage, formatPixels } from "../src/kernel/display/images.ts";
import { describe as describeValue } from "../src/kernel/display/preview.ts";
import { printDefaults } from "../src/kernel/display/print.ts";
import { formatRecords, tabulate } from "../src/kernel/display/tables.ts";

const context = { print: printDefaults, text: () => "text" };
const plain = (value: unknown, print = {}): unknown =>
  describeValue(value, { ...printDefaults, ...print }, { hold: () => "ref" });

describe("images", () => {
  const heads: [type: string | undefined, head: string][] = [
    ["image/png", "\x89PNG\r\n\x1a\n????"],
    ["image/jpeg", "\xff\xd8\xff\xe0????????"],
    ["image/gif", "GIF89a??????"],
    ["image/webp", "RIFF????WEBP"],
    ["image/svg+xml", '<?xml version="1.0"?>\n<!-- a --><svg>'],
    ["image/svg+xml", "\xef\xbb\xbf  <svg width='1'>"],
    [undefined, "<svgx>???????"],
    [undefined, "GIF8?a??????"],
  ];
  for (const [type, head] of heads) {
    test(`${type} by ${JSON.stringify(head)}`, () =>
      assert.equal(findImageType(Buffer.from(head, "latin1")), type));
  }

  test("pixels become a PNG of them", () => {
    const data = Uint8ClampedArray.from([1, 2, 3, 255, 4, 5, 6, 128]);
    const made = formatPixels({ data, width: 1, height: 2 }) as { data: { "image/png": string } };
    const png = Buffer.from(made.data["image/png"], "base64");
    const found = formatImage(png) as { metadata: object };
    assert.deepEqual(found.metadata, { "image/png": { width: 1, height: 2 } });
    const length = png.readUInt32BE(33);
    const rows = inflateSync(png.subarray(41, 41 + length));
    assert.deepEqual([...rows], [0, 1, 2, 3, 255, 0, 4, 5, 6, 128]);
    assert.equal(formatPixels({ data, width: 3, height: 2 }), undefined);
  });
});

describe("drawings", () => {
  test("data: URLs, of bytes and of text", async () => {
    const of = (url: unknown): unknown => formatDrawing({ toDataURL: () => url });
    assert.deepEqual(of("data:image/png;base64,AQID"), { "image/png": "AQID" });
    assert.deepEqual(of("data:image/svg+xml;charset=utf-8,%3Csvg%3E%C3%A9"), {
      "image/svg+xml": "<svg>é",
    });
    assert.deepEqual(of("data:image/svg+xml;base64,PHN2Zz4="), { "image/svg+xml": "<svg>" });
    assert.deepEqual(await of(Promise.resolve("data:image/gif;base64,AA==")), {
      "image/gif": "AA==",
    });
    assert.throws(() => of("blob:x"), /no data: URL/);
    assert.equal(formatDrawing({ toDataURL: 1 }), undefined);
  });

  test("elements, and SVG with its namespace", () => {
    const of = (outerHTML: unknown): unknown => formatElement({ outerHTML });
    assert.deepEqual(of("<figure><svg></svg></figure>"), {
      "text/html": "<figure><svg></svg></figure>",
    });
    const whole = { "image/svg+xml": '<svg xmlns="http://www.w3.org/2000/svg"></svg>' };
    assert.deepEqual(of("<svg></svg>"), whole);
    assert.deepEqual(of(whole["image/svg+xml"]), whole);
    assert.equal(of(5), undefined);
  });

  test("specifications, by their schema", async () => {
    const of = (spec: unknown): unknown => formatSpec({ toSpec: () => spec });
    const vega = { $schema: "https://vega.github.io/schema/vega/v6.json" };
    assert.deepEqual(of(vega), { "application/vnd.vega.v6+json": vega });
    assert.deepEqual(await of(Promise.resolve({})), { "application/vnd.vega.v5+json": {} });
    assert.throws(() => of(1), /no object/);
  });
});

describe("tables", () => {
  const html = (value: unknown): unknown =>
    (formatRecords(value, context) as { "text/html": string } | undefined)?.["text/html"];

  test("only of plain objects", () => {
    for (const value of [[], [1], [{}], [{ a: 1 }, 2], [new Map()], [[1]], [new Proxy({}, {})]])
      assert.equal(html(value), undefined);
    assert.match(String(html([Object.assign(Object.create(null), { a: 1 })])), /<td>1<\/td>/);
  });

  test("no getter runs, long cells and many rows are cut", () => {
    const getter = {
      get a() {
        return assert.fail("it was read");
      },
    };
    assert.match(String(html([getter])), /\[Getter\]/);
    assert.match(String(html([{ a: "x".repeat(1000) }])), /<td>x{200}…<\/td>/);
    assert.match(String(html(Array.from({ length: 99 }, (a) => ({ a })))), /60 of 99 rows/);
  });

  test("as console.table has them", () => {
    const of = (value: object, columns?: string[]): unknown =>
      tabulate(value, columns, printDefaults);
    assert.deepEqual(of(new Map([["k", 1]])), {
      head: ["(iteration index)", "Key", "Values"],
      rows: [[0, "k", 1]],
      length: 1,
    });
    assert.deepEqual(of(new Set(["v"])), {
      head: ["(iteration index)", "Values"],
      rows: [[0, "v"]],
      length: 1,
    });
    const { head } = of({ x: { a: 1 }, y: 2 }) as { head: string[] };
    assert.deepEqual(head, ["(index)", "a", "Values"]);
    assert.deepEqual(of([{ a: 1, b: 2 }], ["b"]), {
      head: ["(index)", "b"],
      rows: [["0", 2]],
      length: 1,
    });
  });
});

describe("bundles", () => {
  const complaints: string[] = [];
  const read = (made: unknown): unknown => readBundle(made, (text) => complaints.push(text));

  test("are fit for JSON", () => {
    assert.equal(read(undefined), undefined);
    assert.equal(read({}), undefined);
    assert.deepEqual(read({ "a/b": Buffer.from([255]), "text/x": 5, "c/d": null }), {
      data: { "a/b": "/w==", "text/x": "5" },
      metadata: {},
    });
    const json = { data: { "application/json": { a: undefined, b: [1] } }, metadata: { m: 1 } };
    assert.deepEqual(read(json), { data: { "application/json": { b: [1] } }, metadata: { m: 1 } });
    for (const made of [1, "text", { html: "x" }, { "a/b": 1n }, { "a/b": () => {} }])
      assert.throws(() => read(made), TypeError);
  });

  test("what would fill a message is left out", () => {
    assert.deepEqual(read({ "a/b": "x".repeat(25 * 2 ** 20), "text/plain": "t" }), {
      data: { "text/plain": "t" },
      metadata: {},
    });
    assert.match(complaints.join(), /a\/b of 26214400 characters is too much/);
  });
});

describe("what is shown in part", () => {
  const metadata = (length: number): object => ({ ref: "ref", length });

  test("strings, entries, properties", () => {
    assert.deepEqual(plain("x".repeat(30), { maxTextLength: 20, maxStringLength: 5 }), {
      data: { "text/plain": "'xxxxx'... 25 more characters" },
      metadata: metadata(30),
    });
    assert.deepEqual(plain([1, 2], { maxArrayLength: 1 }), {
      data: { "text/plain": "[ 1, ... 1 more item ]" },
      metadata: metadata(2),
    });
    assert.deepEqual(plain({ a: 1, b: 2, c: 3 }, { maxKeys: 1 }), {
      data: { "text/plain": "{ a: 1,\n  ... 2 more properties\n}" },
      metadata: metadata(3),
    });
    assert.deepEqual(plain({ a: 1 }), { data: { "text/plain": "{ a: 1 }" }, metadata: {} });
  });

  test("any text that is too long, and never half a character", () => {
    const shown = plain({ a: "x".repeat(50) }, { maxTextLength: 10 }) as { metadata: object };
    assert.deepEqual(shown, {
      data: { "text/plain": "{ a: 'xxxx\n... 49 more characters" },
      metadata: { ref: "ref" },
    });
    const smile = plain("😀😀😀", { maxTextLength: 3 }) as { data: object };
    assert.deepEqual(smile.data, { "text/plain": "'😀'... 4 more characters" });
  });
});
