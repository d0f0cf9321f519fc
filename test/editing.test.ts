// The console's editing, as data: bytes in, keys out; keys in, a text with its cursor out; text in,
// rows out.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { readAddress } from "../clients/repl/address.ts";
import { edit } from "../clients/repl/editing/bindings.ts";
import { Draft } from "../clients/repl/editing/draft.ts";
import { highlightCell, highlightValue } from "../clients/repl/editing/highlight.ts";
import { Keys } from "../clients/repl/terminal/keys.ts";
import { countRows, fit, Rows } from "../clients/repl/terminal/layout.ts";
import { Palette, wantsColour } from "../clients/repl/terminal/palette.ts";
import { renderMarkdown } from "../clients/repl/showing/markdown.ts";
import { findWay, Images } from "../clients/repl/terminal/images.ts";

const plain = new Palette(false);

/** `text:x` of what writes itself, `paste:x`, else the name. */
function keysOf(chunks: readonly (string | Buffer)[]): string[] {
  const found: string[] = [];
  const keys = new Keys(({ name, text }) => found.push(text === "" ? name : `${name}:${text}`));
  for (const chunk of chunks) keys.push(Buffer.from(chunk));
  keys.end();
  return found;
}

describe("keys", () => {
  const wide = Buffer.from("日");
  const cases: [title: string, chunks: (string | Buffer)[], keys: string[]][] = [
    ["letters", ["aB"], ["text:a", "text:B"]],
    ["a character in two chunks", [wide.subarray(0, 1), wide.subarray(1)], ["text:日"]],
    ["Enter and Ctrl-J are two", ["\r\n"], ["enter", "ctrl-j"]],
    ["Alt-Enter", ["\x1b\r"], ["alt-enter"]],
    ["control and meta", ["\x03\x12\x1bf\x1f"], ["ctrl-c", "ctrl-r", "alt-f", "ctrl-_"]],
    ["arrows", ["\x1b[A\x1b[1;5C\x1b[Z"], ["up", "ctrl-right", "shift-tab"]],
    ["what no terminal sends is dropped", ["\x1b[99~a"], ["text:a"]],
    [
      "a paste is one",
      ["x\x1b[200~a\rb\r\nc\x03\x1b[201~y"],
      ["text:x", "paste:a\nb\nc\x03", "text:y"],
    ],
    ["a paste in pieces", ["\x1b[20", "0~ab", "c\x1b[2", "01~"], ["paste:abc"]],
    ["an empty paste", ["\x1b[200~\x1b[201~"], ["paste"]],
  ];
  for (const [title, chunks, keys] of cases)
    test(title, () => assert.deepEqual(keysOf(chunks), keys));

  test("an escape that stays alone is a key", async () => {
    const { promise, resolve } = Promise.withResolvers<string>();
    const keys = new Keys(({ name }) => resolve(name));
    keys.push(Buffer.from("\x1b"));
    assert.equal(await promise, "escape");
  });
});

/** `|` is the cursor. */
function editText(before: string, keys: readonly string[]): string {
  const draft = new Draft();
  draft.reset(before.replace("|", ""), before.indexOf("|"));
  for (const key of keys) {
    const [name = "", ...text] = key.split(":");
    assert.ok(edit(draft, { name, text: text.join(":") }), `${name} means something`);
  }
  return `${draft.text.slice(0, draft.cursor)}|${draft.text.slice(draft.cursor)}`;
}

