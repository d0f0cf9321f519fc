// What the magics that time code read and write.
import assert from "node:assert/strict";
import { test } from "node:test";
import { formatDuration } from "../src/kernel/magics/durations.ts";
import { readCount, readFlags } from "../src/kernel/magics/flags.ts";
import { describeTimes } from "../src/kernel/magics/time.ts";
import { chooseLoops, TimeitResult, warnOfSpread } from "../src/kernel/magics/timings.ts";

test("a duration has the unit that fits, and three digits", () => {
  for (const [seconds, expected] of [
    [0, "0 ns"],
    [4.2e-10, "0.42 ns"],
    [1.2345e-6, "1.23 μs"],
    [9.999e-7, "1000 ns"],
    [0.0201, "20.1 ms"],
    [1, "1 s"],
    [59.94, "59.9 s"],
    [65.2, "1min 5s"],
    [90_061, "1d 1h 1min 1s"],
  ] as const)
    assert.equal(formatDuration(seconds), expected);
  assert.equal(formatDuration(1.23456, 5), "1.2346 s");
});

test("times are told as IPython tells them", () => {
  const told = describeTimes({ user: 1200, system: 300 }, 20.1);
  assert.equal(told, "CPU times: user 1.2 ms, sys: 300 μs, total: 1.5 ms\nWall time: 20.1 ms\n");
});

test("options end where the code begins", () => {
  const known = { switches: ["q", "o"], values: ["n", "file"] } as const;
  for (const [text, rest, switches, values] of [
    ["x", "x", [], {}],
    ["-q x", "x", ["q"], {}],
    ["-n 5 -q x - 1", "x - 1", ["q"], { n: "5" }],
    ["-n5 x", "x", [], { n: "5" }],
    ['--file "a b" x', "x", [], { file: "a b" }],
    ["--file=a x", "x", [], { file: "a" }],
    ["-x", "-x", [], {}],
    ["-q --x", "--x", ["q"], {}],
    ["-q -- -q", "-q", ["q"], {}],
    ["-qx", "-qx", [], {}],
  ] as const) {
    const flags = readFlags(text, known);
    const found = [flags.rest, [...flags.switches], { ...flags.values }];
    assert.deepEqual(found, [rest, [...switches], values], text);
    assert.equal(text.slice(flags.restStart), rest, text);
  }
  assert.throws(() => readFlags("-n", known), /the option -n needs a value/);
  assert.throws(() => readCount("0", "n", 1), /-n takes a whole number from 1, not 0/);
});

test("so many loops that a run is told from the noise", async () => {
  for (const [loopSeconds, expected] of [
    [1, 1],
    [0.1, 2],
    [0.05, 5],
    [0.001, 200],
    [0, 1_000_000_000],
  ] as const) {
    assert.equal(await chooseLoops(async (loops) => loops * loopSeconds), expected);
  }
});

test("a result has what IPython's has", () => {
  const result = new TimeitResult(1000, [1e-6, 2e-6, 3e-6], 3);
  assert.deepEqual([result.average, result.best, result.worst], [2e-6, 1e-6, 3e-6]);
  assert.equal(
    String(result),
    "2 μs ± 816 ns per loop (mean ± std. dev. of 3 runs, 1,000 loops each)",
  );
  assert.match(String(new TimeitResult(1, [1], 3)), /1 run, 1 loop each/);
  assert.equal(warnOfSpread(result), "");
  const wide = new TimeitResult(1, [1e-6, 5e-6], 3);
  assert.match(warnOfSpread(wide), /took 5\.00 times longer/);
});
