// A session as a pure function: what cells ask for, of whom, and when nobody is asked any more.
import type { SessionEvent } from "../src/session/model.ts";
import { testCases, type Case } from "./support/session-cases.ts";
import {
  cancel,
  execute,
  finished,
  kernel,
  lost,
  opened,
  started,
  warm,
} from "./support/session-script.ts";

const ask = (id: number, generation = 1): SessionEvent =>
  kernel({ type: "ask", id, generation, prompt: `p${id}`, password: false });
const unask = (id: number): SessionEvent => kernel({ type: "unask", id });
const answered = (id: number, value: string | null, reason?: string): SessionEvent => ({
  type: "answered",
  incarnation: 1,
  id,
  value,
  ...(reason === undefined ? {} : { reason }),
});
const left = (...tickets: number[]): SessionEvent => ({ type: "left", tickets });

const allowed = { allowStdin: true, executionId: "a" };
const running = (params = {}): Case["play"] => [
  [warm, ["open 1"]],
  [opened(), ["state idle"]],
  [execute(1, "a", { ...allowed, ...params }), ["send execute 1 epoch 1", "state busy"]],
  [started(1), ["start a [1]"]],
];

testCases([
  {
    title: "who sent the cell is asked, and the answer goes to the kernel once",
    play: [
      ...running(),
      [ask(1), ["inquire 1 for a: p1", "state busy (input)"]],
      [answered(1, "x"), ["takeBack", "send input x", "state busy"]],
      [answered(1, "y"), []],
      [ask(2), ["inquire 1 for a: p2", "state busy (input)"]],
      [answered(1, "late"), []],
      [answered(2, null, "why"), ["takeBack", "send input why", "state busy"]],
    ],
  },
  {
    title: "the end of the cell, and of its kernel, takes the question back",
    play: [
      ...running(),
      [ask(1), ["inquire 1 for a: p1", "state busy (input)"]],
      [finished(1), ["takeBack", "finish a ok [1] → 1", "state idle"]],
      [answered(1, "late"), []],
      [execute(2, "b", { allowStdin: true }), ["send execute 2 epoch 1", "state busy"]],
      [started(2), ["start b [2]"]],
      [ask(2, 2), ["inquire 2 for b: p2", "state busy (input)"]],
      [
        lost(7),
        [
          "clearDeadline",
          "takeBack",
          "finish b error KernelLost [2] → 2",
          "state dead (exit code 7)",
        ],
      ],
      [answered(2, "late"), []],
    ],
  },
  {
    title: "the kernel takes its question back",
    play: [
      ...running(),
      [ask(1), ["inquire 1 for a: p1", "state busy (input)"]],
      [unask(2), []],
      [unask(1), ["takeBack", "state busy"]],
      [answered(1, "late"), []],
      [unask(1), []],
    ],
  },
  {
    title: "a client that leaves has a while to come back",
    play: [
      ...running(),
      [ask(1), ["inquire 1 for a: p1", "state busy (input)"]],
      [left(1), ["takeBack", "expect a return for 5000"]],
      [left(1), []],
      [execute(2, "a", { executionId: "a" }), []],
      [execute(3, "a", allowed), ["inquire 3 for a: p1"]],
      [answered(1, "x"), ["takeBack", "send input x", "state busy"]],
    ],
  },
  {
    title: "one that does not come back is the end of the question",
    play: [
      ...running(),
      [left(1), []],
      [ask(1), ["takeBack", "expect a return for 5000", "state busy (input)"]],
      [answered(1, null, "it has left"), ["takeBack", "send input it has left", "state busy"]],
    ],
  },
  {
    title: "what outlives its client waits for one that can be asked",
    play: [
      ...running({ detach: true }),
      [ask(1), ["inquire 1 for a: p1", "state busy (input)"]],
      [left(1), ["takeBack"]],
      [execute(2, "a", allowed), ["inquire 2 for a: p1"]],
    ],
  },
  {
    title: "another client that may be asked takes the place of one that leaves",
    play: [
      ...running(),
      [ask(1), ["inquire 1 for a: p1", "state busy (input)"]],
      [execute(2, "a", allowed), []],
      [left(1), ["inquire 2 for a: p1"]],
    ],
  },
  {
    title: "a cell that is over asks nobody",
    play: [
      ...running(),
      [finished(1), ["finish a ok [1] → 1", "state idle"]],
      [ask(1), []],
      [cancel(1), []],
    ],
  },
]);