describe("editing", () => {
  const cases: [title: string, before: string, keys: string[], after: string][] = [
    ["typing", "a|c", ["text:b"], "ab|c"],
    ["by what is one to see", "a👩‍👩‍👧|b", ["left", "left", "right"], "a|👩‍👩‍👧b"],
    ["backspace takes all of it", "a👩‍👩‍👧|b", ["backspace"], "a|b"],
    ["a step of indent goes at once", "if (x) {\n    |", ["backspace"], "if (x) {\n  |"],
    ["home is the text's, then the line's", "  a|b", ["home"], "  |ab"],
    ["home once more", "  |ab", ["home"], "|  ab"],
    ["end of the line, not of the text", "a|b\nc", ["end"], "ab|\nc"],
    ["words", "foo.bar(baz)|", ["ctrl-left", "alt-b"], "foo.|bar(baz)"],
    ["words forward", "|foo.bar", ["alt-f", "alt-f"], "foo.bar|"],
    ["cut to the end of the line, and back", "a|bc\nd", ["ctrl-k", "ctrl-e", "ctrl-y"], "abc|\nd"],
    ["cut a word as a shell does", "x = a.b |", ["ctrl-w"], "x = |"],
    ["cut a word as an editor does", "x = a.b|", ["alt-backspace"], "x = a.|"],
    ["cut to the beginning", "a\nb c|d", ["ctrl-u"], "a\n|d"],
    ["a new line goes in where the code has it", "if (x) {|}", ["ctrl-j"], "if (x) {\n  |\n}"],
    ["a brace that ends a block goes back", "if (x) {\n  |", ["text:}"], "if (x) {\n}|"],
    ["undo and redo", "|", ["text:a", "ctrl-_", "alt-r"], "a|"],
    ["a paste is one step", "x|", ["paste:a\n b", "ctrl-_"], "x|"],
    ["a paste is not indented", "{|", ["paste:\na\n}"], "{\na\n}|"],
    ["comment", "a|\nb", ["alt-;"], "// a|\nb"],
    ["a line up", "a\nb|", ["alt-up"], "b|\na"],
    ["transpose", "a|b", ["ctrl-t"], "ba|"],
    ["the other bracket", "|(a)", ["alt-m"], "(a)|"],
  ];
  for (const [title, before, keys, after] of cases)
    test(title, () => assert.equal(editText(before, keys), after));

  test("lines up and down keep the column that was begun with", () => {
    const draft = new Draft();
    draft.reset("long line\nx\nanother", 7);
    assert.ok(draft.moveLine(1) && draft.moveLine(1));
    assert.equal(draft.text.slice(draft.cursor), "");
    assert.equal(draft.moveLine(1), false);
  });
});

describe("rows", () => {
  const lay = (columns: number, ...texts: string[]): string[] => {
    const rows = new Rows(columns, plain);
    for (const text of texts) rows.add({ text });
    rows.end();
    return rows.rows.map(({ text }) => text);
  };
  const cases: [title: string, columns: number, texts: string[], rows: string[]][] = [
    ["what fits", 5, ["ab", "cd"], ["abcd"]],
    ["what does not", 3, ["abcdefg"], ["abc", "def", "g"]],
    ["a wide character is not split", 4, ["a日本b"], ["a日", "本b"]],
    ["what a terminal would obey is shown", 9, ["a\x1b[2Jb\x7f"], ["a^[[2Jb^?"]],
    ["tabs go to the next stop", 20, ["a\tb"], ["a       b"]],
  ];
  for (const [title, columns, texts, rows] of cases)
    test(title, () => assert.deepEqual(lay(columns, ...texts), rows));

  test("behind a full row comes the next one", () => {
    const rows = new Rows(3, plain);
    rows.add({ text: "abc" });
    assert.deepEqual(rows.place, { row: 1, column: 0 });
  });
  test("text that is cut says so", () => {
    assert.equal(fit("abcdef", 4), "abc…");
    assert.equal(fit("日本語", 5), "日本…");
    assert.equal(countRows("abcdef\n\x1b[31mab\x1b[0m", 3), 3);
  });
});

