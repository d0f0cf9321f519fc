// Plays scripts through a client, one session a script. It knows cells and outcomes; flags, files
// and streams it does not.
import type { ExecuteResult } from "../../protocol/shapes.ts";
import type { InputHandler } from "../shared/inquiries.ts";
import type { Session } from "../shared/session.ts";
import type { Printer } from "./printer.ts";
import type { Script, ScriptCell } from "./script.ts";

export interface PlayOptions {
  printer: Printer;
  /** Of every cell, how it ended. */
  onResult: (cell: ScriptCell, result: ExecuteResult) => void;
  timeoutMs?: number;
  /** Has anything in this session's background, or its startup, failed so far? */
  hasFailed: () => boolean;
  onInput: InputHandler;
  /** Aborted when nothing more is to run. */
  stopped: AbortSignal;
}

export type Outcome = "ok" | "failed" | "interrupted";

/** Runs last: once it is answered, what the cells left to the loop's next turn has been told. */
export const lastTurn = "await new Promise((resolve) => setImmediate(resolve))";

export async function playScript(
  session: Session,
  script: Script,
  options: PlayOptions,
): Promise<Outcome> {
  const { printer, onResult, timeoutMs, hasFailed, onInput, stopped } = options;
  for (const cell of script.cells) {
    if (stopped.aborted) return "interrupted";
    printer.onStart(cell);
    const result = await session.execute(cell.code, { cellId: cell.cellId, timeoutMs, onInput });
    // The script has ended itself, as a program may: there is nothing to complain of.
    if (hasExitedWell(result)) {
      onResult(cell, { ...result, status: "ok", error: undefined });
      return hasFailed() ? "failed" : "ok";
    }
    onResult(cell, result);
    printer.onResult(cell.cellId, result);
    if (result.status === "timeout") {
      printer.say(`${cell.cellId} was stopped after ${timeoutMs} ms`);
    }
    if (result.status !== "ok") return outcomeOf(result, stopped);
  }
  if (stopped.aborted) return "interrupted";
  await session.execute(lastTurn, { silent: true, timeoutMs: 1000 });
  return hasFailed() ? "failed" : "ok";
}

/**
 * Did the cell call `process.exit(0)`? The end of a kernel is told with its exit code as the cause.
 */
function hasExitedWell({ error }: ExecuteResult): boolean {
  const cause = error?.name === "KernelLost" ? (error.cause as { code?: unknown }) : undefined;
  return cause?.code === 0;
}

function outcomeOf(result: ExecuteResult, stopped: AbortSignal): Outcome {
  return result.status === "interrupted" || stopped.aborted ? "interrupted" : "failed";
}
