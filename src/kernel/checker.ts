// `setRunner` on the control thread: every command of it goes to the main thread, in its place in
// the order; where that does not take it up within a moment, the answer is made of what can be seen
// from here. The answers are in the order of the commands.
import { createRequire } from "node:module";
import { join } from "node:path";
import { findAbsence, isRunnerName, listRunners, splitRunner } from "../../protocol/runners.ts";
import { isMissing } from "../std/missing.ts";
import type { Doorbell } from "./doorbell.ts";
import type { Pipe } from "./pipe.ts";
import type { Reach } from "./reach.ts";
import { word as at } from "./shared.ts";
import { createVerdict, verdict, type SetRunner } from "./verdict.ts";

/** How long the main thread may take to take it up while a cell runs … */
const patienceMs = 20;
/** … and while none does: a busy machine is no reason to trust a name unseen. */
const idlePatienceMs = 500;
/** How long it may take to say what a name is: in native code it does not. */
const answerMs = 500;

interface Asked {
  command: SetRunner;
  word: Int32Array<SharedArrayBuffer>;
  since: number;
}

export class Checker {
  readonly #words: Int32Array<SharedArrayBuffer>;
  readonly #doorbell: Doorbell;
  readonly #pipe: Pipe;
  readonly #reach: Reach;
  readonly #asked: Asked[] = [];

  constructor(words: Int32Array<SharedArrayBuffer>, doorbell: Doorbell, pipe: Pipe, reach: Reach) {
    this.#words = words;
    this.#doorbell = doorbell;
    this.#pipe = pipe;
    this.#reach = reach;
  }

  /** `order`: its place among what is posted; `text`: the command as it came. */
  ask(command: SetRunner, order: number, text: string): void {
    const word = createVerdict(verdict.open);
    this.#asked.push({ command, word, since: performance.now() });
    this.#doorbell.post(order, text, word.buffer);
    if (this.#asked.length === 1) this.#wait();
  }

  #wait(): void {
    setTimeout(() => this.#look(), patienceMs);
  }

  #look(): void {
    while (this.#asked[0] && isAnswered(this.#asked[0])) this.#asked.shift();
    const [first] = this.#asked;
    if (!first) return;
    const isOpen = Atomics.load(first.word, 0) === verdict.open;
    // What was taken up late is being looked at: a module is loaded, perhaps.
    const isIdle = Atomics.load(this.#words, at.running) === 0;
    const limitMs = isIdle ? idlePatienceMs : patienceMs;
    if (isOpen && performance.now() - first.since >= limitMs) this.#judge(first);
    else this.#wait();
  }

  #judge(asked: Asked): void {
    const { runner, cwd } = asked.command;
    const { resolve } = createRequire(join(cwd, "[session]"));
    const isAway = (specifier: string): boolean => isMissing(resolve, specifier);
    const absence = findAbsence(runner, isAway);
    if (absence !== undefined || isRunnerName(runner) || splitRunner(runner))
      return this.#answer(asked, absence);
    const timer = setTimeout(() => onType(undefined), answerMs);
    const onType = (type: string | undefined): void => {
      clearTimeout(timer);
      if (this.#asked[0] === asked) this.#answer(asked, findFault(asked.command, type, isAway));
    };
    if (isName(runner)) this.#reach.typeOf(runner, onType);
    else onType("undefined");
  }

  #answer({ command, word }: Asked, message: string | undefined): void {
    const given = message === undefined ? verdict.trusted : verdict.refused;
    if (Atomics.compareExchange(word, 0, verdict.open, given) === verdict.open) {
      const error = message === undefined ? undefined : { name: "UnknownRunner" as const, message };
      this.#pipe.say({ type: "reply", id: command.id, ...(error && { error }) });
    }
    this.#look();
  }
}

const isAnswered = ({ word }: Asked): boolean => {
  const state = Atomics.load(word, 0);
  return state !== verdict.open && state !== verdict.taken;
};

/** A name that a cell could declare, and nothing that would be more than a name to be evaluated. */
const isName = (text: string): boolean => /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(text);

/** `type`: what the name is in the main thread, if that can be told. */
function findFault(
  { runner, isMentioned }: SetRunner,
  type: string | undefined,
  isAway: (specifier: string) => boolean,
): string | undefined {
  if (type === "function" || type === undefined) return undefined;
  if (type === "undefined" && isMentioned) return undefined;
  const why =
    type === "undefined"
      ? `no runner and no function is called \`${runner}\``
      : `\`${runner}\` is no function, so it is no runner`;
  return `${why}; ${listRunners((name) => !isAway(name), [])}`;
}
