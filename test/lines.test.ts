// What stream text looks like once it is written: lines as a terminal shows them.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readSpans, toPlain, writeSpans, type Style } from "../clients/shared/ansi.ts";
import { Lines } from "../clients/shared/lines.ts";

const esc = "\x1b";

/** What is written, piece by piece; the lines it makes, the last one as it stands. */
const written: [title: string, pieces: string[], lines: string[]][] = [
  ["lines, whatever the pieces", ["a", "b\nc", "\n\nd"], ["ab", "c", "", "d"]],
  ["line ends of Windows", ["a\r\nb\r", "\nc\r\n"], ["a", "b", "c", ""]],
  ["a carriage return writes over", ["abcdef\rxy"], ["xycdef"]],
  ["… also when it comes alone", ["abc\r", "x", "y\r", "z\n"], ["zyc", ""]],
  ["… of the last line only", ["abc\nabc\rx\nabc"], ["abc", "xbc", "abc"]],
  ["a backspace goes back", ["abc\b\bX"], ["aXc"]],
  ["erasing to the end of the line", [`10%%\r${esc}[K9%`], ["9%"]],
  ["erasing the line", [`abc${esc}[2K\rx`], ["x"]],
  ["erasing to the cursor", [`abc\r${esc}[C${esc}[1K`, "\n"], ["  c", ""]],
  ["to a column, on and back", [`abcd${esc}[2GX${esc}[CY${esc}[2DZ`], ["aXZY"]],
  ["beyond the end are blanks", [`a${esc}[5Gb`], ["a   b"]],
  ["marks that combine stay with theirs", ["e\u0301a\rx"], ["xa"]],
  ["characters beyond 16 bits are one", ["😀b\rx", "\n"], ["xb", ""]],
  [
    "colours go on in the next line",
    [`${esc}[31ma\nb`, "\n"],
    [`${esc}[31ma`, `${esc}[31mb`, `${esc}[31m`],
  ],
  [
    "… until they end",
    [`${esc}[1;31ma\nb${esc}[0mc\nd`],
    [`${esc}[1;31ma`, `${esc}[1;31mb${esc}[0mc`, "d"],
  ],
  [
    "an escape that comes in two pieces",
    [`a${esc}`, "[3", "1mb\nc"],
    [`a${esc}[31mb`, `${esc}[31mc`],
  ],
  [
    "a link that comes in two pieces",
    [`${esc}]8;;http`, `://a/${esc}`, `\\b${esc}]8;;${esc}\\c`],
    [`${esc}]8;;http://a/${esc}\\b${esc}]8;;${esc}\\c`],
  ],
  [
    "colour kept where text is written over",
    [`${esc}[32mab${esc}[0m\rx`],
    [`x${esc}[32mb${esc}[m`],
  ],
  ["cursors that go up do nothing", [`a\nb${esc}[1A${esc}[Jc`], ["a", "bc"]],
];

for (const [title, pieces, lines] of written) {
  test(`lines: ${title}`, () => {
    const text = new Lines();
    for (const piece of pieces) text.append(piece);
    assert.deepEqual(text.lines, lines);
    assert.equal(text.length, text.toString().length);
  });
}

