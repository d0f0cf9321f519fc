// The kernel's main thread: starts the control thread, takes over what the process prints and
// throws, and waits, blocked, for its first commands on the straight lane: so a first cell need not
// wait until the control thread is up, which takes as long as the process itself.
import { MessageChannel, Worker } from "node:worker_threads";
import { captureExit, captureFailures, captureStreams } from "./capture.ts";
import type { ControlData } from "./control.ts";
import { showTables } from "./display/globals.ts";
import { equip } from "./equipment.ts";
import { Evaluator } from "./evaluator.ts";
import { createScriptGround } from "./ground.ts";
import { Immediates } from "./immediates.ts";
import { Lane } from "./lane.ts";
import { Loop } from "./loop.ts";
import { Outbox } from "./outbox.ts";
import { Realm } from "./realm.ts";
import { announce, createSurrounding } from "./surrounding.ts";
import { createShared } from "./shared.ts";
import { installStdin } from "./stdin.ts";
import { Ticks } from "./ticks.ts";

const laneFd = 3;
const pipeFd = 4;

const shared = createShared();
const { words } = shared;
const { port1: port, port2: controlPort } = new MessageChannel();
const data: ControlData = {
  buffer: shared.buffer,
  port: controlPort,
  daemon: pipeFd,
  startedAt: performance.timeOrigin,
};
new Worker(new URL("./control.cjs", import.meta.url), {
  name: "awaitd control",
  workerData: data,
  transferList: [controlPort],
  execArgv: [],
  trackUnmanagedFds: false,
}).on("error", (error) => {
  throw error; // without its control thread a kernel is of no use
});

const outbox = new Outbox(shared, pipeFd, () => port.postMessage(null));
const ground = createScriptGround();
const realm = new Realm({ ground });
const evaluator = new Evaluator(outbox, realm);
const immediates = new Immediates();
const ticks = new Ticks();
const loop = new Loop(words, port, evaluator, { ticks, immediates });
let hasCommand = false;
const lane = new Lane(laneFd, ({ generation, payload }) => {
  // Order 0 belongs to nobody: a kernel in stock is told to warm up.
  hasCommand ||= generation > 0;
  if (lane.isOpen) loop.take(generation, payload.toString());
  else loop.post(generation, payload.toString());
});
loop.onIdle = () => lane.open();
// All that a cell finds other than in a plain Node; src/ARCHITECTURE.md has the list.
realm.install();
ticks.install();
immediates.install();
captureStreams(outbox, () => evaluator.owner());
captureFailures(immediates, (thrown) => evaluator.fail(thrown));
captureExit(() => outbox.awaitEmpty());
installStdin(equip({ words, evaluator, loop, outbox, port }));
showTables(globalThis.console, realm.presenter);
const surrounding = createSurrounding(evaluator, { ticks, immediates });
announce(surrounding);
ground.share(surrounding);
process.argv.length = 1;
boot();

/** Blocks until the daemon has sent a command, and goes to the event loop. */
function boot(): void {
  while (!hasCommand) {
    if (!lane.read()) process.kill(process.pid, "SIGKILL"); // the daemon is gone
  }
}
