// The packages of a user's project: what `findForeign` takes for an operation or an Effect, what it
// leaves alone, and which packages make a runner.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as effection from "effection";
import * as Effect from "effect/Effect";
import { findForeign } from "../src/runner/foreign.ts";
import { Packages } from "../src/runner/packages.ts";

const { action, call, each, ensure, interval, resource, scoped, sleep, spawn, until } = effection;
const idle = function* (): effection.Operation<void> {};

const operations: Record<string, object> = {
  sleep: sleep(1),
  action: action(() => () => {}),
  call: call(() => 1),
  each: each(interval(1)),
  ensure: ensure(() => {}),
  resource: resource<number>(function* (provide) {
    yield* provide(1);
  }),
  scoped: scoped(idle),
  spawn: spawn(idle),
  until: until(Promise.resolve()),
};

const others: Record<string, object> = {
  array: [1],
  map: new Map(),
  set: new Set(),
  generator: (function* () {
    yield 1;
  })(),
  iterable: {
    *[Symbol.iterator]() {
      yield 1;
    },
  },
  "iterable with more": { [Symbol.iterator]: () => [1].values(), size: 1 },
  promise: Promise.resolve(),
  function: idle,
  "object without a prototype": Object.create(null) as object,
};

const isThere = (): boolean => true;

test("operations of effection are recognised, where it is installed", () => {
  for (const [name, value] of Object.entries(operations)) {
    assert.match(findForeign(value, isThere) ?? "", /Effection operation/, name);
    assert.equal(
      findForeign(value, () => false),
      undefined,
      name,
    );
  }
});

test("effects are recognised", () => {
  for (const effect of [Effect.succeed(1), Effect.sleep(1), Effect.gen(function* () {})])
    assert.match(findForeign(effect, isThere) ?? "", /an Effect/);
  assert.match(findForeign({ [Symbol.for("effect/Effect")]: {} }, isThere) ?? "", /an Effect/);
});

test("anything else is left alone", () => {
  for (const [name, value] of Object.entries(others))
    assert.equal(findForeign(value, isThere), undefined, name);
});

test("a package that is missing or too old is named", () => {
  const old = { createScope() {}, createContext() {}, until() {}, fork() {} };
  const create = (isInstalled: boolean): Packages =>
    new Packages({ has: () => isInstalled, load: () => old, loadBeside: () => old });
  for (const name of ["effection", "effect"] as const) {
    assert.throws(() => create(false)[name], new RegExp(`npm install ${name}`));
    const runner = create(true)[name];
    assert.throws(() => [...runner.until!(1)], new RegExp(`this ${name} is too old`));
  }
});
