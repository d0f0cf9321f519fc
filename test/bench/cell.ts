// A cell of ten thousand lines, beside a plain program that runs the same text.
import { execute, startLean } from "./daemon.ts";
import { takeTime, type Benchmark } from "./harness.ts";
import { startProgram } from "./program.ts";

const lines = 10_000;

/** Text of its own for every round, so that nothing is remembered; five lines make one unit. */
function writeCell(round: number): string {
  const unit = (n: number): string => `
    function area${n}(width, height) { return width * height + ${round}; }
    var size${n} = { width: ${n}, height: [${n}, ${n + 1}].map((side) => side * 2)[0] };
    size${n}.area = area${n}(size${n}.width, size${n}.height);
    if (size${n}.area < 0) throw new Error(\`negative: \${size${n}.area}\`);`;
  return Array.from({ length: lines / 5 }, (_, n) => unit(n)).join("");
}

export const cell: Benchmark = async (scope) => {
  const daemon = scope.use(await startLean());
  const program = scope.use(startProgram());
  let round = 0;
  return [
    {
      name: "a cell of 10,000 lines",
      unit: "ms",
      rounds: 10,
      warmUp: 2,
      floor: {
        name: "the same as a plain script",
        sample: () => takeTime(() => program.run(writeCell(round++))),
      },
      ours: () => takeTime(() => execute(daemon, writeCell(round++))),
    },
    {
      name: "… of 10,000 lines with an await",
      unit: "ms",
      rounds: 10,
      warmUp: 2,
      floor: {
        name: "the same as a plain script",
        sample: () => takeTime(() => program.run(writeCell(round++))),
      },
      ours: () => takeTime(() => execute(daemon, `${writeCell(round++)}\nawait null;`)),
    },
  ];
};
