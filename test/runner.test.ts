// What a function of the user's may do as a runner, in every order: the cell comes to an end, and
// nothing of it runs after that.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { isRunnerName, packagedRunners, runnerNames } from "../protocol/runners.ts";
import type { Box } from "../src/runner/box.ts";
import { Coroutine } from "../src/runner/coroutine.ts";
import { describeRunner } from "../src/runner/names.ts";
import type { OwnContext } from "../src/runner/runner.ts";
import { SessionScope } from "../src/runner/session-scope.ts";
import { Stepper } from "../src/runner/stepper.ts";
import { supervise } from "../src/runner/supervision.ts";

const deeds = {
  next: (coroutine) => void coroutine.next(1),
  throw: (coroutine) => void coroutine.throw(new Error("by the runner")),
  return: (coroutine) => void coroutine.return(2),
  await: (coroutine) => coroutine,
  "await and go on": (coroutine) => void coroutine.then(undefined, () => {}),
  iterate: async (coroutine) => {
    for await (const awaited of coroutine as unknown as AsyncIterable<unknown>) void awaited;
  },
  "iterate once": async (coroutine) => {
    for await (const awaited of coroutine as unknown as AsyncIterable<unknown>) return awaited;
    return undefined;
  },
  pause: () => new Promise((resolve) => setImmediate(resolve)),
  fail: () => {
    throw new Error("the runner failed");
  },
  hang: () => new Promise(() => {}),
} satisfies Record<string, (coroutine: Coroutine) => unknown>;

type Deed = keyof typeof deeds;

/** Notes when its clean-up begins and ends. */
function* runCell(noted: string[], waits: readonly unknown[]): Generator<unknown, Box> {
  try {
    for (const wait of waits) {
      noted.push("on");
      yield wait;
    }
  } finally {
    noted.push("left");
    yield Promise.resolve();
    noted.push("clean");
  }
  return { value: "end" };
}

interface Stage {
  context: OwnContext;
  interrupt(): void;
}

const noPackages = (): never => {
  throw new Error("there are no packages here");
};

function createStage(warnings: string[]): Stage {
  const controller = new AbortController();
  const stands = new Map<(reason: unknown) => void, boolean>();
  const context: OwnContext = {
    signal: controller.signal,
    executionId: 1,
    sessionScope: new SessionScope(noPackages, () => {}),
    takePlace: () => undefined,
    enter: (run) => run(),
    warn: (text) => void warnings.push(text),
    stand(stop, isOuter = false) {
      stands.set(stop, isOuter);
      return () => void stands.delete(stop);
    },
  };
  const interrupt = (): void => {
    controller.abort(new Error("interrupted"));
    const all = [...stands];
    const inner = all.filter(([, isOuter]) => !isOuter);
    for (const [stop] of inner.length > 0 ? inner : all) stop(new Error("interrupted"));
  };
  return { context, interrupt };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function play(doings: readonly Deed[], waits: readonly unknown[]): Promise<string[]> {
  const noted: string[] = [];
  const { context, interrupt } = createStage([]);
  const { enter, stand } = context;
  const start = (): Iterator<unknown, Box> => runCell(noted, waits);
  const standAt = (_: unknown, stop: (reason: unknown) => void): (() => void) => stand(stop);
  const stepper = new Stepper({ start, enter, standAt });
  const coroutine = new Coroutine(stepper);
  const run = async (): Promise<void> => {
    for (const deed of doings) await deeds[deed](coroutine);
  };
  let isOver = false;
  const over = supervise("random", run, stepper, context)
    .catch(() => {})
    .then(() => (isOver = true));
  // Interrupted as often as it takes; once is enough unless its clean-up is what waits.
  for (let turns = 0; !isOver && turns < 50; turns++) {
    await turn();
    if (!isOver && turns >= 20) interrupt();
  }
  assert.ok(isOver, "it never ends");
  await over;
  assert.equal(stepper.state, "over");
  const before = noted.length;
  assert.deepEqual(coroutine.next(), { done: true, value: undefined });
  assert.deepEqual(coroutine.throw(1), { done: true, value: undefined });
  await coroutine.then(
    () => {},
    () => {},
  );
  await turn();
  assert.equal(noted.length, before, "something of it ran after its end");
  return noted;
}

const anyWait = fc.constantFrom<unknown>(1, undefined, Promise.resolve(2), "hang", "reject");

test("whatever a runner does, its cell comes to an end", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...(Object.keys(deeds) as Deed[])), { maxLength: 6 }),
      fc.array(anyWait, { maxLength: 4 }),
      async (doings, kinds) => {
        const waits = kinds.map((kind) => {
          if (kind === "hang") return new Promise(() => {});
          if (kind !== "reject") return kind;
          const rejected = Promise.reject(new Error("no"));
          rejected.catch(() => {});
          return rejected;
        });
        const noted = await play(doings, waits);
        const left = noted.filter((word) => word === "left").length;
        assert.equal(left, noted.length > 0 ? 1 : 0);
      },
    ),
    { numRuns: 300 },
  );
});

test("a runner that leaves a cell early lets its clean-up run to the end", async () => {
  const hang = new Promise(() => {});
  assert.deepEqual(await play(["next", "return"], [hang]), ["on", "left", "clean"]);
  assert.deepEqual(await play(["next"], [hang]), ["on", "left", "clean"]);
  assert.deepEqual(await play(["await and go on"], [hang]), ["on", "left", "clean"]);
  assert.deepEqual(await play(["iterate once"], [hang]), ["on", "left", "clean"]);
  assert.deepEqual(await play(["next", "fail"], [hang]), ["on", "left", "clean"]);
  assert.deepEqual(await play(["next", "hang"], [hang]), ["on", "left", "clean"]);
  assert.deepEqual(await play(["hang"], [hang]), []);
});

test("both sides of the pipe know the same runners", () => {
  for (const name of runnerNames) assert.ok(isRunnerName(name));
  const forms = runnerNames.map((name) => describeRunner(name).form);
  assert.deepEqual(forms, ["async", "generator", "operation", "operation"]);
  assert.deepEqual(
    runnerNames.filter((name) => describeRunner(name).form === "operation"),
    packagedRunners,
  );
  assert.deepEqual(describeRunner("own"), { name: "own", form: "generator", delegates: true });
});
