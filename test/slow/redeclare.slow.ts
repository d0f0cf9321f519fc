// Every kind of declaration over every other, in every form of a cell.
import assert from "node:assert/strict";
import { test } from "node:test";
import { playMeetings, ways } from "../support/redeclarations.ts";

for (const way of ways) {
  test(way.title, async () => {
    assert.deepEqual(await playMeetings(way, 1), []);
  });
}