describe("colours", () => {
  /** `style(text)` of all that has a style. */
  const stylesOf = (code: string, cursor?: number): string => {
    const draft = new Draft();
    draft.reset(code);
    return highlightCell(draft.state, cursor)
      .flat()
      .filter(({ style }) => style !== undefined)
      .map(({ text, style }) => `${style}(${text})`)
      .join(" ");
  };
  const cases: [code: string, styles: string][] = [
    ["const a: T = 1", "keyword(const) type(T) number(1)"],
    ["`a${b}`", "string(`a) string(`)"],
    ["%time f()", "magic(%time) function(f)"],
    ["%%bash\nif x; then", "magic(%%bash)"],
    ["!ls -l", "magic(!)"],
    ["a %b", ""],
    ["x // %%", "comment(// %%)"],
  ];
  for (const [code, styles] of cases)
    test(code, () => assert.ok(stylesOf(code).includes(styles), stylesOf(code)));

  test("nothing of the text is lost, whatever it is", () => {
    for (const code of [
      "",
      "\n\n",
      "%x\n!y",
      "{ a: 'b' }",
      "[ <1 empty item>, [Getter] ]",
      "`${",
    ]) {
      const text = (lines: { text: string }[][]): string =>
        lines.map((line) => line.map((piece) => piece.text).join("")).join("\n");
      const draft = new Draft();
      draft.reset(code);
      assert.equal(text(highlightCell(draft.state, 0)), code);
      assert.equal(text(highlightValue(code)), code);
    }
  });
  test("brackets that belong together", () => {
    assert.equal(stylesOf("(a[0])", 0), "match(() number(0) match())");
  });
  test("NO_COLOR", () => {
    assert.equal(wantsColour({ NO_COLOR: "1" }), false);
    assert.equal(wantsColour({ NO_COLOR: "", TERM: "xterm" }), true);
    assert.equal(plain.paint("error", "x"), "x");
  });
});

test("Markdown is readable", () => {
  const text =
    "# A *title*\n\nText with **bold** and `code`, [a link](http://x.y).\n\n- one\n  - two\n\n" +
    "3. three\n4. four\n\n> said\n\n" +
    "```js\nf()\n```\n\n| a | b |\n|---|---|\n| 日本 | 2 |\n\na &lt; b\n";
  const expected = [
    "# A title",
    "Text with bold and code, a link (http://x.y).",
    "• one\n  • two",
    "3. three\n4. four",
    "│ said",
    "    f()",
    "a    │ b\n─────┼──\n日本 │ 2",
    "a < b",
  ];
  assert.equal(renderMarkdown(text, plain, 60), expected.join("\n\n"));
});

describe("pictures", () => {
  const data = { "image/png": Buffer.from("x".repeat(6000)).toString("base64") };
  test("by kitty's protocol, in chunks", () => {
    const drawn = new Images("kitty").draw(data)!;
    const chunks = drawn
      .split("\x1b\\")
      .slice(0, -1)
      .map((chunk) => chunk.split(";"));
    assert.deepEqual(
      chunks.map(([control]) => control),
      ["\x1b_Ga=T,f=100,q=2,m=1", "\x1b_Gm=0"],
    );
    assert.equal(chunks.map(([, part]) => part).join(""), data["image/png"]);
  });
  test("by iTerm2's", () => {
    const drawn = new Images("iterm2").draw(data, { "image/png": { width: 40 } })!;
    assert.ok(
      drawn.startsWith("\x1b]1337;File=inline=1;size=6000;width=40px:"),
      drawn.slice(0, 60),
    );
  });
  test("nothing where the terminal has no way, or there is no picture", () => {
    assert.equal(new Images(undefined).draw(data), undefined);
    assert.equal(new Images("kitty").draw({ "text/plain": "x" }), undefined);
  });
  const ways: [env: NodeJS.ProcessEnv, way: string | undefined][] = [
    [{ TERM: "xterm-kitty" }, "kitty"],
    [{ TERM: "xterm-256color", TERM_PROGRAM: "iTerm.app" }, "iterm2"],
    [{ TERM: "xterm-kitty", TMUX: "/tmp/x" }, undefined],
    [{ TERM: "xterm-256color" }, undefined],
  ];
  for (const [env, way] of ways) test(JSON.stringify(env), () => assert.equal(findWay(env), way));
});

describe("addresses", () => {
  const cases: [text: string, url: string | undefined][] = [
    ["ws://127.0.0.1:41007/rpc", "ws://127.0.0.1:41007/rpc"],
    ["127.0.0.1:41007", "ws://127.0.0.1:41007/rpc"],
    ["localhost:80", "ws://localhost/rpc"],
    ["https://a.b:1/x", "wss://a.b:1/x"],
    ["http://127.0.0.1:5/#code=abc", "ws://127.0.0.1:5/rpc"],
    ["unix:/tmp/a b.sock", "unix:/tmp/a b.sock"],
    ["/tmp/a.sock", "unix:/tmp/a.sock"],
    ["ftp://x", undefined],
    ["unix:", undefined],
    ["::", undefined],
  ];
  for (const [text, url] of cases) test(text, () => assert.equal(readAddress(text), url));
});
