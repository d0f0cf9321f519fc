// What may stand at a cursor: how long an editor waits, idle and while a cell keeps its thread
// busy, for what the session knows by itself and for what TypeScript makes of the text.
import { execute, startLean } from "./daemon.ts";
import { takeTime, type Benchmark, type Figure } from "./harness.ts";
import type { Peer } from "./peer.ts";

const cells = [
  "const table = { rows: [1, 2, 3], name: 'table' };",
  "interface Shape { side: number } async function make(): Promise<Shape> { return { side: 2 } }",
];

/** Where both halves have something to say, and where only the text tells. */
const questions = {
  "names and members": "table.na",
  "types alone": "(await make()).si",
};

interface Completion {
  source: string;
}

export const completion: Benchmark = async (scope) => {
  const idle = scope.use(await startLean());
  const busy = scope.use(await startLean());
  for (const code of cells) for (const peer of [idle, busy]) await execute(peer, code);
  const running = execute(busy, "for (;;);", {}, "interrupted");
  scope.defer(async () => {
    await busy.request("interrupt", {});
    await running;
  });
  return [...measure(idle, "idle"), ...measure(busy, "busy")];
};

function measure(peer: Peer, how: string): Figure[] {
  let round = 0;
  const ask = (code: string): Promise<Completion> =>
    // A text of its own each time, as it is typed.
    peer.request<Completion>("complete", { code: `${code}\n// ${round++}`, cursor: code.length });
  return [
    {
      name: `completion of a magic, ${how} (live)`,
      unit: "ms",
      rounds: 50,
      warmUp: 5,
      target: { most: 30 },
      ours: () => takeTime(() => ask("%ti")),
    },
    {
      name: `the list of the variables, ${how}`,
      unit: "ms",
      rounds: 50,
      warmUp: 5,
      target: { most: 30 },
      ours: () => takeTime(() => peer.request("namespace/list", {})),
    },
    ...Object.entries(questions).map(([name, code]): Figure => ({
      name: `completion of ${name}, ${how}`,
      unit: "ms",
      rounds: 50,
      warmUp: 5,
      target: { most: 250 },
      ours: async () => {
        // Until the language server is there, an answer is of the session alone.
        while ((await ask(code)).source === "live");
        return takeTime(() => ask(code));
      },
    })),
  ];
}
