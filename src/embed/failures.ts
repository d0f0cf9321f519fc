// What nobody catches. A failure in the background of a cell is an output of that cell; one of the
// program's own takes the course that it would take without a session. Node asks by the value of
// `process.emit` whether somebody has dealt with it (lib/internal/process/execution.js,
// promises.js), so that is where we stand: a listener of ours would keep the program from ending.
import type { Evaluator } from "../kernel/evaluator.ts";
import type { Immediates } from "../kernel/immediates.ts";

type Emit = (name: string | symbol, ...args: unknown[]) => boolean;

/** Returns what puts it back. */
export function catchFailures(evaluator: Evaluator, immediates: Immediates): () => void {
  const holder = process as unknown as { emit: Emit };
  const isOwn = Object.hasOwn(process, "emit");
  const original = holder.emit;
  let isOver = false;
  const take = (name: string | symbol, thrown: unknown): boolean => {
    if (isOver || (name !== "uncaughtException" && name !== "unhandledRejection")) return false;
    // Node stumbled over an immediate that was unwound: nothing of anybody's has failed.
    if (name === "uncaughtException" && immediates.repairStumble(thrown)) return true;
    if (!evaluator.inside) return false;
    evaluator.fail(thrown);
    return true;
  };
  const emit: Emit = (name, ...args) =>
    take(name, args[0]) || original.call(process, name, ...args);
  holder.emit = emit;
  return () => {
    isOver = true;
    if (holder.emit !== emit) return;
    if (isOwn) holder.emit = original;
    else Reflect.deleteProperty(process, "emit");
  };
}
