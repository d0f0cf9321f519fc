// What holds for a session whatever the order of events.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { SessionAction, SessionEvent, SessionModel } from "../src/session/model.ts";
import { step } from "../src/session/state.ts";
import { ModelKernel } from "./support/model-kernel.ts";
import { cancel, createState, execute, interrupt, opened, warm } from "./support/session-script.ts";

type Move =
  | { type: "execute"; stopOnError: boolean; silent: boolean; again: boolean }
  | { type: "cancel" | "interruptOne"; back: number }
  | { type: "interrupt"; mode: "graceful" | "terminate" | "restart"; clearQueue: boolean }
  | { type: "kernel"; outcome: "ok" | "error" }
  | { type: "open" | "openFailed" | "lost" | "restart" | "setting" | "isComplete" };

const bounds = { window: 3, queueLength: 6 };

const moves: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant("execute" as const),
      stopOnError: fc.boolean(),
      silent: fc.boolean(),
      again: fc.boolean(),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant("kernel" as const),
      outcome: fc.constantFrom("ok" as const, "error" as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constantFrom("cancel" as const, "interruptOne" as const),
      back: fc.nat(8),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant("interrupt" as const),
      mode: fc.constantFrom("graceful" as const, "terminate" as const, "restart" as const),
      clearQueue: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant("open" as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constantFrom(
        "openFailed" as const,
        "lost" as const,
        "restart" as const,
        "setting" as const,
        "isComplete" as const,
      ),
    }),
  },
);

/** A session and its kernels, with a record of what was asked and what was answered. */
class Play {
  state: SessionModel = createState(bounds);
  readonly asked: number[] = [];
  readonly answered: number[] = [];
  /** Generations of the current kernel, as they started and as they ended. */
  readonly orders: { started: string[]; ended: string[] } = { started: [], ended: [] };
  #kernel: ModelKernel | undefined;
  #opening: number | undefined;
  #ticket = 0;

  constructor() {
    this.put(warm);
  }

  move(move: Move): void {
    const kernel = this.#kernel;
    switch (move.type) {
      case "execute": {
        const ticket = this.#ask();
        const executionId = move.again ? "again" : `e${ticket}`;
        const { stopOnError, silent } = move;
        const params = { stopOnError, silent, ...(move.again ? { executionId } : {}) };
        return this.put(execute(ticket, executionId, params));
      }
      case "cancel":
        return this.put(cancel(this.#ticket - move.back));
      case "interruptOne":
        return this.put(interrupt(this.#ask(), { executionId: `e${this.#ticket - move.back}` }));
      case "interrupt": {
        const { mode, clearQueue } = move;
        return this.put(interrupt(this.#ask(), { mode, clearQueue }));
      }
      case "kernel": {
        const event = kernel?.tell(move.outcome);
        if (kernel && event) {
          this.put({ type: "kernel", incarnation: kernel.incarnation, event });
        }
        return;
      }
      case "setting":
        return this.put({ type: "setAutoawait", ticket: this.#ask(), enabled: true });
      case "isComplete":
        return this.put({
          type: "question",
          ticket: this.#ask(),
          question: { type: "isComplete", code: "f(" },
          otherwise: null,
        });
      case "restart":
        return this.put({ type: "restart", ticket: this.#ask(), change: {} });
      case "open":
      case "openFailed":
        return this.#settleOpening(move.type === "open");
      case "lost":
        if (!kernel) return;
        this.#kernel = undefined;
        return this.put({
          type: "kernel",
          incarnation: kernel.incarnation,
          event: { type: "lost", code: 1, signal: null, reason: "" },
        });
    }
  }

  /** Lets everything come to its end. */
  drain(): void {
    for (let left = 1_000; left > 0; left -= 1) {
      this.move({ type: "open" });
      if (!this.#kernel || this.#kernel.isIdle) return;
      this.move({ type: "kernel", outcome: "ok" });
    }
    assert.fail("the session never came to rest");
  }

  put(event: SessionEvent): void {
    const epoch = this.state.epoch;
    const { state, actions } = step(this.state, event);
    this.state = state;
    for (const action of actions) this.#perform(action);
    assert.ok(state.epoch >= epoch, "the epoch went back");
    // What a lost kernel had been handed goes back to the queue, on top of what waits there.
    const live = state.waiting.size + state.handed.size;
    assert.ok(live <= bounds.queueLength + bounds.window, "the queue grew past its bound");
    assert.ok(state.handed.size <= bounds.window, "the window grew past its bound");
  }

  #settleOpening(isOpen: boolean): void {
    const incarnation = this.#opening;
    if (incarnation === undefined) return;
    this.#opening = undefined;
    if (isOpen) this.#kernel = new ModelKernel(incarnation);
    this.put(isOpen ? opened(incarnation) : { type: "openFailed", incarnation, reason: "no" });
  }

  #ask(): number {
    this.#ticket += 1;
    this.asked.push(this.#ticket);
    return this.#ticket;
  }

  #perform(action: SessionAction): void {
    if (action.type === "open") this.#opening = action.incarnation;
    else if (action.type === "send") this.#kernel?.take(action.command);
    else if (action.type === "closeKernel") this.#kernel = undefined;
    else if (action.type === "answer" || action.type === "refuse") {
      this.answered.push(action.ticket);
    } else if (action.type === "didStart") {
      this.orders.started.push(action.params.executionId);
    } else if (action.type === "finish") {
      this.answered.push(...action.tickets);
      this.orders.ended.push(action.result.executionId);
    }
  }
}

const playAll = (script: Move[]): Play => {
  const play = new Play();
  for (const move of script) play.move(move);
  play.drain();
  return play;
};

const check = (law: (play: Play) => void): void =>
  fc.assert(
    fc.property(fc.array(moves, { maxLength: 80, size: "max" }), (script) => law(playAll(script))),
    { numRuns: 500 },
  );

test("every request is answered exactly once", () => {
  check(({ asked, answered }) => {
    assert.deepEqual(
      answered.toSorted((one, other) => one - other),
      asked,
    );
  });
});

test("what started ends in the order in which it started", () => {
  check(({ orders }) => {
    const started = new Set(orders.started);
    assert.deepEqual(
      orders.ended.filter((executionId) => started.has(executionId)),
      orders.started,
    );
  });
});

test("a session that has come to rest holds on to nothing", () => {
  check(({ state }) => {
    const { waiting, handed, live, byGeneration, byTicket, asked, interrupts, skipping } = state;
    const sizes = [waiting, handed, live, byGeneration, byTicket, asked, interrupts, skipping];
    assert.deepEqual(
      sizes.map(({ size }) => size),
      sizes.map(() => 0),
    );
    assert.deepEqual([state.waitingBytes, state.askedBytes, state.held.length], [0, 0, 0]);
  });
});
