// What is about to be typed at a place (`|`), from the text before it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { findCursor } from "../src/compiler/cursor.ts";
import type { Path } from "../src/compiler/path.ts";
import { findSubject } from "../src/compiler/subject.ts";

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
  ['import x from "./a|', "module", "./a"],
  ['import "a|', "module", "a"],
  ["await import('a|", "module", "a"],
  ["require.resolve('a|", "module", "a"],
  ["Array.from('a|", "file", "a"],
  ['m.get("k|', "entry", "k", "m"],
  ['a.b?.has("k|', "entry", "k", "a b"],
  ['m.set("k|', "file", "k"],
  ["m.get('k').x|", "member", "x", 'm {"entry":"k"}'],
  ["m.get(3).x|", "member", "x", 'm {"entry":3}'],
  ["m.got(3).x|", "nothing", ""],
  ["a[|", "name", ""],
  ["a[1|", "place", "1", "a"],
  ["[1|", "nothing", ""],
  ["%run ./f|", "file", "./f"],
  ["%run a.ts ./f|", "file", "./f"],
  ["!cat f|", "file", "f"],
  ["%ti|", "magic", "%ti"],
  ["let x = 1\n%%ti|", "magic", "%%ti"],
  ["a % b|", "name", "b"],
];

const write = (path: Path): string =>
  path.map((step) => (typeof step === "string" ? step : JSON.stringify(step))).join(" ");

test("what stands at the cursor is told by the text before it", () => {
  for (const [text, kind, typed, path] of rows) {
    const at = text.indexOf("|");
    const code = text.slice(0, at) + text.slice(at + 1);
    const cursor = findCursor(code, at, (name) => name === "%run");
    const found = [cursor.kind, code.slice(cursor.start, at)];
    assert.deepEqual(found, [kind, typed], text);
    if (path !== undefined) assert.equal("path" in cursor && write(cursor.path), path, text);
  }
});

test("brackets of what may have places or keys in them are known", () => {
  const none = (): boolean => false;
  const within = (text: string): unknown => {
    const cursor = findCursor(text, text.length, none);
    return cursor.kind === "name" ? cursor.within : cursor.kind;
  };
  assert.deepEqual(within("a.b["), { kind: "elements", path: ["a", "b"] });
  assert.deepEqual(within("m.get("), { kind: "entries", path: ["m"] });
  assert.equal(within("x = ["), undefined);
  assert.equal(within("f("), undefined);
});

/** What is told of at the cursor: its path, and where that stands. */
const subjects: readonly (readonly [string, string | undefined, string?])[] = [
  ["f|oo", "foo", "foo"],
  ["a.b|.c", "a b", "b"],
  ["a.|b", "a b", "b"],
  ["foo(|", "foo", "foo"],
  ["foo(1, 'a|", "foo", "foo"],
  ["foo(bar|)", "bar", "bar"],
  ["foo(1, |bar.baz)", "bar", "bar"],
  ["a.b({ x: |1 })", "a b", "b"],
  ["foo([1, |", "foo", "foo"],
  ["foo(() => { |", undefined],
  ["%tim|eit 1", "%timeit", "%timeit"],
  ["%timeit foo|", "foo", "foo"],
  ["// foo|", undefined],
  ["1 + |2", undefined],
  ["", undefined],
];

test("what is told of is what stands at the cursor, or whose call does", () => {
  for (const [text, path, typed] of subjects) {
    const at = Math.max(0, text.indexOf("|"));
    const code = text.replace("|", "");
    const subject = findSubject(code, at);
    const found = subject && (subject.kind === "magic" ? subject.name : write(subject.path));
    assert.equal(found, path, text);
    assert.equal(subject && code.slice(subject.start, subject.end), typed, text);
  }
});
