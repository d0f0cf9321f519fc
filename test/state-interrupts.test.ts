// A session as a pure function: interrupts and deadlines.
import { handed, interrupted, queued, running, testCases } from "./support/session-cases.ts";
import {
  execute,
  finished,
  interrupt,
  kernel,
  lost,
  opened,
  started,
  warm,
} from "./support/session-script.ts";

testCases([
  {
    title: "an interrupt is answered with all that ended by it",
    play: [
      ...handed,
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
      ...queued,
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
      ...handed,
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
]);
