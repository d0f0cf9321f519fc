// What happens to a session, and what it then asks for: cases of `step`, without a process.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Limits } from "../../protocol/shapes.ts";
import type { Bounds } from "../../src/session/bounds.ts";
import type { SessionEvent } from "../../src/session/model.ts";
import { createState, execute, opened, play, started, warm } from "./session-script.ts";

export interface Case {
  title: string;
  bounds?: Partial<Bounds>;
  limits?: Limits;
  /** Are its cells noted? */
  history?: boolean;
  /** What happens, and what is asked for then. */
  play: [SessionEvent, string[]][];
}

/** A kernel that is there, and one cell that runs in it. */
export const running: Case["play"] = [
  [warm, ["open 1"]],
  [opened(), ["state idle"]],
  [execute(1, "a"), ["send execute 1 epoch 1", "state busy"]],
  [started(1), ["start a [1]"]],
];

/** A second cell that was handed over and waits in the kernel. */
export const handed: Case["play"] = [...running, [execute(2, "b"), ["send execute 2 epoch 1"]]];

/** A third, where the kernel is handed two: it waits in the session. */
export const queued: Case["play"] = [...handed, [execute(3, "c"), []]];

export const failed = { status: "error", fence: true } as const;
export const interrupted = { status: "interrupted", fence: true, how: "terminated" } as const;

export function testCases(cases: readonly Case[]): void {
  for (const { title, bounds, limits, history = false, play: moves } of cases) {
    test(title, () => {
      const state = createState(bounds, limits);
      state.settings.history = history;
      for (const [index, [event, expected]] of moves.entries()) {
        assert.deepEqual(play(state, event), expected, `event ${index + 1}: ${event.type}`);
      }
    });
  }
}
