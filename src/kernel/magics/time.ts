import { formatDuration } from "./durations.ts";
import type { Boxed, Magic } from "./magic.ts";

/** `%time CODE`, and `%%time` over a cell. */
export const time: Magic = {
  names: ["%time", "%%time"],
  takes: "code",
  waits: true,
  doc: `Run code once and tell how long it took.

  %time CODE            one line; its value is the value of the call
  %%time                the cell below; its value is that of the cell

What the code awaits is part of it, and so is what it imports; to compile it is not. The CPU times
are those of the whole kernel: other threads and tasks in the background count, too. Names that the
code declares are kept.

  const response = %time await fetch(url)`,
  async run({ name, line, body, at }, { prepare, print }): Promise<Boxed> {
    if (body !== undefined && line !== "")
      throw new SyntaxError(`code for %%time stands below its line, not behind it: ${line}`);
    const code = body ?? line;
    if (code.trim() === "") throw new SyntaxError(`${name} has no code to run`);
    const prepared = prepare(code, at);
    const cpu = process.cpuUsage();
    const start = performance.now();
    try {
      const came = prepared.run();
      return came instanceof Promise ? await came : came;
    } finally {
      const wallMs = performance.now() - start;
      print(describeTimes(process.cpuUsage(cpu), wallMs));
    }
  },
};

/** `cpu` is in microseconds. */
export function describeTimes(cpu: NodeJS.CpuUsage, wallMs: number): string {
  const [user, system] = [cpu.user / 1e6, cpu.system / 1e6];
  const [times, wall] = [
    [user, system, user + system].map((each) => formatDuration(each)),
    formatDuration(wallMs / 1e3),
  ];
  return `CPU times: user ${times[0]}, sys: ${times[1]}, total: ${times[2]}\nWall time: ${wall}\n`;
}
