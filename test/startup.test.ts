// What a session does before its first cell: events in, actions out.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { StartupTask } from "../protocol/kernel.ts";
import type { SessionEvent } from "../src/session/model.ts";
import { step } from "../src/session/state.ts";
import {
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

const startup: StartupTask[] = [
  { file: "/c.ts", key: "startup[0]", code: "one" },
  { file: "/c.ts", key: "startup[1]", code: "", step: { type: "call", file: "/c.ts", index: 1 } },
];

const isOpen: [SessionEvent, string[]][] = [
  [warm, ["open 1"]],
  [execute(1, "a"), []],
  [
    opened(),
    ["send execute 1 epoch 1", "send execute 2 epoch 1", "send execute 3 epoch 1", "state busy"],
  ],
];

const error = { name: "Error", message: "no", stack: "Error: no", frames: [] };

const cases: { title: string; play: [SessionEvent, string[]][] }[] = [
  {
    title: "it comes before a client's cells, without a word, and takes no number",
    play: [
      ...isOpen,
      [started(1), []],
      [finished(1), []],
      [started(2), []],
      [finished(2), []],
      [started(3), ["start a [1]"]],
      [finished(3), ["finish a ok [1] → 1", "state idle"]],
    ],
  },
  {
    title: "one that fails keeps nothing from its turn",
    play: [
      ...isOpen,
      [started(1), []],
      [finished(1, { status: "error", error }), ["output startup/1 error"]],
      [started(2), []],
      [finished(2), []],
      [started(3), ["start a [1]"]],
    ],
  },
  {
    title: "an interrupt stops it, and what it leaves undone is told",
    play: [
      ...isOpen,
      [started(1), []],
      [interrupt(2), ["send interrupt 1-3 graceful fence"]],
      [
        finished(1, { status: "interrupted", fence: true, how: "cancelled" }),
        ["output startup/1 log", "output startup/2 log", "finish a aborted [0] → 1", "state idle"],
      ],
      [
        kernel({ type: "interrupted", id: 1, hit: 1, how: "cancelled" }),
        ["answer 2 interrupted cancelled [startup/1,startup/2,a]"],
      ],
    ],
  },
  {
    title: "one that ends the kernel does so once for each that asks",
    play: [
      ...isOpen,
      [started(1), []],
      [
        lost(),
        [
          "clearDeadline",
          "output startup/1 error",
          "output startup/2 error",
          "finish a error KernelLost [0] → 1",
          "state dead (exit code 3)",
        ],
      ],
      [execute(2, "b"), ["open 2", "state starting"]],
    ],
  },
  {
    title: "a restart brings it again",
    play: [
      ...isOpen,
      ...[1, 2].flatMap((generation): [SessionEvent, string[]][] => [
        [started(generation), []],
        [finished(generation), []],
      ]),
      [started(3), ["start a [1]"]],
      [finished(3), ["finish a ok [1] → 1", "state idle"]],
      [
        { type: "restart", ticket: 2, change: { startup: startup.slice(1) } },
        ["closeKernel", "state dead (restarted)", "open 2", "answer 2 null", "state starting"],
      ],
      [opened(2), ["send execute 1 epoch 1", "state busy"]],
      [started(1, 2), []],
      [finished(1, {}, 2), ["state idle"]],
    ],
  },
];

for (const { title, play: moves } of cases) {
  test(title, () => {
    const state = createState({}, {}, startup);
    for (const [index, [event, expected]] of moves.entries()) {
      assert.deepEqual(play(state, event), expected, `event ${index + 1}: ${event.type}`);
    }
  });
}

test("a failure names the file and the place in it", () => {
  const state = createState({}, {}, startup);
  for (const [event] of isOpen) step(state, event);
  step(state, started(1));
  const { actions } = step(state, finished(1, { status: "error", error }));
  assert.deepEqual(actions, [
    {
      type: "output",
      params: {
        executionId: "startup/1",
        executionCount: 0,
        cellId: "/c.ts#startup[0]",
        kind: "error",
        error: {
          name: "StartupError",
          message: "startup[0] of /c.ts failed: no",
          stack: "StartupError: startup[0] of /c.ts failed\nError: no",
          frames: [],
          cause: error,
        },
      },
    },
  ]);
});
