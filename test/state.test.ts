// A session as a pure function: cells that come, wait, are cancelled and print.
import {
  failed,
  handed,
  interrupted,
  queued,
  running,
  testCases,
  type Case,
} from "./support/session-cases.ts";
import {
  cancel,
  execute,
  finished,
  kernel,
  opened,
  started,
  warm,
} from "./support/session-script.ts";

testCases([
  {
    title: "a cell runs and is answered",
    play: [...running, [finished(1), ["finish a ok [1] → 1", "state idle"]]],
  },
  {
    title: "what comes before the kernel is there waits for it",
    play: [
      [warm, ["open 1"]],
      [execute(1, "a"), []],
      [execute(2, "b"), []],
      [opened(), ["send execute 1 epoch 1", "send execute 2 epoch 1", "state busy"]],
    ],
  },
  {
    title: "a kernel is handed no more than the window",
    bounds: { window: 2 },
    play: [...queued, [finished(1), ["finish a ok [1] → 1", "send execute 3 epoch 1"]]],
  },
  {
    title: "a full queue refuses",
    bounds: { window: 1, queueLength: 1 },
    play: [...running, [execute(2, "b"), []], [execute(3, "c"), ["refuse 3 QueueFull"]]],
  },
  {
    title: "code that is too much for the queue together is refused",
    bounds: { window: 1, queueBytes: 4 },
    play: [
      ...running,
      [execute(2, "b", { code: "123" }), []],
      [execute(3, "c", { code: "45" }), ["refuse 3 QueueFull"]],
      [execute(4, "d", { code: "4" }), []],
    ],
  },
  {
    title: "a failure aborts what waits, handed over or not, and raises the epoch",
    bounds: { window: 2 },
    play: [
      ...queued,
      [
        finished(1, failed),
        [
          "finish a error [1] → 1",
          "finish b aborted [1] → 2",
          "finish c aborted [1] → 3",
          "state idle",
        ],
      ],
      [execute(4, "d"), ["send execute 3 epoch 2", "state busy"]],
      [started(3), ["start d [2]"]],
    ],
  },
  {
    title: "a failure without stopOnError lets the next one run",
    play: [
      ...handed,
      [finished(1, { status: "error" }), ["finish a error [1] → 1"]],
      [started(2), ["start b [2]"]],
    ],
  },
  {
    title: "silent cells are not told of and take no number",
    play: [
      ...running,
      [finished(1), ["finish a ok [1] → 1", "state idle"]],
      [execute(2, "b", { silent: true }), ["send execute 2 epoch 1", "state busy"]],
      [started(2), []],
      [finished(2), ["finish b ok [1] → 2 silent", "state idle"]],
      [execute(3, "c", { storeHistory: false }), ["send execute 3 epoch 1", "state busy"]],
      [started(3), ["start c [1]"]],
      [finished(3), ["finish c ok [1] → 3", "state idle"]],
      [execute(4, "d"), ["send execute 4 epoch 1", "state busy"]],
      [started(4), ["start d [2]"]],
    ],
  },
  {
    title: "the same executionId runs once, while it runs and after",
    play: [
      [warm, ["open 1"]],
      [opened(), ["state idle"]],
      [execute(1, "a", { executionId: "a" }), ["send execute 1 epoch 1", "state busy"]],
      [execute(2, "a", { executionId: "a" }), []],
      [started(1), ["start a [1]"]],
      [finished(1), ["finish a ok [1] → 1,2", "state idle"]],
      [execute(3, "a", { executionId: "a" }), ["answer 3 a ok"]],
    ],
  },
  {
    title:
      "an execution whose result is forgotten is not run again, and the last never is forgotten",
    play: [
      [warm, ["open 1"]],
      [opened(), ["state idle"]],
      ...["a", "b"].flatMap((id, index): Case["play"] => {
        const number = index + 1;
        const data = { "text/plain": "x".repeat(40 * 1024 * 1024) };
        const ended = finished(number, { result: { data, metadata: {} } });
        return [
          [
            execute(number, id, { executionId: id }),
            [`send execute ${number} epoch 1`, "state busy"],
          ],
          [started(number), [`start ${id} [${number}]`]],
          [ended, [`finish ${id} ok [${number}] → ${number}`, "state idle"]],
        ];
      }),
      [execute(3, "a", { executionId: "a" }), ["refuse 3 ReplayGap"]],
      [execute(4, "b", { executionId: "b" }), ["answer 4 b ok"]],
    ],
  },
  {
    title: "cancelling what waits for the kernel removes it",
    play: [
      [warm, ["open 1"]],
      [execute(1, "a"), []],
      [cancel(1), ["finish a aborted [0] → 1"]],
      [opened(), ["state idle"]],
    ],
  },
  {
    title: "cancelling what waits behind a running cell is answered at once",
    play: [
      ...handed,
      [cancel(2), ["send skip 2", "finish b aborted [1] → 2"]],
      [cancel(2), []],
      [finished(1), ["finish a ok [1] → 1", "state idle"]],
      [finished(2, { status: "skipped" }), []],
    ],
  },
  {
    title: "what was cancelled and starts all the same is stopped, and its fence holds",
    play: [
      ...handed,
      [execute(3, "c"), ["send execute 3 epoch 1"]],
      [cancel(2), ["send skip 2", "finish b aborted [1] → 2"]],
      [finished(1), ["finish a ok [1] → 1"]],
      [started(2), ["send interrupt 2-2 graceful"]],
      [finished(2, interrupted), ["finish c aborted [1] → 3", "state idle"]],
      [execute(4, "d"), ["send execute 4 epoch 2", "state busy"]],
    ],
  },
  {
    title: "of the next to run, the kernel says whether it was still to be skipped",
    play: [
      [warm, ["open 1"]],
      [opened(), ["state idle"]],
      [execute(1, "a"), ["send execute 1 epoch 1", "state busy"]],
      [cancel(1), ["send skip 1"]],
      [finished(1, { status: "skipped" }), ["finish a aborted [0] → 1", "state idle"]],
    ],
  },
  {
    title: "cancelling a running cell interrupts it",
    play: [
      ...running,
      [cancel(1), ["send interrupt 1-1 graceful fence"]],
      [finished(1, interrupted), ["finish a interrupted [1] → 1", "state idle"]],
    ],
  },
  {
    title: "output belongs to its cell, and is late once that has ended",
    play: [
      ...running,
      [kernel({ type: "stream", generation: 1, stream: "stdout", text: "x" }), ["stdout a: x"]],
      [kernel({ type: "output", generation: 1, kind: "display" }), ["output a display"]],
      [finished(1), ["finish a ok [1] → 1", "state idle"]],
      [
        kernel({ type: "stream", generation: 1, stream: "stderr", text: "y" }),
        ["late stderr a: y"],
      ],
      [kernel({ type: "output", generation: 1, kind: "error" }), ["late output a error"]],
    ],
  },
  {
    title: "text past the limit of a cell is dropped, between characters, and said so",
    limits: { outputBytesPerCell: 4 },
    play: [
      ...running,
      [kernel({ type: "stream", generation: 1, stream: "stdout", text: "ab" }), ["stdout a: ab"]],
      [kernel({ type: "stream", generation: 1, stream: "stdout", text: "c€d" }), ["stdout a: c"]],
      [kernel({ type: "stream", generation: 1, stream: "stdout", text: "e" }), []],
      [finished(1), ["output a stream dropped 5", "finish a ok [1] → 1", "state idle"]],
      [
        kernel({ type: "stream", generation: 1, stream: "stdout", text: "f" }),
        ["late output a stream dropped 1"],
      ],
    ],
  },
]);
