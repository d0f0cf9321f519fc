// Cells sent without waiting for the answers of those before.
import { join } from "node:path";
import { execute, startLean } from "./daemon.ts";
import { takeTime, type Benchmark } from "./harness.ts";
import { startLeanPeer } from "./peer.ts";

const count = 2000;
const echo = [join(import.meta.dirname, "floors/echo-stdio.ts")];

async function takeRate(send: (n: number) => Promise<unknown>): Promise<number> {
  const numbers = Array.from({ length: count }, (_, n) => n);
  const time = await takeTime(() => Promise.all(numbers.map(send)));
  return (count * 1000) / time;
}

export const pipeline: Benchmark = async (scope) => {
  const daemon = scope.use(await startLean());
  const floor = scope.use(startLeanPeer(echo));
  return [
    {
      name: `${count} pipelined executes`,
      unit: "/s",
      rounds: 15,
      warmUp: 3,
      target: { least: 10_000 },
      floor: {
        name: "pipelined echoes",
        sample: () => takeRate((n) => floor.request("echo", { code: `${n}+1` })),
      },
      ours: () => takeRate((n) => execute(daemon, `${n}+1`)),
    },
  ];
};
