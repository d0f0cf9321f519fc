// A cell that prints a lot, beside the same program writing to a plain pipe.
import assert from "node:assert/strict";
import { execute, startLean } from "./daemon.ts";
import { takeTime, type Benchmark } from "./harness.ts";
import { startProgram } from "./program.ts";

const count = 200_000;
const code = `for (let i = 0; i < ${count}; i++) console.log("line " + i);`;

function countLines(text: string): number {
  let lines = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines++;
  return lines;
}

export const lines: Benchmark = async (scope) => {
  const daemon = scope.use(await startLean());
  const program = scope.use(startProgram());
  let seen = 0;
  const onText = (text: string): void => void (seen += countLines(text));
  return [
    {
      name: "200,000 printed lines",
      unit: "ms",
      rounds: 7,
      target: { ratio: 1 },
      floor: {
        name: "the same through a pipe",
        async sample() {
          seen = 0;
          const time = await takeTime(() => program.run(code, onText));
          assert.equal(seen, count + 1, "the lines, and the one that says it is done");
          return time;
        },
      },
      async ours() {
        seen = 0;
        daemon.onNotification = (method, { text }) => {
          if (method === "output") onText(text ?? "");
        };
        const time = await takeTime(() => execute(daemon, code));
        assert.equal(seen, count);
        return time;
      },
    },
  ];
};
