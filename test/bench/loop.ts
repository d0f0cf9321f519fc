// A hot loop over top-level names in a real kernel, beside the same loop in a function there.
import { execute, startLean } from "./daemon.ts";
import type { Benchmark, Figure } from "./harness.ts";

const steps = 2e7;
const body = `for (let i = 0; i < ${steps}; i++) s += i`;
const own = `let s = 0; ${body}`;
const timed = (code: string): string =>
  `var t0 = performance.now(); ${code}; performance.now() - t0`;

export const loop: Benchmark = async (scope) => {
  const daemon = scope.use(await startLean());
  const run = async (code: string): Promise<number> => {
    const { result } = await execute(daemon, code);
    return (Number(result?.data["text/plain"]) * 1e6) / steps;
  };
  const floor = {
    name: "the same loop in a function",
    sample: () => run(timed(`(function () { ${own}; return s })()`)),
  };
  const cells: Record<string, [before: string, code: string]> = {
    "names of this cell": ["0", timed(own)],
    "names of an earlier cell": ["let s = 0", timed(body)],
    "names declared again": ["let s = 0; var unused = 1", timed(own)],
    "names in an async cell": ["await 0", `await 0; ${timed(own)}`],
    "names in a closure": ["let s = 0; function f() { " + body + " }", timed("f()")],
  };
  return Object.entries(cells).map(([name, [before, code]]): Figure => ({
    name: `a loop over ${name}`,
    unit: "ns a step",
    rounds: 5,
    target: { ratio: 2.5 },
    floor,
    ours: async () => {
      await execute(daemon, before);
      return run(code);
    },
  }));
};
