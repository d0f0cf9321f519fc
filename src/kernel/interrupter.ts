// The ladder of an interrupt inside the kernel: ask the main thread; where it does not look up,
// have V8 unwind it; where it sits in native code, end the child processes that it waits for, and
// where a debugger holds it, have it let go. (The last rung, ending the kernel, is the daemon's.)
// One interrupt at a time; a later one waits for the end of the one before.
import type { InterruptCommand } from "../../protocol/kernel.ts";
import { endChildren, endYoungestChild } from "./children.ts";
import type { Doorbell } from "./doorbell.ts";
import type { Pipe } from "./pipe.ts";
import type { Reach } from "./reach.ts";
import { pace, word } from "./shared.ts";
import { Turns } from "./turns.ts";

/**
 * How long the main thread may take to look up before it counts as busy: while code of the cell
 * runs (none, where that can come to no await and has run for a while), …
 */
const patienceMs = 1;
/** … while it is still young, when it may not be known yet what kind of cell it is, … */
const youngMs = 10;
/**
 * … and where the cell awaits: it stands there, or may be about to, where it can clean up. Then it
 * must have had its turn, too: a busy machine is no reason to unwind it.
 */
const comingMs = 20;
const starvedMs = 200;
/** How long a termination may take before the main thread counts as stuck in native code. */
const nativeMs = 20;
/** How long after a termination the main thread may take to look up, before there is another. */
const restMs = 5;
/** After that, how often it is looked after. */
const againMs = 100;

export interface ProcessFacts {
  /** The main thread's `performance.timeOrigin`; a worker has one of its own. */
  startedAt: number;
  /** The process is a program of the user's: nothing of it that is no cell's is to be hurt. */
  isGuest: boolean;
}

export class Interrupter {
  readonly #words: Int32Array;
  readonly #doorbell: Doorbell;
  readonly #pipe: Pipe;
  readonly #processStartedAt: number;
  readonly #isGuest: boolean;
  readonly #commands: InterruptCommand[] = [];
  readonly #reach: Reach;
  #terminating = false;
  /** It may stand at a breakpoint: this termination has asked a debugger to let it go. */
  #wasResumed = false;
  #restsUntil = 0;
  readonly #turns = new Turns();
  #timer: NodeJS.Timeout | undefined;
  #lookAgain: () => void = () => {};
  /** Numbers what is asked of the main thread: interrupts, and their escalations. */
  #asked = 0;

  constructor(
    words: Int32Array,
    doorbell: Doorbell,
    pipe: Pipe,
    reach: Reach,
    process: ProcessFacts,
  ) {
    this.#processStartedAt = process.startedAt;
    this.#isGuest = process.isGuest;
    this.#words = words;
    this.#doorbell = doorbell;
    this.#pipe = pipe;
    this.#reach = reach;
  }

