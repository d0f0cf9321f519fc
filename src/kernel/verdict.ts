// Whether a runner may be set is for the main thread to say, which has the names and the modules.
// Where it is busy the control thread says what it can see from outside: `setRunner` never waits
// for a cell. One shared word a command decides whose answer counts: whoever moves it from `open`.
import type { KernelCommand } from "../../protocol/kernel.ts";
import type { Outbox } from "./outbox.ts";
import type { Realm } from "./realm.ts";

export type SetRunner = Extract<KernelCommand, { type: "setRunner" }>;

export const verdict = {
  open: 0,
  /** The main thread looks, and answers. */
  taken: 1,
  /** It has answered. */
  given: 2,
  /** The control thread has answered: it is not to be set, … */
  refused: 3,
  /** … or it is, and a cell that does not find it then says so. */
  trusted: 4,
} as const;

export const createVerdict = (initial: number): Int32Array<SharedArrayBuffer> => {
  const word = new Int32Array(new SharedArrayBuffer(4));
  word[0] = initial;
  return word;
};

/** On the main thread. A second time, when the first was unwound. */
export function decideRunner(
  { id, runner, isMentioned }: SetRunner,
  word: Int32Array,
  realm: Realm,
  outbox: Outbox,
): void {
  const before = Atomics.compareExchange(word, 0, verdict.open, verdict.taken);
  if (before === verdict.trusted) {
    realm.trustRunner(runner);
    // A cell may have set another since that was answered.
    outbox.event({ type: "changed", settings: { runner } });
  }
  if (before !== verdict.open && before !== verdict.taken) return;
  const message =
    before === verdict.open ? trySet(realm, runner, isMentioned) : findStop(realm, runner);
  const error = message === undefined ? undefined : { name: "UnknownRunner" as const, message };
  outbox.event({ type: "reply", id, ...(error && { error }) });
  Atomics.store(word, 0, verdict.given);
}

/** The first time was unwound: perhaps when it was set already, and only not said to be. */
const findStop = (realm: Realm, runner: string): string | undefined =>
  realm.runner.name === runner ? undefined : `the runner \`${runner}\` was stopped while it loaded`;

/** Returns what is wrong with it. */
function trySet(realm: Realm, runner: string, isMentioned: boolean): string | undefined {
  try {
    realm.setRunner(runner);
    return undefined;
  } catch (error) {
    // The cell that is going to make it is still to run.
    if (isMentioned && !realm.hasName(runner)) {
      realm.trustRunner(runner);
      return undefined;
    }
    return (error as Error).message;
  }
}
