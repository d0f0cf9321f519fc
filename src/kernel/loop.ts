// The main thread's side of the bell: takes commands in order, starts one execution at a time,
// hears interrupts, and keeps the loop policy. Under `perCell` the thread sleeps here, inside one
// event callback, between cells, so that the real event loop stands still; under `persistent` it
// goes back to the loop. V8 may unwind any of this: what must be known afterwards stands in fields
// and shared words, not on the stack.
import { receiveMessageOnPort, type MessagePort } from "node:worker_threads";
import type { KernelCommand, KernelExecute } from "../../protocol/kernel.ts";
import type { LoopPolicy } from "../../protocol/shapes.ts";
import type { Ring } from "./doorbell.ts";
import type { Evaluator } from "./evaluator.ts";
import type { Immediates } from "./immediates.ts";
import { pace, skipSlots, word } from "./shared.ts";
import type { Ticks } from "./ticks.ts";
import { warmUp } from "./warmup.ts";

/** What stands in the place of Node's own, and lives through terminations. */
export interface Queues {
  ticks: Ticks;
  immediates: Immediates;
}

export class Loop {
  readonly #words: Int32Array;
  readonly #port: MessagePort;
  readonly #evaluator: Evaluator;
  readonly #ticks: Ticks;
  readonly #immediates: Immediates;
  #executes: KernelExecute[] = [];
  #policy: LoopPolicy = "persistent";
  /** Takes effect with the next cell that starts. */
  nextPolicy: LoopPolicy = "persistent";
  /** Executions of this epoch or an earlier one wait no more: one before them failed. */
  #fencedEpoch = -1;
  /** The place in the order of the last command that came straight. */
  #straight = 0;
  #terminations = 0;
  #heard = 0;
  /** Told what the daemon has looked up. */
  onLookedUp: (found: Extract<KernelCommand, { type: "lookedUp" }>) => void = () => {};
  /** Told when there is nothing to be run, now that something has been. */
  onIdle: () => void = () => {};
  /** Told when the session is to end and nothing runs any more. */
  onLeft: () => void = () => {};

  constructor(
    words: Int32Array,
    port: MessagePort,
    evaluator: Evaluator,
    { ticks, immediates }: Queues,
  ) {
    this.#words = words;
    this.#port = port;
    this.#evaluator = evaluator;
    this.#ticks = ticks;
    this.#immediates = immediates;
    evaluator.onEnd = (epoch, fence) => {
      if (fence) this.#fencedEpoch = Math.max(this.#fencedEpoch, epoch);
      this.#schedule();
    };
    evaluator.onPace = (value) => Atomics.store(words, word.pace, value);
    evaluator.onWaits = (waits) => Atomics.store(words, word.waits, waits ? 1 : 0);
    evaluator.onEnding = () =>
      Atomics.store(words, word.awaitIsName, evaluator.realm.hasName("await") ? 1 : 0);
    evaluator.hasMore = () =>
      this.#executes.some(({ generation }) => generation > evaluator.lastGeneration) ||
      Atomics.load(words, word.posted) > Atomics.load(words, word.received);
    port.on("message", (ring: Ring) => this.#enter(ring));
  }

  /**
   * `running` as a cell sees it: under `perCell` the loop turns only while an asynchronous cell
   * runs.
   */
  state(): { policy: LoopPolicy; running: boolean } {
    return {
      policy: this.#policy,
      running: this.#policy === "persistent" || this.#evaluator.isAsync,
    };
  }

  /** Takes one of the first commands, before there is an event loop. */
  post(order: number, text: string): void {
    this.#receive([order, text]);
    this.#schedule();
  }

  /**
   * Called by the event loop with a command that came straight: the daemon asks what became of it.
   * The cell runs on this stack: unwound in an immediate, it would harm Node's queue of them.
   */
  take(order: number, text: string): void {
    this.#straight = order;
    this.#enter([order, text]);
  }

  #enter(ring: Ring): void {
    this.#immediates.repair();
    this.#receive(ring);
    this.#turn();
  }

