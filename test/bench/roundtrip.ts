// One cell and its answer, over each transport, beside a bare library that echoes.
import { join } from "node:path";
import { execute, startSocket, startStdio } from "./daemon.ts";
import { takeTimes, type Benchmark, type Figure } from "./harness.ts";
import { startSocketPeer, startStdioPeer, type Peer } from "./peer.ts";

const floors = join(import.meta.dirname, "floors");
const cells = { "1+1": "1+1", await: "await Promise.resolve(1)" };

function compare(transport: string, daemon: Peer, floor: Peer): Figure[] {
  return Object.entries(cells).map(([name, code]) => ({
    name: `${name} over ${transport}`,
    unit: "ms",
    rounds: 50,
    warmUp: 10,
    target: { ratio: 2 },
    floor: {
      name: `bare echo over ${transport}`,
      sample: takeTimes(40, () => floor.request("echo", { code })),
    },
    ours: takeTimes(40, () => execute(daemon, code)),
  }));
}

export const roundtrip: Benchmark = async (scope) => [
  ...compare(
    "stdio",
    scope.use(await startStdio()),
    scope.use(startStdioPeer([join(floors, "echo-stdio.ts")])),
  ),
  ...compare(
    "WebSocket",
    scope.use(await startSocket()),
    scope.use(await startSocketPeer([join(floors, "echo-socket.ts")])),
  ),
];
