// What is seen of a cell that keeps its thread busy.
import { execute, nextOutput, startLean } from "./daemon.ts";
import { takeTime, type Benchmark } from "./harness.ts";
import { startProgram } from "./program.ts";

const code = 'console.log("go"); { const end = Date.now() + 30; while (Date.now() < end); }';

export const busy: Benchmark = async (scope) => {
  const daemon = scope.use(await startLean());
  const program = scope.use(startProgram());
  return [
    {
      name: "first output of a busy cell",
      unit: "ms",
      rounds: 60,
      warmUp: 5,
      target: { most: 3 },
      floor: {
        name: "first output of a busy program",
        async sample() {
          const first = Promise.withResolvers<void>();
          let done: Promise<void> | undefined;
          const time = await takeTime(() => {
            done = program.run(code, () => first.resolve());
            return first.promise;
          });
          await done;
          return time;
        },
      },
      async ours() {
        let done: Promise<unknown> | undefined;
        const time = await takeTime(() => {
          const first = nextOutput(daemon);
          done = execute(daemon, code);
          return first;
        });
        await done;
        return time;
      },
    },
  ];
};