  #schedule(): void {
    this.#immediates.set(() => this.#turn());
  }

  #receive(ring: Ring): void {
    if (!ring) return;
    const [order, text, verdict] = ring;
    if (order === 0) return warmUp();
    if (order !== Atomics.load(this.#words, word.received) + 1) return; // seen already
    const command = JSON.parse(text) as KernelCommand;
    if (command.type === "execute") this.#executes.push(command);
    else this.#apply(command, verdict);
    Atomics.store(this.#words, word.received, order);
  }

  #apply(command: KernelCommand, verdict?: SharedArrayBuffer): void {
    if (command.type === "configure") {
      this.#evaluator.configure(command.settings);
      this.#policy = this.nextPolicy = command.settings.loopPolicy;
    } else if (command.type === "setLoopPolicy") {
      this.nextPolicy = command.policy;
      this.#evaluator.tell({ loopPolicy: command.policy });
    } else if (command.type === "setAutoawait") {
      this.#evaluator.realm.autoawait = command.enabled;
      this.#evaluator.tell({ autoawait: command.enabled });
    } else if (command.type === "lookedUp") this.onLookedUp(command);
    else if (command.type === "end") this.#end();
    else if (command.type === "setRunner" && verdict)
      this.#evaluator.setRunner(command, new Int32Array(verdict));
    else throw new TypeError(`kernel: no command is called ${command.type}`);
  }

  /** From now on the loop turns, whatever the policy: what ends may have to wait. */
  #end(): void {
    this.#policy = this.nextPolicy = "persistent";
    this.#executes = [];
    this.#evaluator.end();
  }

  /** Every entry from the event loop. */
  #turn(): void {
    this.#attend();
    if (this.#leaves()) return;
    this.#startNext();
    while (this.#policy === "perCell" && !this.#evaluator.current) {
      const bell = Atomics.load(this.#words, word.bell);
      const received = receiveMessageOnPort(this.#port);
      if (received) this.#receive(received.message as Ring);
      else if (this.#executes.length === 0) Atomics.wait(this.#words, word.bell, bell);
      this.#attend();
      if (this.#leaves()) return;
      this.#startNext();
    }
    if (this.#evaluator.current) return;
    if (this.#executes.length > 0) this.#schedule();
    else if (this.#evaluator.lastGeneration > 0) this.onIdle();
  }

  /** Once the session is to end nothing more is started. */
  #leaves(): boolean {
    if (Atomics.load(this.#words, word.leave) === 0) return false;
    if (!this.#evaluator.current) this.onLeft();
    return true;
  }

  /** Ends the session with the cell that runs, which is the only one to call this. */
  leave(): void {
    Atomics.store(this.#words, word.leave, 1);
    this.#schedule();
  }

  #startNext(): void {
    if (this.#evaluator.current) return;
    this.#dropStarted();
    const command = this.#executes[0];
    if (!command) return;
    if (command.epoch > this.#fencedEpoch) this.#start(command);
    // Only now: were it unwound before it is known as the running one, it would be lost.
    if (this.#executes[0] === command) this.#executes.shift();
  }

  #start(command: KernelExecute): void {
    const skip = word.skip + (command.generation % skipSlots);
    if (Atomics.load(this.#words, skip) === command.generation) {
      return this.#evaluator.refuse(command, "skipped", false);
    }
    this.#policy = this.nextPolicy;
    Atomics.store(this.#words, word.running, command.generation);
    this.passGate();
    Atomics.store(this.#words, word.startedMs, performance.now());
    Atomics.store(this.#words, word.pace, pace.unknown);
    Atomics.store(this.#words, word.waits, 0);
    Atomics.store(this.#words, word.owns, 1);
    this.#evaluator.start(command, this.#straight === Atomics.load(this.#words, word.received));
  }

  /** What was started and unwound is still in the queue. */
  #dropStarted(): void {
    while (this.#executes[0] && this.#executes[0].generation <= this.#evaluator.lastGeneration)
      this.#executes.shift();
  }

  /** Hears what the control thread has to say, before anything of the user's runs. */
  #attend(): void {
    this.passGate();
    const asked = Atomics.load(this.#words, word.interrupt);
    const terminations = Atomics.load(this.#words, word.terminations);
    const wasTerminated = terminations !== this.#terminations;
    const isUnwound = wasTerminated && this.#evaluator.isUnwound();
    this.#terminations = terminations;
    if (wasTerminated) {
      this.#ticks.cut();
      this.#evaluator.realm.abandonImports();
    }
    if (asked !== this.#heard || isUnwound) this.#hear(asked, isUnwound, wasTerminated);
  }

  /**
   * For code of the running cell that stands still: hears there what it would hear at an await. One
   * that is to be unwound, V8 unwinds.
   */
  heed(): void {
    this.passGate();
    const asked = Atomics.load(this.#words, word.interrupt);
    if (asked === this.#heard || Atomics.load(this.#words, word.terminate) === 1) return;
    if (Atomics.load(this.#words, word.terminations) !== this.#terminations) return;
    this.#hear(asked, false, false);
  }

  #hear(asked: number, isUnwound: boolean, wasTerminated: boolean): void {
    // Once this is said, no termination is sent any more; one that is on its way arrives at the
    // gate.
    Atomics.store(this.#words, word.seen, asked);
    Atomics.notify(this.#words, word.seen);
    this.passGate();
    this.#heard = asked;
    this.#evaluator.onOver = () => {
      Atomics.store(this.#words, word.over, asked);
      this.#port.postMessage(null);
    };
    this.#interrupt(isUnwound, wasTerminated);
  }

  /** While a termination is on its way, this is where it arrives. */
  passGate(): void {
    while (Atomics.load(this.#words, word.gate) === 1) Atomics.wait(this.#words, word.gate, 1, 50);
  }

  #interrupt(isUnwound: boolean, wasTerminated: boolean): void {
    const id = Atomics.load(this.#words, word.interruptId);
    const fence = Atomics.load(this.#words, word.fence) === 1;
    const first = Atomics.load(this.#words, word.first);
    const last = Atomics.load(this.#words, word.last);
    const isMeant = ({ generation }: { generation: number }): boolean =>
      generation >= first && generation <= last;
    // It may mean an execution that was posted before it and not taken yet.
    for (let next = receiveMessageOnPort(this.#port); next; next = receiveMessageOnPort(this.#port))
      this.#receive(next.message as Ring);
    this.#dropStarted();
    const { current } = this.#evaluator;
    // What a fence has dropped may still lie before it.
    const next = this.#executes.find((each) => each.epoch > this.#fencedEpoch && isMeant(each));
    if (current && (isUnwound || isMeant(current))) {
      const terminate = isUnwound || Atomics.load(this.#words, word.terminate) === 1;
      this.#evaluator.interrupt(id, fence, terminate);
    } else if (next) {
      this.#executes = this.#executes.filter((each) => each !== next);
      this.#evaluator.refuse(next, "interrupted", fence, id);
    } else this.#evaluator.missed(id, wasTerminated);
  }
}
