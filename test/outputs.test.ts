// What clients make of the outputs of cells: what comes, and the lists that are then shown.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import type { Item, OutputList } from "../clients/shared/output-list.ts";
import { OutputBook, type OutputBounds } from "../clients/shared/outputs.ts";
import type { Output } from "../protocol/outputs.ts";
import type { ExecuteResult } from "../protocol/shapes.ts";

type Event = (book: OutputBook) => void;

interface Case {
  title: string;
  bounds?: OutputBounds;
  play: Event[];
  /** By execution: an item a line, the lines of a text each on its own. */
  shows: Record<string, string[]>;
}

const put =
  (executionId: string, output: Partial<Output>): Event =>
  (book) =>
    book.onOutput({
      sessionId: "s",
      executionId,
      executionCount: 1,
      seq: 1,
      kind: "stream",
      ...output,
    });
const out = (id: string, text: string, more: Partial<Output> = {}): Event =>
  put(id, { stream: "stdout", text, ...more });
const err = (id: string, text: string): Event => put(id, { stream: "stderr", text });
const show = (id: string, text: string, displayId?: string): Event =>
  put(id, { kind: "display", data: { "text/plain": text }, ...(displayId && { displayId }) });
const update = (id: string, text: string, displayId: string): Event =>
  put(id, { kind: "updateDisplay", data: { "text/plain": text }, displayId });
const clear = (id: string, wait = false): Event => put(id, { kind: "clear", wait });
const start =
  (executionId: string): Event =>
  (book) =>
    book.onStart({ sessionId: "s", executionId, executionCount: 1, code: "", seq: 1 });
const finish =
  (executionId: string, more: Partial<ExecuteResult> = {}): Event =>
  (book) =>
    book.onFinish({
      executionId,
      status: "ok",
      executionCount: 1,
      mode: "sync",
      runner: "native",
      durationMs: 1,
      lastSeq: 1,
      ...more,
    });
const gap =
  (droppedBytes: number): Event =>
  (book) =>
    book.onGap({ sessionId: "s", fromSeq: 1, toSeq: 2, droppedBytes });
const error = { name: "E", message: "m", stack: "E: m", frames: [] };
const value = { data: { "text/plain": "7" }, metadata: {} };

function write(item: Item): string[] {
  const late = item.late ? "late " : "";
  if (item.type === "text") {
    const lines = item.text.lines.slice(0, item.text.count);
    return lines.map((line) => `${late}${item.stream} ${line}`);
  }
  if (item.type === "error") return [`${late}error ${item.error.stack}`];
  if (item.type === "lost")
    return [`lost by ${item.why}: ${item.size}, lines ${item.lines}, others ${item.others}`];
  const kind = item.executionCount === undefined ? "display" : `Out[${item.executionCount}]`;
  return [`${late}${kind} ${String(item.data["text/plain"])}`];
}

const bs = Array<string>(21).fill(`stdout ${"b".repeat(99)}`);

