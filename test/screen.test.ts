// What `awaitd run` draws on a terminal, as the terminal shows it in the end.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Screen } from "../clients/cli/screen.ts";
import type { Output } from "../protocol/outputs.ts";

/** Knows what the screen uses: lines, and going back up to clear what is below. */
function createTerminal(columns = 80) {
  let rows = [""];
  const write = (text: string): void => {
    // oxlint-disable-next-line no-control-regex -- what a terminal is told begins with one
    for (const [piece, up] of text.matchAll(/\x1b\[(\d+)A\r\x1b\[J|\n|[^\n\x1b]+/g)) {
      if (up !== undefined) rows = [...rows.slice(0, rows.length - 1 - Number(up)), ""];
      else if (piece === "\n") rows.push("");
      else {
        const [first = "", ...more] = piece.match(new RegExp(`.{1,${columns}}`, "g"))!;
        rows.push(rows.pop()! + first, ...more);
      }
    }
  };
  return { write, rows: () => rows };
}

function show(id: string, text: string, kind: string, bar?: { isOver: boolean }): Output {
  const metadata = bar ? { progress: bar } : {};
  return { kind, displayId: id, data: { "text/plain": text }, metadata } as unknown as Output;
}

test("a display is drawn again in its place", () => {
  const { write, rows } = createTerminal();
  const screen = new Screen(write, { isTTY: true, columns: 80 });
  screen.print("before\n");
  screen.show(show("a", "one\ntwo", "display"));
  screen.show(show("a", "three", "updateDisplay"));
  assert.deepEqual(rows(), ["before", "three", ""]);
  screen.print("after\n");
  screen.show(show("a", "four", "updateDisplay"));
  assert.deepEqual(rows(), ["before", "three", "after", "four", ""]);
});

test("a bar stays below what is printed, until it is over", () => {
  const { write, rows } = createTerminal();
  const screen = new Screen(write, { isTTY: true, columns: 80 });
  screen.show(show("bar", "0%", "display", { isOver: false }));
  screen.print("one\n");
  screen.show(show("other", "two", "display"));
  screen.show(show("bar", "50%", "updateDisplay", { isOver: false }));
  assert.deepEqual(rows(), ["one", "two", "50%", ""]);
  screen.print("", write);
  screen.show(show("bar", "100%", "updateDisplay", { isOver: true }));
  screen.print("three");
  assert.deepEqual(rows(), ["one", "two", "100%", "three"]);
});

test("several bars, and text without an end", () => {
  const { write, rows } = createTerminal();
  const screen = new Screen(write, { isTTY: true, columns: 80 });
  screen.show(show("outer", "1/2", "display", { isOver: false }));
  screen.show(show("inner", "0/9", "display", { isOver: false }));
  screen.print("one\n");
  screen.show(show("outer", "2/2", "updateDisplay", { isOver: false }));
  assert.deepEqual(rows(), ["one", "2/2", "0/9", ""]);
  screen.show(show("inner", "9/9", "updateDisplay", { isOver: true }));
  assert.deepEqual(rows(), ["one", "9/9", "2/2", ""]);
  screen.print("half ");
  screen.print("a line");
  screen.show(show("outer", "2/2!", "updateDisplay", { isOver: false }));
  assert.deepEqual(rows(), ["one", "9/9", "half a line", "2/2!", ""]);
  screen.end();
  screen.print("after\n");
  assert.deepEqual(rows(), ["one", "9/9", "half a line", "2/2!", "after", ""]);
});

test("one that is wider than the terminal is cleared whole", () => {
  const { write, rows } = createTerminal(10);
  const screen = new Screen(write, { isTTY: true, columns: 10 });
  screen.show(show("a", "x".repeat(25), "display"));
  screen.show(show("a", "short", "updateDisplay"));
  assert.deepEqual(rows(), ["short", ""]);
});
