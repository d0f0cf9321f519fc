// A session inside of a program: `dist/open.cjs`, loaded when `embed()` is called. The program's
// main thread becomes a kernel's, with a control thread beside it and a daemon of its own as a
// child process; when the session ends, everything is put back.
//
// The program stays in charge of itself: what is no cell's it prints, throws and schedules as ever,
// no interrupt ends it, and it ends when it wants to.
import { fileURLToPath } from "node:url";
import vm from "node:vm";
import { MessageChannel, Worker, type MessagePort } from "node:worker_threads";
import { captureExit } from "../kernel/capture.ts";
import type { ControlData } from "../kernel/control.ts";
import { showTables } from "../kernel/display/globals.ts";
import { equip } from "../kernel/equipment.ts";
import { Evaluator } from "../kernel/evaluator.ts";
import type { GuestEvent, GuestOrder } from "../kernel/guest.ts";
import type { Inputs } from "../kernel/input.ts";
import { Immediates } from "../kernel/immediates.ts";
import { Loop, type Queues } from "../kernel/loop.ts";
import { Outbox } from "../kernel/outbox.ts";
import { Realm } from "../kernel/realm.ts";
import { settleWithin } from "../std/timeout.ts";
import { createDeferred } from "../std/deferred.ts";
import { createShared, word, type Shared } from "../kernel/shared.ts";
import { announce, createSurrounding, findSurrounding } from "../kernel/surrounding.ts";
import type { Surrounding } from "../kernel/surrounding.ts";
import { installStdin } from "../kernel/stdin.ts";
import { Ticks } from "../kernel/ticks.ts";
import { describeListening } from "./banner.ts";
import { lend, lendConstants } from "./context.ts";
import type { EmbedOptions } from "./embed.d.cts";
import { catchFailures } from "./failures.ts";
import { createObjectGround } from "./ground.ts";
import { createCellConsole, routeStreams } from "./streams.ts";
import { allowUnwinding, forbidUnwinding } from "./unwinding.ts";

const loader = fileURLToPath(new URL("../src/load.cjs", import.meta.url));

/** How long what cells have left in the session's scope may take to end. */
const scopeMs = 1000;

type Options = EmbedOptions & { context: object };

export async function open(options: Options): Promise<void> {
  const { signal } = options;
  if (signal?.aborted) return;
  const outer = findOuter();
  const session = new EmbeddedSession(options, outer);
  const leave = (): void => session.leave();
  const end = async (): Promise<void> => {
    leave();
    await session.over.catch(() => {}); // it is told to whoever called `embed`
  };
  const signals = [signal, outer?.signal()].filter((each) => each !== undefined);
  for (const each of signals) each.addEventListener("abort", leave, { once: true });
  outer?.inner.add(end);
  try {
    await session.over;
  } finally {
    outer?.inner.delete(end);
    for (const each of signals) each.removeEventListener("abort", leave);
  }
}

/** The session that the caller is in a cell of. */
function findOuter(): Surrounding | undefined {
  const outer = findSurrounding();
  if (!outer || outer.depth === 0 || outer.signal()) return outer;
  throw new Error(
    "embed: a session is open already in this program; another can be opened by one of its cells",
  );
}

class EmbeddedSession {
  readonly over: Promise<void>;
  readonly #options: Options;
  readonly #shared = createShared();
  readonly #port: MessagePort;
  readonly #control: Worker;
  readonly #surrounding: Surrounding;
  readonly #restore: (() => void)[] = [];
  readonly #evaluator: Evaluator;
  readonly #loop: Loop;
  readonly #inputs: Inputs;
  readonly #left = createDeferred<void>();
  readonly #gone = createDeferred<string | undefined>();
  #hasLeft = false;

