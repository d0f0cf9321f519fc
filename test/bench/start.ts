// How long a user waits for the first result of a daemon that was not there.
import { once } from "node:events";
import { execute, startLean } from "./daemon.ts";
import { takeTime, type Benchmark } from "./harness.ts";
import { startChild } from "./peer.ts";

async function runNothing(): Promise<void> {
  await once(startChild(["-e", "0"]), "exit");
}

export const start: Benchmark = async () => [
  {
    name: "process start → first result",
    unit: "ms",
    rounds: 20,
    target: { ratio: 2.5 },
    floor: { name: "node -e 0", sample: () => takeTime(runNothing) },
    async ours() {
      const begun = performance.now();
      await using peer = await startLean();
      await execute(peer, "1 + 1");
      return performance.now() - begun;
    },
  },
];
