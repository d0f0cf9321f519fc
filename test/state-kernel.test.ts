// A session as a pure function: kernels that are lost, set, restarted and closed.
import { handed, running, testCases } from "./support/session-cases.ts";
import {
  execute,
  interrupt,
  kernel,
  lost,
  opened,
  started,
  warm,
} from "./support/session-script.ts";

testCases([
  {
    title: "a lost kernel ends the running cell with its reason; the next execute has a fresh one",
    play: [
      ...handed,
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
    title: "a change that is told before its answer is the one that was asked for",
    play: [
      ...running,
      [{ type: "setAutoawait", ticket: 2, enabled: false }, ["send setAutoawait"]],
      [kernel({ type: "changed", settings: { autoawait: false } }), []],
      [
        kernel({ type: "reply", id: 1 }),
        ['answer 2 {"enabled":false,"previous":true,"runner":"native"}'],
      ],
    ],
  },
  {
    title: "a restart aborts what waits and numbers from one again",
    play: [
      ...handed,
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
]);