  constructor(options: Options, outer: Surrounding | undefined) {
    this.#options = options;
    const ground = createObjectGround(outer?.scopes ?? [], options.context);
    const names = lend(options.context, ground.names);
    if (outer) lendConstants(outer.constants(), ground.globals);
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    const outbox = new Outbox(this.#shared, undefined, () => port1.postMessage(null));
    const depth = (outer?.depth ?? 0) + 1;
    const realm = new Realm({ ground, isGuest: true, firstSource: depth * 1_000_000 });
    for (const name of names) realm.adopt(name);
    const evaluator = new Evaluator(outbox, realm);
    this.#evaluator = evaluator;
    const isInside = (): boolean => evaluator.inside !== undefined;
    const queues: Queues = outer?.queues ?? {
      ticks: new Ticks(isInside),
      immediates: new Immediates(),
    };
    const loop = (this.#loop = new Loop(this.#shared.words, port1, evaluator, queues));
    guard(loop, evaluator, this.#shared);
    this.#inputs = equip({ words: this.#shared.words, evaluator, loop, outbox, port: port1 });
    const console = createCellConsole();
    showTables(console, realm.presenter);
    defineGlobals(ground.globals, { console, leave: () => loop.leave() });
    loop.onLeft = () => void this.#onLeft();
    this.#surrounding = createSurrounding(evaluator, queues, { scopes: ground.scopes, depth });
    this.#install(evaluator, outbox, outer ? undefined : queues);
    this.#control = this.#start(port2);
    this.over = this.#finish();
  }

  /** Ends what runs, and then the session. */
  leave(): void {
    this.#order("leave");
  }

  #install(evaluator: Evaluator, outbox: Outbox, queues: Queues | undefined): void {
    const { words } = this.#shared;
    const mayUnwind = allowUnwinding();
    warnNobody();
    Atomics.store(words, word.unwinds, mayUnwind ? 1 : 0);
    evaluator.realm.install();
    queues?.ticks.install();
    queues?.immediates.install();
    const { immediates } = this.#surrounding.queues;
    this.#restore.push(
      announce(this.#surrounding),
      () => evaluator.realm.uninstall(),
      () => queues?.ticks.uninstall(),
      () => queues?.immediates.uninstall(),
      routeStreams(outbox, () => evaluator.inside?.generation),
      installStdin(this.#inputs, () => evaluator.inside !== undefined),
      () => this.#inputs.close(),
      catchFailures(evaluator, immediates),
      captureExit(() => outbox.awaitEmpty()),
      () => {
        if (mayUnwind && Atomics.load(words, word.terminations) === 0) forbidUnwinding();
      },
    );
  }

  #start(port: MessagePort): Worker {
    const { name, listen, history } = this.#options;
    const setup = JSON.stringify({ name, listen, history, cwd: process.cwd() });
    const data: ControlData = {
      buffer: this.#shared.buffer,
      port,
      daemon: [process.execPath, loader, "main", "adopt", setup],
      startedAt: performance.timeOrigin,
    };
    return new Worker(new URL("./control.cjs", import.meta.url), {
      name: "awaitd control",
      workerData: data,
      transferList: [port],
      execArgv: [],
      trackUnmanagedFds: false,
    })
      .on("message", (event: GuestEvent) => this.#onEvent(event))
      .on("error", (error) => this.#gone.resolve(`its control thread failed: ${error.message}`));
  }

  #order(order: GuestOrder): void {
    this.#control.postMessage(order);
  }

  #onEvent(event: GuestEvent): void {
    if (event.type === "gone") return this.#gone.resolve(event.failure);
    const { type: _, ...listening } = event;
    const { banner = true, onListening } = this.#options;
    if (banner) process.stderr.write(describeListening(listening));
    onListening?.(listening);
  }

  /** Nothing runs any more, and nothing is started: what was changed is put back. */
  async #onLeft(): Promise<void> {
    if (this.#hasLeft) return;
    this.#hasLeft = true;
    await Promise.all([...this.#surrounding.inner].map((end) => end()));
    const halted = this.#evaluator.realm.sessionScope.halt();
    await settleWithin(scopeMs, halted, undefined).catch((thrown) => this.#evaluator.fail(thrown));
    for (const restore of this.#restore.splice(0).toReversed()) restore();
    this.#order("end");
    this.#left.resolve();
  }

  /** The daemon goes last, or first: then the cell that runs is on its way to its end. */
  async #finish(): Promise<void> {
    const failure = await this.#gone.promise;
    this.#loop.leave();
    await this.#left.promise;
    this.#port.close();
    await this.#control.terminate();
    if (failure !== undefined) throw new Error(`embed: ${failure}`);
  }
}

/** Sees to it that no termination reaches the program's own code. */
function guard(loop: Loop, evaluator: Evaluator, { words }: Shared): void {
  const { onEnd, onWaits } = evaluator;
  const own = (owns: boolean): void => void Atomics.store(words, word.owns, owns ? 1 : 0);
  evaluator.onWaits = (waits) => {
    onWaits(waits);
    own(!waits && evaluator.current !== undefined);
    if (waits) loop.passGate();
  };
  evaluator.onEnd = (epoch, fence) => {
    onEnd(epoch, fence);
    own(false);
    loop.passGate();
  };
}

/**
 * `import()` of a cell rests on an experimental option of Node's, which it tells of at the first
 * use; a kernel is started with a flag against that.
 */
function warnNobody(): void {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    vm.runInThisContext("void import('node:vm')", {
      importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    });
  } finally {
    process.emitWarning = emitWarning;
  }
}

function defineGlobals(target: object, globals: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(globals)) {
    const options = { configurable: true, enumerable: false, writable: true };
    Object.defineProperty(target, name, { value, ...options });
  }
}
