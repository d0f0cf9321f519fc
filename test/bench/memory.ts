// What an idle session costs, beside a Node that does nothing.
import { execute, startLean } from "./daemon.ts";
import type { Benchmark } from "./harness.ts";
import { startChild } from "./peer.ts";
import { readMemory } from "./processes.ts";

export const memory: Benchmark = async (scope) => {
  const daemon = scope.use(await startLean());
  await execute(daemon, "1 + 1");
  const { pid } = await daemon.request<{ pid: number }>("session/info", {});
  const idle = startChild(["-e", "process.stdin.resume(); console.log('up')"]);
  scope.defer(() => void idle.kill());
  await new Promise((resolve) => idle.stdout.once("data", resolve));
  const { pid: idlePid = 0 } = idle;
  const subjects = { "an idle session": pid, "the daemon": daemon.pid };
  const kinds = { "private memory": "privateMb", "resident memory": "residentMb" } as const;
  return Object.entries(subjects).flatMap(([subject, subjectPid]) =>
    Object.entries(kinds).map(([kind, field]) => ({
      name: `${kind} of ${subject}`,
      unit: "MB",
      rounds: 3,
      floor: { name: "an idle node", sample: async () => readMemory(idlePid)[field] },
      ours: async () => readMemory(subjectPid)[field],
    })),
  );
};
