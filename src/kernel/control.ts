// The control thread: it reads the pipe from the daemon, takes every command, drains the outbox and
// reaches into the main thread when that is busy. It runs no user code and never waits for the main
// thread. Order: commands reach the main thread in the order of the pipe; frames leave whole, the
// main thread's in the order of the outbox. What is asked about code, it answers itself.
import { createRequire } from "node:module";
import net from "node:net";
import { workerData, type MessagePort } from "node:worker_threads";
import { FrameReader, frameKind, type Frame } from "../../protocol/frames.ts";
import type { KernelCommand, QuestionCommand } from "../../protocol/kernel.ts";
import { Checker } from "./checker.ts";
import { Doorbell } from "./doorbell.ts";
import { Guest } from "./guest.ts";
import { Interrupter } from "./interrupter.ts";
import type * as inspectionModule from "./inspection/inspection.ts";
import type { MagicFacts } from "./magics/magic.ts";
import { Pipe } from "./pipe.ts";
import { Reach } from "./reach.ts";
import { createShared, skipSlots, word } from "./shared.ts";

type Inspection = Pick<typeof inspectionModule, "answer">;

export interface ControlData {
  buffer: SharedArrayBuffer;
  port: MessagePort;
  /** The way to the daemon: a pipe that is there, or the command line of a daemon to be started. */
  daemon: number | readonly string[];
  /** The main thread's `performance.timeOrigin`. */
  startedAt: number;
}

/** By the main thread. */
interface Told {
  magics?: readonly MagicFacts[];
  answers?: MessagePort;
}

const { buffer, port, daemon, startedAt } = workerData as ControlData;
const shared = createShared(buffer);
const { words } = shared;
const doorbell = new Doorbell(words, port);
const reader = new FrameReader();
const guest = typeof daemon === "object" ? new Guest(daemon) : undefined;
const socket =
  guest?.socket ?? new net.Socket({ fd: Number(daemon), readable: true, writable: true });
const pipe = new Pipe(shared, socket);
const requireNear = createRequire(import.meta.url);
/** How long the cell that runs may take to end, when the session does. */
const leaveGraceMs = 1000;
let inspection: Inspection | undefined;
/** As the main thread said last; those that awaitd brings, as long as it has said nothing. */
let magics: readonly MagicFacts[] | undefined;
const reach = new Reach();
const interrupter = new Interrupter(words, doorbell, pipe, reach, {
  startedAt,
  isGuest: guest !== undefined,
});
const checker = new Checker(words, doorbell, pipe, reach);

function drain(): void {
  Atomics.store(words, word.awake, 0);
  interrupter.onWake();
  if (pipe.drain()) lookSoon();
}

/**
 * What the main thread says with patience is fetched a moment after it was given something to do.
 */
function lookSoon(): void {
  if (Atomics.exchange(words, word.looksSoon, 1) === 1) return;
  setTimeout(() => {
    Atomics.store(words, word.looksSoon, 0);
    drain();
  }, 1);
}

/** The main thread waits, before the process ends, until the pipe has all that it said. */
function answerFlush(): void {
  const asked = Atomics.load(words, word.flush);
  if (asked === Atomics.load(words, word.flushed)) return;
  interrupter.close();
  reach.close();
  Atomics.store(words, word.flushed, asked);
  Atomics.notify(words, word.flushed);
}

/** The parser is loaded when it is asked for the first time: a kernel starts sooner without it. */
function loadInspection(): Inspection {
  inspection ??= requireNear("./inspection.cjs") as Inspection;
  return inspection;
}

/** A question that makes this thread fail is answered by the daemon, with what it has for that. */
async function answer({ id, question, settings }: QuestionCommand): Promise<void> {
  const place = {
    ask: (method: string, params: object) => reach.ask(method, params),
    locate: (objectId: string) => reach.locate(objectId),
    isGuest: guest !== undefined,
    directory: process.cwd(),
    awaitIsName: Atomics.load(words, word.awaitIsName) === 1,
    magics: (): readonly MagicFacts[] => (magics ??= loadMagics()),
  };
  try {
    pipe.say({
      type: "reply",
      id,
      value: await loadInspection().answer(question, settings, place),
    });
  } catch (error) {
    pipe.say({ type: "fault", message: `${question.type}: ${String(error)}` });
    pipe.say({ type: "reply", id });
  }
}

function loadMagics(): readonly MagicFacts[] {
  return (requireNear("./magics.cjs") as { brought: readonly MagicFacts[] }).brought;
}

function carryOut(command: KernelCommand, frame: Frame): void {
  switch (command.type) {
    case "skip":
      Atomics.store(words, word.skip + (command.generation % skipSlots), command.generation);
      return;
    case "interrupt":
      interrupter.interrupt(command);
      return;
    case "leave":
      guest?.leave();
      return;
    case "question":
      void answer(command);
      return;
    case "input":
      doorbell.answer(command);
      return;
    case "end":
    case "lookedUp":
      break;
    case "setAutoawait":
    case "setLoopPolicy":
      pipe.say({ type: "reply", id: command.id });
      break;
    case "setRunner":
      lookSoon();
      return checker.ask(command, frame.generation, frame.payload.toString());
    default:
      throw new TypeError(`kernel: no order is called ${command.type}`);
  }
  doorbell.post(frame.generation, frame.payload.toString());
}

function onFrame(frame: Frame): void {
  if (frame.kind === frameKind.command) {
    lookSoon();
    doorbell.post(frame.generation, frame.payload.toString());
  } else carryOut(JSON.parse(frame.payload.toString()) as KernelCommand, frame);
}

/**
 * Without a daemon nothing of this kernel may live on, not even in a busy loop; but a program that
 * embeds a session does.
 */
function onEnd(): void {
  if (guest) guest.onPipeEnd();
  else process.kill(-process.pid, "SIGKILL");
}

let isLeaving = false;

/** What runs is interrupted; the main thread then finds that the session is to end. */
function leave(): void {
  if (isLeaving) return;
  isLeaving = true;
  Atomics.store(words, word.leave, 1);
  const everything = { first: 1, last: 2 ** 31 - 1, fence: true, mode: "graceful" } as const;
  interrupter.interrupt({ type: "interrupt", id: 0, ...everything, graceMs: leaveGraceMs });
}

socket.on("data", (chunk: Buffer) => reader.push(chunk, onFrame));
socket.on("end", onEnd);
socket.on("error", onEnd);
if (guest) {
  guest.onLeave = leave;
  guest.onEnd = () => {
    interrupter.close();
    reach.close();
  };
}
pipe.onEmpty = answerFlush;
port.on("message", (told: Told | null) => {
  if (told?.magics) ({ magics } = told);
  if (told?.answers) doorbell.openAnswers(told.answers);
  drain();
});
Atomics.store(words, word.isUp, 1);
pipe.say({
  type: "ready",
  pid: process.pid,
  node: process.version,
  received: Atomics.load(words, word.received),
});
drain();
