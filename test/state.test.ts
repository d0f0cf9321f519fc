import assert from "node:assert/strict";
import { test } from "node:test";
import type { SessionEvent } from "../src/session/model.ts";
import type { Limits } from "../protocol/shapes.ts";
import type { Bounds } from "../src/session/model.ts";
import {
  cancel,
  createState,
  execute,
  finished,
  interrupt,
  kernel,
  lost,
  opened,
  play,
  started,
  warm,
} from "./support/session-script.ts";

interface Case {
  title: string;
  bounds?: Partial<Bounds>;
  limits?: Limits;
  /** What happens, and what is asked for then. */
  play: [SessionEvent, string[]][];
}

/** A kernel that is there, and one cell that runs in it. */
const running: Case["play"] = [
  [warm, ["open 1"]],
  [opened(), ["state idle"]],
  [execute(1, "a"), ["send execute 1 epoch 1", "state busy"]],
  [started(1), ["start a [1]"]],
];

const failed = { status: "error", fence: true } as const;
const interrupted = { status: "interrupted", fence: true, how: "terminated" } as const;

const cases: Case[] = [
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
    play: [
      ...running,
      [execute(2, "b"), ["send execute 2 epoch 1"]],
      [execute(3, "c"), []],
      [finished(1), ["finish a ok [1] → 1", "send execute 3 epoch 1"]],
    ],
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
      ...running,
      [execute(2, "b"), ["send execute 2 epoch 1"]],
      [execute(3, "c"), []],
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
      ...running,
      [execute(2, "b"), ["send execute 2 epoch 1"]],
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
      ...running,
      [execute(2, "b"), ["send execute 2 epoch 1"]],
      [cancel(2), ["send skip 2", "finish b aborted [1] → 2"]],
      [cancel(2), []],
      [finished(1), ["finish a ok [1] → 1", "state idle"]],
      [finished(2, { status: "skipped" }), []],
    ],
  },
  {
    title: "what was cancelled and starts all the same is stopped, and its fence holds",
    play: [
      ...running,
      [execute(2, "b"), ["send execute 2 epoch 1"]],
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
    title: "an interrupt is answered with all that ended by it",
    play: [
      ...running,
      [execute(2, "b"), ["send execute 2 epoch 1"]],
      [interrupt(9), ["send interrupt 1-2 graceful fence"]],
      [kernel({ type: "interrupted", id: 1, hit: 1 }), []],
      [
        finished(1, interrupted),
        [
          "finish a interrupted [1] → 1",
          "finish b aborted [1] → 2",
          "answer 9 interrupted terminated [a,b]",
          "state idle",
        ],
      ],
    ],
  },
  {
    title: "… also when the kernel tells the end first",
    play: [
      ...running,
      [interrupt(9), ["send interrupt 1-1 graceful fence"]],
      [finished(1, interrupted), ["finish a interrupted [1] → 1", "state idle"]],
      [
        kernel({ type: "interrupted", id: 1, hit: 1, how: "cancelled" }),
        ["answer 9 interrupted cancelled [a]"],
      ],
    ],
  },
  {
    title: "an interrupt that comes too late hits nothing",
    play: [
      ...running,
      [interrupt(8), ["send interrupt 1-1 graceful fence"]],
      [interrupt(9, { executionId: "a" }), ["send interrupt 1-1 graceful fence"]],
      [finished(1), ["finish a ok [1] → 1", "state idle"]],
      [execute(2, "b"), ["send execute 2 epoch 1", "state busy"]],
      [kernel({ type: "interrupted", id: 1 }), ["answer 8 idle []"]],
      [kernel({ type: "interrupted", id: 2 }), ["answer 9 mismatch []"]],
    ],
  },
  {
    title: "an interrupt of nothing",
    play: [
      [warm, ["open 1"]],
      [opened(), ["state idle"]],
      [interrupt(1), ["send interrupt 0-0 graceful"]],
      [kernel({ type: "interrupted", id: 1 }), ["answer 1 idle []"]],
      [interrupt(2, { executionId: "x" }), ["answer 2 mismatch []"]],
      [interrupt(3, { mode: "restart" }), ["answer 3 idle []"]],
    ],
  },
  {
    title: "an interrupt that names a waiting cell removes it",
    bounds: { window: 2 },
    play: [
      ...running,
      [execute(2, "b"), ["send execute 2 epoch 1"]],
      [execute(3, "c"), []],
      [
        interrupt(8, { executionId: "c" }),
        ["finish c aborted [1] → 3", "answer 8 interrupted cancelled [c]"],
      ],
      [
        interrupt(9, { executionId: "b" }),
        ["send skip 2", "finish b aborted [1] → 2", "answer 9 interrupted cancelled [b]"],
      ],
      [finished(1), ["finish a ok [1] → 1", "state idle"]],
    ],
  },
  {
    title: "an interrupt before the kernel is there clears the queue, or its head",
    play: [
      [warm, ["open 1"]],
      [execute(1, "a"), []],
      [execute(2, "b"), []],
      [execute(3, "c"), []],
      [
        interrupt(8, { clearQueue: false }),
        ["finish a aborted [0] → 1", "answer 8 interrupted cancelled [a]"],
      ],
      [
        interrupt(9),
        [
          "finish b aborted [0] → 2",
          "finish c aborted [0] → 3",
          "answer 9 interrupted cancelled [b,c]",
        ],
      ],
    ],
  },
  {
    title: "an interrupt by restart loses the state and says so",
    play: [
      ...running,
      [execute(2, "b"), ["send execute 2 epoch 1"]],
      [
        interrupt(9, { mode: "restart" }),
        [
          "closeKernel",
          "clearDeadline",
          "finish a interrupted [1] → 1",
          "finish b aborted [1] → 2",
          "state dead (restarted by an interrupt)",
          "open 2",
          "answer 9 interrupted restarted [a,b] state lost",
          "state starting",
        ],
      ],
      [finished(1), []],
      [opened(2), ["state idle"]],
      [execute(3, "c"), ["send execute 1 epoch 1", "state busy"]],
    ],
  },
  {
    title: "a kernel that does not outlive an interrupt takes the cell with it, and that is said",
    play: [
      ...running,
      [interrupt(9), ["send interrupt 1-1 graceful fence"]],
      [
        lost(9),
        [
          "clearDeadline",
          "finish a interrupted KernelLost [1] → 1",
          "answer 9 interrupted restarted [a] state lost",
          "state dead (exit code 9)",
        ],
      ],
    ],
  },
  {
    title: "a deadline makes an interrupt, and its end a timeout",
    play: [
      [warm, ["open 1"]],
      [opened(), ["state idle"]],
      [execute(1, "a", { timeoutMs: 50 }), ["send execute 1 epoch 1", "state busy"]],
      [started(1), ["start a [1]", "deadline 1 in 50"]],
      [{ type: "deadline", incarnation: 1, generation: 1 }, ["send interrupt 1-1 graceful fence"]],
      [finished(1, interrupted), ["clearDeadline", "finish a timeout [1] → 1", "state idle"]],
    ],
  },
  {
    title: "the session's limit is the deadline of cells that bring none",
    limits: { cellTimeoutMs: 70 },
    play: [
      [warm, ["open 1"]],
      [opened(), ["state idle"]],
      [execute(1, "a"), ["send execute 1 epoch 1", "state busy"]],
      [started(1), ["start a [1]", "deadline 1 in 70"]],
      [finished(1), ["clearDeadline", "finish a ok [1] → 1", "state idle"]],
    ],
  },
  {
    title: "a lost kernel ends the running cell with its reason; the next execute has a fresh one",
    play: [
      ...running,
      [execute(2, "b"), ["send execute 2 epoch 1"]],
      [
        lost(7),
        [
          "clearDeadline",
          "finish a error KernelLost [1] → 1",
          "finish b aborted [1] → 2",
          "state dead (exit code 7)",
        ],
      ],
      [execute(3, "c"), ["open 2", "state starting"]],
      [opened(2), ["send execute 1 epoch 1", "state busy"]],
      [started(1, 2), ["start c [1]"]],
    ],
  },
  {
    title: "a kernel that is lost while idle is replaced by the next execute",
    play: [
      [warm, ["open 1"]],
      [opened(), ["state idle"]],
      [lost(0), ["state dead (exit code 0)"]],
      [execute(1, "a"), ["open 2", "state starting"]],
    ],
  },
  {
    title: "without stopOnError, what waited goes to the next kernel in its order",
    play: [
      [warm, ["open 1"]],
      [opened(), ["state idle"]],
      [execute(1, "a", { stopOnError: false }), ["send execute 1 epoch 1", "state busy"]],
      [execute(2, "b"), ["send execute 2 epoch 1"]],
      [execute(3, "c"), ["send execute 3 epoch 1"]],
      [
        lost(7),
        [
          "finish a error KernelLost [1] → 1",
          "state dead (exit code 7)",
          "open 2",
          "state starting",
        ],
      ],
      [opened(2), ["send execute 1 epoch 1", "send execute 2 epoch 1", "state busy"]],
      [started(1, 2), ["start b [1]"]],
    ],
  },
  {
    title: "a kernel that cannot be opened fails what waits for it, and is tried again",
    play: [
      [warm, ["open 1"]],
      [execute(1, "a"), []],
      [
        { type: "openFailed", incarnation: 1, reason: "no memory" },
        ["finish a error KernelLost [0] → 1", "state dead (no memory)"],
      ],
      [execute(2, "b"), ["open 2", "state starting"]],
    ],
  },
  {
    title: "settings wait for the kernel, and are what it agreed to",
    play: [
      [warm, ["open 1"]],
      [{ type: "setRunner", ticket: 1, runner: "sync" }, []],
      [opened(), ["send setRunner", "state idle"]],
      [
        kernel({ type: "reply", id: 1 }),
        ['answer 1 {"runner":"sync","previous":"native","autoawait":true}'],
      ],
      [{ type: "setRunner", ticket: 2, runner: "nowhere" }, ["send setRunner"]],
      [
        kernel({ type: "reply", id: 2, error: { name: "UnknownRunner", message: "no" } }),
        ["refuse 2 UnknownRunner"],
      ],
      [{ type: "setAutoawait", ticket: 3, enabled: false }, ["send setAutoawait"]],
      [
        kernel({ type: "reply", id: 3 }),
        ['answer 3 {"enabled":false,"previous":true,"runner":"sync"}'],
      ],
      [{ type: "setLoopPolicy", ticket: 4, policy: "perCell" }, ["send setLoopPolicy"]],
      [lost(1), ["refuse 4 KernelLost", "state dead (exit code 1)"]],
    ],
  },
  {
    title: "a restart aborts what waits and numbers from one again",
    play: [
      ...running,
      [execute(2, "b"), ["send execute 2 epoch 1"]],
      [
        { type: "restart", ticket: 9, change: {} },
        [
          "closeKernel",
          "clearDeadline",
          "finish a interrupted [1] → 1",
          "finish b aborted [1] → 2",
          "state dead (restarted)",
          "open 2",
          "answer 9 null",
          "state starting",
        ],
      ],
      [opened(1), []],
      [execute(3, "c"), []],
      [opened(2), ["send execute 1 epoch 1", "state busy"]],
      [started(1, 2), ["start c [1]"]],
    ],
  },
  {
    title: "a closed session ends all and refuses the rest",
    play: [
      ...running,
      [
        { type: "close", reason: "closed" },
        ["closeKernel", "clearDeadline", "finish a interrupted [1] → 1", "state dead (closed)"],
      ],
      [execute(2, "b"), ["refuse 2 SessionClosed"]],
      [{ type: "setRunner", ticket: 3, runner: "sync" }, ["refuse 3 SessionClosed"]],
      [{ type: "restart", ticket: 4, change: {} }, ["refuse 4 SessionClosed"]],
      [interrupt(5), ["answer 5 idle []"]],
      [lost(0), []],
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
];

for (const { title, bounds, limits, play: moves } of cases) {
  test(title, () => {
    const state = createState(bounds, limits);
    for (const [index, [event, expected]] of moves.entries()) {
      assert.deepEqual(play(state, event), expected, `event ${index + 1}: ${event.type}`);
    }
  });
}