/** What is written, and its spans. */
const looks: [text: string, ...spans: [string, Style][]][] = [
  ["a", ["a", {}]],
  [
    `${esc}[1;3;4mb${esc}[22;24mc`,
    ["b", { bold: true, italic: true, underline: true }],
    ["c", { italic: true }],
  ],
  [`${esc}[31;102mr${esc}[39;49mn`, ["r", { color: 1, background: 10 }], ["n", {}]],
  [
    `${esc}[38;5;208mo${esc}[48;2;1;2;255mt`,
    ["o", { color: 208 }],
    ["t", { color: 208, background: "#0102ff" }],
  ],
  [`${esc}[38:2::1:2:3mt${esc}[38:5:9mi`, ["t", { color: "#010203" }], ["i", { color: 9 }]],
  [`${esc}[38;5;999mx${esc}[38;2;300;0;0my${esc}[mz`, ["x", {}], ["y", {}], ["z", {}]],
  [
    `${esc}[4:3mu${esc}[4:0mn${esc}[9;2;7;8ma`,
    ["u", { underline: true }],
    ["n", {}],
    ["a", { strike: true, dim: true, inverse: true, hidden: true }],
  ],
  [
    `${esc}]8;id=1;https://a.b/${esc}\\l${esc}]8;;\x07n`,
    ["l", { link: "https://a.b/" }],
    ["n", {}],
  ],
  [
    `a${esc}[?25lb${esc}(Bc${esc}]0;title\x07d${esc}Pq#0${esc}\\e`,
    ["a", {}],
    ["b", {}],
    ["c", {}],
    ["d", {}],
    ["e", {}],
  ],
];

for (const [text, ...spans] of looks) {
  test(`spans of ${JSON.stringify(text)}`, () => {
    const read = readSpans(text);
    assert.deepEqual(
      read.spans,
      spans.map(([piece, style]) => ({ text: piece, style })),
    );
    assert.equal(toPlain(text), spans.map(([piece]) => piece).join(""));
  });
}

test("what is written of spans reads as they were", () => {
  const color = fc.oneof(fc.integer({ min: 0, max: 255 }), fc.constant("#0a10ff"));
  const flag = fc.constant(true as const);
  const style = fc.record(
    {
      color,
      background: color,
      bold: flag,
      dim: flag,
      italic: flag,
      link: fc.constant("http://a/"),
    },
    { requiredKeys: [], noNullPrototype: true },
  );
  fc.assert(
    fc.property(fc.array(style), style, (styles, end) => {
      const spans = styles.map((each, at) => ({ text: String(at), style: each }));
      const text = writeSpans(spans, end);
      assert.deepEqual(
        look(text),
        spans.flatMap((span) => Array.from(span.text, (one) => [one, span.style])),
      );
      assert.deepEqual(readSpans(text).end, end);
    }),
  );
});

test("lines do not depend on how the text was cut", () => {
  const part = fc.constantFrom(
    "a",
    "bc",
    "\n",
    "\r",
    "\r\n",
    "\b",
    `${esc}[31m`,
    `${esc}[0m`,
    `${esc}[K`,
    `${esc}[3G`,
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 30 }), fc.array(fc.nat(40)), (parts, cuts) => {
      const text = parts.join("");
      const [whole, cut] = [new Lines(), new Lines()];
      whole.append(text);
      const at = [...new Set([0, ...cuts, text.length])]
        .filter((n) => n <= text.length)
        .toSorted((a, b) => a - b);
      for (const [index, from] of at.entries()) cut.append(text.slice(from, at[index + 1] ?? from));
      assert.deepEqual(cut.lines.map(look), whole.lines.map(look));
    }),
  );
});

/** Characters and their looks: the same look may be written in several ways. */
const look = (line: string): unknown =>
  readSpans(line).spans.flatMap(({ text, style }) =>
    Array.from(text, (character) => [character, style]),
  );

test("a line in which only a colour goes on is none to see", () => {
  const text = new Lines();
  text.append(`${esc}[31mred\n`);
  assert.equal(text.count, 1);
  text.append("more");
  assert.equal(text.count, 2);
  text.append(`${esc}[0m`);
  text.append("\n");
  assert.equal(text.count, 2);
});

test("a line that is drawn over and over stays short", () => {
  const text = new Lines();
  for (let at = 0; at < 20_000; at++) text.append(`\r${at} of 20000`);
  assert.deepEqual(text.lines, ["19999 of 20000"]);
});

test("a line too long to draw in is only added to", () => {
  const text = new Lines();
  text.append("x".repeat(200_000));
  for (let at = 0; at < 2000; at++) text.append("\b\ry");
  assert.equal(text.lines[0]?.length, 202_000);
});