const cases: Case[] = [
  {
    title: "what a stream writes in several pieces is one text",
    play: [out("a", "on"), out("a", "e\ntwo\n"), out("a", "three")],
    shows: { a: ["stdout one", "stdout two", "stdout three"] },
  },
  {
    title: "another stream begins another text",
    play: [out("a", "1\n"), err("a", "2\n"), err("a", "3\n"), out("a", "4\n")],
    shows: { a: ["stdout 1", "stderr 2", "stderr 3", "stdout 4"] },
  },
  {
    title: "what comes late says so, and stands with its own cell",
    play: [
      out("a", "1\n"),
      finish("a"),
      start("b"),
      out("a", "2\n", { late: true }),
      out("b", "3"),
    ],
    shows: { a: ["stdout 1", "late stdout 2"], b: ["stdout 3"] },
  },
  {
    title: "what awaitd has to say is a line of its own",
    play: [put("a", { kind: "log", text: "odd" }), put("a", { kind: "log", text: "odder" })],
    shows: { a: ["log odd", "log odder"] },
  },
  {
    title: "a value and an error stand at the end, once",
    play: [
      out("a", "1\n"),
      finish("a", { result: value }),
      finish("a", { result: value }),
      finish("b", { status: "error", error }),
    ],
    shows: { a: ["stdout 1", "Out[1] 7"], b: ["error E: m"] },
  },
  {
    title: "a background failure is an item, too",
    play: [put("a", { kind: "error", error, late: true })],
    shows: { a: ["late error E: m"] },
  },
  {
    title: "a display is changed in every place where it stands",
    play: [show("a", "1", "d"), show("a", "2"), show("b", "3", "d"), update("c", "4", "d")],
    shows: { a: ["display 4", "display 2"], b: ["display 4"], c: [] },
  },
  {
    title: "a change of a display that was never seen is shown, and changed from then on",
    play: [gap(10), update("a", "1", "d"), update("a", "2", "d")],
    shows: { kernel: ["lost by gap: 10, lines 0, others 0"], a: ["display 2"] },
  },
  {
    title: "clear takes away all that is there",
    play: [out("a", "1\n"), show("a", "2"), clear("a"), out("a", "3\n")],
    shows: { a: ["stdout 3"] },
  },
  {
    title: "clear that waits leaves it until the next output",
    play: [out("a", "1\n"), clear("a", true), out("b", "2"), clear("b", true), out("b", "3")],
    shows: { a: ["stdout 1"], b: ["stdout 3"] },
  },
  {
    title: "a display that was cleared does not come back by a change",
    play: [show("a", "1", "d"), clear("a"), update("a", "2", "d"), show("b", "3", "d")],
    shows: { a: [], b: ["display 3"] },
  },
  {
    title: "a gap stands in the cell that ran when it was noticed, and is counted together",
    play: [start("a"), out("a", "1\n"), gap(10), gap(20), out("a", "2\n")],
    shows: { a: ["stdout 1", "lost by gap: 30, lines 0, others 0", "stdout 2"] },
  },
  {
    title: "what the cell's limit took is told",
    play: [out("a", "1\n"), out("a", "", { droppedBytes: 99 })],
    shows: { a: ["stdout 1", "lost by limit: 99, lines 0, others 0"] },
  },
  {
    title: "the oldest lines go first, and are counted",
    bounds: { listWeight: 1000 },
    play: Array.from({ length: 40 }, (_, at) => out("a", `${at}`.padStart(19) + "\n")),
    shows: {
      a: [
        "lost by bound: 640, lines 32, others 0",
        ...Array.from({ length: 8 }, (_, at) => `stdout ${String(at + 32).padStart(19)}`),
      ],
    },
  },
  {
    title: "so do displays and errors, and a display that is gone is not changed",
    bounds: { listWeight: 2000 },
    play: [
      show("a", "x".repeat(800), "d"),
      put("a", { kind: "error", error }),
      show("a", "y".repeat(1000)),
      update("b", "z", "d"),
    ],
    shows: { a: ["lost by bound: 804, lines 0, others 2", `display ${"y".repeat(1000)}`], b: [] },
  },
  {
    title: "of a line without an end, its end is kept",
    bounds: { listWeight: 1000 },
    play: [out("a", "x".repeat(1000)), out("a", "y".repeat(100))],
    shows: {
      a: ["lost by bound: 669, lines 0, others 0", `stdout ${"x".repeat(331)}${"y".repeat(100)}`],
    },
  },
  {
    title: "over the bound of all, lists that began first lose first",
    bounds: { listWeight: 5000, weight: 9000 },
    play: ["a", "b", "c"].map((id) => out(id, `${id.repeat(99)}\n`.repeat(30))),
    shows: {
      a: ["lost by bound: 3000, lines 30, others 0"],
      b: ["lost by bound: 900, lines 9, others 0", ...bs],
      c: Array<string>(30).fill(`stdout ${"c".repeat(99)}`),
    },
  },
];

for (const { title, bounds, play, shows } of cases) {
  test(title, () => {
    const book = new OutputBook(bounds);
    for (const event of play) event(book);
    for (const [id, lines] of Object.entries(shows))
      assert.deepEqual(book.of(id).items.flatMap(write), lines, inspect(book.of(id)));
  });
}

test("what is kept is weighed right, whatever comes", () => {
  const book = new OutputBook({ listWeight: 5000 });
  for (let at = 0; at < 500; at++) {
    const text = `\x1b[3${at % 8}m${"x".repeat(at % 90)}\r${at % 3 ? "\n" : "\x1b[2K"}`;
    for (const event of [out("a", text), err("a", text), show("a", text, `d${at % 7}`)])
      event(book);
    if (at % 50 === 49) clear("a", at % 100 === 49)(book);
    const { items, weight } = book.of("a");
    const sum = items.reduce((before, item) => {
      if (item.type === "lost") return before + 256;
      if (item.type === "text")
        return before + 256 + item.text.lines.reduce((all, line) => all + line.length + 33, -1);
      return before + 256 + (item.type === "display" ? String(item.data["text/plain"]).length : 0);
    }, 0);
    assert.equal(weight, sum, `after ${at}`);
    assert.ok(weight <= 5000 + 256);
  }
});

test("who listens is told of every list that has changed", () => {
  const book = new OutputBook();
  const told: string[] = [];
  const stop = book.onChange((list: OutputList) => void told.push(list.executionId));
  for (const event of [
    show("a", "1", "d"),
    show("b", "2", "d"),
    update("c", "3", "d"),
    finish("a"),
  ])
    event(book);
  stop();
  out("a", "1")(book);
  assert.deepEqual(told, ["a", "b", "a", "b", "a"]);
  assert.equal(book.of("a").revision, 4);
});

test("a list that was forgotten begins anew", () => {
  const book = new OutputBook();
  show("a", "1", "d")(book);
  book.forget("a");
  update("b", "2", "d")(book);
  assert.deepEqual(book.of("a").items, []);
  assert.deepEqual(book.of("b").items, []);
});

test("100,000 lines, in small pieces, cost little", () => {
  const book = new OutputBook();
  const begin = performance.now();
  for (let at = 0; at < 100_000; at++) out("a", `line ${at}\n`)(book);
  const spentMs = performance.now() - begin;
  const [item] = book.of("a").items;
  assert.equal(item?.type === "text" && item.text.count, 100_000);
  assert.ok(spentMs < 2000, `${spentMs} ms`);
});
