// Which cells a range of history means, and what an alias makes of a line.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fillAlias } from "../src/kernel/magics/alias.ts";
import { findEntries, findLast, joinCodes } from "../src/kernel/magics/ranges.ts";

const history = { codes: { 1: "a", 2: "b\n", 4: "d", 5: "e" } };

test("a range is a number, or two, of which one may be left out", () => {
  for (const [line, expected] of [
    ["1", [1]],
    ["1-4", [1, 2, 4]],
    ["1:4", [1, 2]],
    ["4-", [4, 5]],
    ["-2", [1, 2]],
    ["5 1-2 5", [5, 1, 2, 5]],
    ["3", []],
    ["9-12", []],
  ] as const) {
    const counts = findEntries(line.split(" "), history).map(({ count }) => count);
    assert.deepEqual(counts, expected, line);
  }
  for (const word of ["x", "-", "1-2-3", "~1/2", "1.5"])
    assert.throws(() => findEntries([word], history), /is no range of cells/, word);
});

test("the last are those before the running cell", () => {
  assert.equal(joinCodes(findLast(2, 5, history)), "b\nd\n");
  assert.equal(joinCodes(findLast(2, 6, history, /e/)), "b\nd\n");
  assert.equal(joinCodes(findLast(9, 1, history)), "");
});

test("an alias takes a line, or so many words", () => {
  for (const [command, line, expected] of [
    ["ls", "", "ls"],
    ["ls", "-l 'a  b'", "ls -l 'a  b'"],
    ["echo [%l]", "a  b", "echo [a  b]"],
    ["echo %s-%s", "a b", "echo a-b"],
    ["echo %s", "a b c", "echo a b c"],
    ["date +%%s", "-u", "date +%s -u"],
  ] as const) {
    assert.equal(fillAlias("x", command, line), expected);
  }
  assert.throws(() => fillAlias("x", "%s %s", "a"), /the alias %x takes 2 words, not 1/);
});
