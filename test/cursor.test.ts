// What is about to be typed at a place (`|`), from the text before it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { findCursor } from "../src/compiler/cursor.ts";

/** The kind, what was typed of it, and what it is a member of. */
const rows: readonly (readonly [string, string, string, string?])[] = [
  ["|", "name", ""],
  ["fo|", "name", "fo"],
  ["1 + fo|", "name", "fo"],
  ["x = 'it' + na|", "name", "na"],
  ["foo |", "name", ""],
  ["import { re| } from 'fs'", "name", "re"],
  ["a.|", "member", "", "a"],
  ["a.b.c|", "member", "c", "a b"],
  ["a?.b|", "member", "b", "a"],
  ["a[0].x|", "member", "x", "a 0"],
  ["a['k'].|", "member", "", "a k"],
  ["this.x|", "member", "x", "this"],
  ["a\n  .b|", "member", "b", "a"],
  ["`${a.b|", "member", "b", "a"],
  ["a.b.|\nfoo()", "member", "", "a b"],
  ["f(a.|)", "member", "", "a"],
  ["%time a.b|", "member", "b", "a"],
  ["f().|", "nothing", ""],
  ["a[i].|", "nothing", ""],
  ["(a).|", "nothing", ""],
  ["let x|", "nothing", ""],
  ["// foo|", "nothing", ""],
  ["/* a|", "nothing", ""],
  ["`abc|", "nothing", ""],
  ["3|", "nothing", ""],
  ["#|", "nothing", ""],
  ['obj["k|', "key", "k", "obj"],
  ["'./sr|", "file", "./sr"],
  ['import x from "./a|', "file", "./a"],
  ["%run ./f|", "file", "./f"],
  ["%run a.ts ./f|", "file", "./f"],
  ["!cat f|", "file", "f"],
  ["%ti|", "magic", "%ti"],
  ["let x = 1\n%%ti|", "magic", "%%ti"],
  ["a % b|", "name", "b"],
];

test("what stands at the cursor is told by the text before it", () => {
  for (const [text, kind, typed, path] of rows) {
    const at = text.indexOf("|");
    const code = text.slice(0, at) + text.slice(at + 1);
    const cursor = findCursor(code, at, (name) => name === "%run");
    const found = [cursor.kind, code.slice(cursor.start, at)];
    assert.deepEqual(found, [kind, typed], text);
    if (path !== undefined) assert.equal("path" in cursor && cursor.path.join(" "), path, text);
  }
});
