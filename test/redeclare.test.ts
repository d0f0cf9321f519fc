// Every kind of declaration over every other: a part of them, fewer in the other forms. With such
// strides each kind is met by many, first and second; test/slow/redeclare.slow.ts plays all in all.
import assert from "node:assert/strict";
import { test } from "node:test";
import { meetings, playMeetings, ways } from "./support/redeclarations.ts";

test("there are many", () => assert.ok(meetings.length > 1000));

for (const way of ways) {
  test(way.title, async () => {
    assert.deepEqual(await playMeetings(way, way.delayed ? 13 : 4), []);
  });
}
