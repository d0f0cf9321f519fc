// Further sessions of a daemon that runs: one from the pool, and many at once.
import { setTimeout as wait } from "node:timers/promises";
import { once } from "node:events";
import { join } from "node:path";
import { execute, startLean } from "./daemon.ts";
import { takeTime, type Benchmark } from "./harness.ts";
import { startChild, startLeanPeer, type Peer } from "./peer.ts";

const many = 50;
/**
 * The pool refills beside what it is asked for; how long that may take is no part of the figure.
 */
const refillMs = 600;
const echo = [join(import.meta.dirname, "floors/echo-stdio.ts")];

async function createSession(daemon: Peer): Promise<string> {
  const { sessionId } = await daemon.request<{ sessionId: string }>("session/create", {});
  await execute(daemon, "1 + 1", { sessionId });
  return sessionId;
}

const closeSession = (daemon: Peer, sessionId: string): Promise<unknown> =>
  daemon.request("session/close", { sessionId });

export const sessions: Benchmark = async (scope) => {
  const daemon = scope.use(await startLean());
  const floor = scope.use(startLeanPeer(echo));
  return [
    {
      name: "session from the pool → first result",
      unit: "ms",
      rounds: 12,
      target: { most: 5 },
      floor: {
        name: "two bare echoes",
        sample: () =>
          takeTime(async () => {
            await floor.request("echo", {});
            await floor.request("echo", {});
          }),
      },
      async ours() {
        await wait(refillMs);
        const begun = performance.now();
        const sessionId = await createSession(daemon);
        const time = performance.now() - begun;
        await closeSession(daemon, sessionId);
        return time;
      },
    },
    {
      name: `${many} sessions at once → first results`,
      unit: "ms",
      rounds: 3,
      floor: {
        name: `${many} × node -e 0 at once`,
        sample: () =>
          takeTime(() =>
            Promise.all(Array.from({ length: many }, () => once(startChild(["-e", "0"]), "exit"))),
          ),
      },
      async ours() {
        const begun = performance.now();
        const made = await Promise.all(Array.from({ length: many }, () => createSession(daemon)));
        const time = performance.now() - begun;
        await Promise.all(made.map((sessionId) => closeSession(daemon, sessionId)));
        return time;
      },
    },
  ];
};
