// From the request to interrupt until the interrupted cell is answered.
import { setTimeout as wait } from "node:timers/promises";
import { join } from "node:path";
import { execute, nextOutput, startLean } from "./daemon.ts";
import { takeTime, type Benchmark } from "./harness.ts";
import { startLeanPeer } from "./peer.ts";

const echo = [join(import.meta.dirname, "floors/echo-stdio.ts")];
/** A cell that has only begun is given time to come to its first await. */
const settledMs = 15;
const cells = {
  "a busy loop": { code: 'console.log("go"); while (true);', target: { most: 3 } },
  // It has 20 ms to come to its next await, where its clean-up would run.
  "a busy loop after an await": { code: 'await null; console.log("go"); while (true);' },
  "a pending await": {
    code: 'console.log("go"); await new Promise(() => {});',
    target: { most: 3 },
  },
};

export const interrupt: Benchmark = async (scope) => {
  const daemon = scope.use(await startLean());
  const floor = scope.use(startLeanPeer(echo));
  return Object.entries(cells).map(([name, { code, ...target }]) => ({
    name: `interrupt of ${name}`,
    unit: "ms",
    rounds: 60,
    warmUp: 5,
    ...target,
    floor: {
      name: "bare echo",
      sample: () => takeTime(() => floor.request("echo", { code })),
    },
    async ours() {
      const running = nextOutput(daemon);
      const ended = execute(daemon, code, {}, "interrupted");
      await running;
      await wait(settledMs);
      return takeTime(() => Promise.all([daemon.request("interrupt", {}), ended]));
    },
  }));
};
