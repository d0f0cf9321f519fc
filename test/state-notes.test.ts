// A session as a pure function: what is noted of its cells for their user's history.
import { failed, testCases } from "./support/session-cases.ts";
import {
  execute,
  finished,
  kernel,
  lost,
  opened,
  started,
  warm,
} from "./support/session-script.ts";

testCases([
  {
    title: "a cell is noted when it starts and when it ends; one that never starts is not",
    history: true,
    play: [
      [warm, ["open 1"]],
      [opened(), ["state idle"]],
      [execute(1, "a"), ["send execute 1 epoch 1", "state busy"]],
      [execute(2, "b"), ["send execute 2 epoch 1"]],
      [started(1), ["note cell 1/1 a", "start a [1]"]],
      [
        finished(1, failed),
        ["note end 1/1 error", "finish a error [1] → 1", "finish b aborted [1] → 2", "state idle"],
      ],
    ],
  },
  {
    title: "what a kernel was lost in is noted, though it did not say that it had started",
    history: true,
    play: [
      [warm, ["open 1"]],
      [opened(), ["state idle"]],
      [execute(1, "a"), ["send execute 1 epoch 1", "state busy"]],
      [
        lost(7),
        [
          "note cell 1/1 a",
          "note end 1/1 error",
          "finish a error KernelLost [1] → 1",
          "state dead (exit code 7)",
        ],
      ],
      [execute(2, "b"), ["open 2", "state starting"]],
      [opened(2), ["send execute 1 epoch 1", "state busy"]],
      [started(1, 2), ["note cell 2/1 b", "start b [1]"]],
    ],
  },
  {
    title: "silent cells, and those that leave no history, are not noted",
    history: true,
    play: [
      [warm, ["open 1"]],
      [opened(), ["state idle"]],
      [execute(1, "a", { silent: true }), ["send execute 1 epoch 1", "state busy"]],
      [started(1), []],
      [finished(1), ["finish a ok [0] → 1 silent", "state idle"]],
      [execute(2, "b", { storeHistory: false }), ["send execute 2 epoch 1", "state busy"]],
      [started(2), ["start b [0]"]],
      [finished(2), ["finish b ok [0] → 2", "state idle"]],
    ],
  },
  {
    title: "a restart that clears the history ends what runs first",
    history: true,
    play: [
      [warm, ["open 1"]],
      [opened(), ["state idle"]],
      [execute(1, "a"), ["send execute 1 epoch 1", "state busy"]],
      [started(1), ["note cell 1/1 a", "start a [1]"]],
      [
        { type: "restart", ticket: 2, change: {}, clearHistory: true },
        [
          "closeKernel",
          "clearDeadline",
          "note end 1/1 interrupted",
          "finish a interrupted [1] → 1",
          "state dead (restarted)",
          "open 2",
          "note clear",
          "answer 2 null",
          "state starting",
        ],
      ],
    ],
  },
  {
    title: "what a cell asks is answered to the kernel that it is of",
    play: [
      [warm, ["open 1"]],
      [opened(), ["state idle"]],
      [
        kernel({ type: "lookUp", id: 4, request: { type: "history", query: { mode: "tail" } } }),
        ["look up history 4"],
      ],
      [{ type: "lookedUp", incarnation: 1, id: 4, value: {} }, ["send lookedUp"]],
      [lost(0), ["state dead (exit code 0)"]],
      [execute(1, "a"), ["open 2", "state starting"]],
      [{ type: "lookedUp", incarnation: 1, id: 5, value: {} }, []],
    ],
  },
]);
