// A value of ten megabytes, beside a bare library that answers with as much; and what is shown of
// it where nobody has asked for the whole.
import assert from "node:assert/strict";
import { join } from "node:path";
import { execute, startStdio } from "./daemon.ts";
import { takeTime, type Benchmark } from "./harness.ts";
import { startStdioPeer } from "./peer.ts";

const bytes = 10 * 2 ** 20;
const echo = [join(import.meta.dirname, "floors/echo-stdio.ts")];

export const result: Benchmark = async (scope) => {
  const daemon = scope.use(await startStdio());
  const floor = scope.use(startStdioPeer(echo));
  const preview = scope.use(await startStdio());
  await execute(daemon, "awaitd.print.maxTextLength = Infinity");
  return [
    {
      name: "a 10 MB result",
      unit: "ms",
      rounds: 10,
      warmUp: 2,
      target: { ratio: 1.5 },
      floor: {
        name: "10 MB of a bare answer",
        sample: () => takeTime(() => floor.request("repeat", { bytes })),
      },
      ours: () =>
        takeTime(async () => {
          const answer = await execute(daemon, `"x".repeat(${bytes})`);
          const length = answer.result?.data["text/plain"]?.length ?? 0;
          assert.ok(length >= bytes, `only ${length} characters came`);
        }),
    },
    {
      name: "the preview of a 10 MB string",
      unit: "ms",
      rounds: 50,
      warmUp: 5,
      ours: () =>
        takeTime(async () => {
          const answer = await execute(preview, `"x".repeat(${bytes})`);
          assert.equal(typeof answer.result?.metadata["ref"], "string");
        }),
    },
  ];
};