  interrupt(command: InterruptCommand): void {
    this.#commands.push(command);
    if (this.#commands.length === 1) this.#begin(command);
    else if (command.mode === "terminate") this.#hurry();
  }

  /** Who asks once more, and harder, does not wait for the clean-up that the first one allows. */
  #hurry(): void {
    clearTimeout(this.#timer);
    this.#lookAgain();
  }

  /** The main thread has said something: perhaps that the interrupt is over. */
  onWake(): void {
    if (this.#commands.length === 0 || Atomics.load(this.#words, word.over) < this.#asked) return;
    this.#goOn();
  }

  #goOn(): void {
    clearTimeout(this.#timer);
    this.#commands.shift();
    const next = this.#commands[0];
    if (next) this.#begin(next);
  }

  /** The process ends. */
  close(): void {
    clearTimeout(this.#timer);
    this.#commands.length = 0;
  }

  #begin(command: InterruptCommand): void {
    Atomics.store(this.#words, word.interruptId, command.id);
    Atomics.store(this.#words, word.first, command.first);
    Atomics.store(this.#words, word.last, command.last);
    Atomics.store(this.#words, word.fence, command.fence ? 1 : 0);
    this.#ask(command, command.mode === "terminate");
  }

  /** Rung one: the main thread is told, and looks up within a moment unless it is busy. */
  #ask(command: InterruptCommand, terminate: boolean): void {
    this.#asked += 1;
    Atomics.store(this.#words, word.terminate, terminate ? 1 : 0);
    Atomics.store(this.#words, word.interrupt, this.#asked);
    const seen = Atomics.load(this.#words, word.seen);
    this.#doorbell.ring();
    const askedAt = performance.now();
    this.#turns.mark();
    // A timer would be late by as much again.
    if (!this.#isStraight(command, askedAt)) Atomics.wait(this.#words, word.seen, seen, patienceMs);
    this.#look(command, terminate, askedAt);
  }

  #look(command: InterruptCommand, terminate: boolean, askedAt: number): void {
    this.#lookAgain = () => this.#look(command, terminate, askedAt);
    const elapsedMs = performance.now() - askedAt;
    let againInMs = elapsedMs < nativeMs ? patienceMs : againMs;
    if (Atomics.load(this.#words, word.seen) >= this.#asked) {
      // It has heard: the cell's own clean-up runs, for `graceMs` at most.
      const leftMs = this.#isUrgent(command) ? 0 : command.graceMs - elapsedMs;
      if (leftMs <= 0 && !terminate) return this.#ask(command, true);
      againInMs = Math.max(leftMs, patienceMs);
      if (terminate) return;
    } else if (this.#isLate(command)) {
      // What it meant is over, and what runs now is none of its business.
      this.#pipe.say({ type: "interrupted", id: command.id });
      return this.#goOn();
    } else {
      const isDue = this.#isDue(command, elapsedMs, askedAt);
      const rests = this.#terminating || performance.now() < this.#restsUntil;
      if (isDue && !rests) this.#consider(command);
      if (this.#terminating && elapsedMs > nativeMs) {
        if (!this.#wasResumed) this.#reach.resume();
        this.#wasResumed = true;
        this.#endChildren(elapsedMs);
      }
    }
    this.#timer = setTimeout(this.#lookAgain, againInMs);
  }

  #isUrgent({ last }: InterruptCommand): boolean {
    const [, ...others] = this.#commands;
    return others.some(({ mode, first }) => mode === "terminate" && first <= last);
  }

  /**
   * In a program of the user's it may be the program that is busy, and no cell: then nothing is
   * unwound, unless that is what the client asks for.
   */
  #consider(command: InterruptCommand): void {
    if (!this.#isGuest) return this.#terminate(command);
    if (Atomics.load(this.#words, word.unwinds) === 0) return;
    const isMeant = command.mode === "terminate" || Atomics.load(this.#words, word.owns) === 1;
    if (isMeant) return this.#terminate(command);
    // Something that a cell has left behind?
    this.#reach.runsCell((runsCell) => {
      if (runsCell && this.#commands[0] === command && !this.#terminating) this.#terminate(command);
    });
  }

  #endChildren(elapsedMs: number): void {
    if (this.#isGuest) endYoungestChild(this.#startedMs);
    else endChildren(elapsedMs > againMs ? 0 : this.#startedMs);
  }

  #isLate({ last }: InterruptCommand): boolean {
    if (this.#terminating) return false;
    const running = Atomics.load(this.#words, word.running);
    // Where no cell has ever run there is nothing in the background either.
    return last === 0 ? running === 0 : running > last;
  }

  #isDue(command: InterruptCommand, elapsedMs: number, askedAt: number): boolean {
    const meansBackground = command.last === 0;
    if (meansBackground || this.#is(word.waits) || this.#goesBy(pace.awaits)) {
      if (elapsedMs < comingMs) return false;
      return elapsedMs > starvedMs || this.#turns.hasHad(comingMs / 4);
    }
    if (this.#isStraight(command, askedAt)) return true;
    return elapsedMs >= Math.max(patienceMs, youngMs - this.#ageMs(askedAt));
  }

  /** Is it sure that the main thread won't look up before the cell ends? */
  #isStraight({ first, last }: InterruptCommand, askedAt: number): boolean {
    const running = Atomics.load(this.#words, word.running);
    if (running < first || running > last || this.#is(word.waits)) return false;
    return this.#goesBy(pace.straight) && this.#ageMs(askedAt) >= youngMs;
  }

  /** Of the running cell. */
  #ageMs(now: number): number {
    return now + performance.timeOrigin - this.#processStartedAt - this.#startedMs;
  }

  #goesBy(value: number): boolean {
    return Atomics.load(this.#words, word.pace) === value;
  }

  #is(index: number): boolean {
    return Atomics.load(this.#words, index) === 1;
  }

  /** When the running cell started, in ms since the process did. */
  get #startedMs(): number {
    return Atomics.load(this.#words, word.startedMs);
  }

  /**
   * Rung two: V8 unwinds whatever JavaScript runs. The gate keeps the main thread from going on
   * meanwhile.
   */
  #terminate(command: InterruptCommand): void {
    Atomics.store(this.#words, word.gate, 1);
    // The main thread says that it has seen, or what it starts, then looks at the gate; one of the
    // two notices the other.
    if (Atomics.load(this.#words, word.seen) >= this.#asked || this.#isLate(command))
      return this.#open();
    this.#terminating = true;
    this.#wasResumed = false;
    // Unwound in the middle of a write of its own, the main thread would say things twice.
    this.#pipe.hold();
    this.#reach.terminate((error) => {
      this.#terminating = false;
      this.#restsUntil = performance.now() + restMs;
      Atomics.add(this.#words, word.terminations, 1);
      // What was lost on the way is there again before the main thread looks at anything.
      this.#doorbell.repeat();
      this.#pipe.release();
      this.#open();
      if (error) this.#pipe.say({ type: "fault", message: `terminateExecution: ${error.message}` });
    });
  }

  #open(): void {
    Atomics.store(this.#words, word.gate, 0);
    Atomics.notify(this.#words, word.gate);
  }
}
