// How an execution came to its end, and what is told of it.
import type { KernelExecute, KernelFinished } from "../../protocol/kernel.ts";
import type { CellError } from "../../protocol/shapes.ts";
import { createBundle } from "./display.ts";
import { InterruptedError, type Execution } from "./execution.ts";
import { createCellError } from "./failure.ts";
import type { Traces } from "./traces.ts";

export type Outcome =
  | { type: "value"; value: unknown }
  | { type: "thrown"; thrown: unknown }
  /** The compiler refused it. */
  | { type: "refused"; error: CellError }
  /** It was unwound, or given up. */
  | { type: "terminated" };

const { name, message } = new InterruptedError();
/** Made beforehand: to ask an error for its stack may run code of the user's. */
const terminatedError: CellError = { name, message, stack: `${name}: ${message}`, frames: [] };

/** What a disposal threw, over what the cell itself threw (ECMAScript, DisposeResources). */
export function suppress(thrown: unknown, outcome: Outcome): Outcome {
  if (outcome.type !== "thrown") return { type: "thrown", thrown };
  const said = "An error was suppressed during disposal";
  return { type: "thrown", thrown: new SuppressedError(thrown, outcome.thrown, said) };
}

/** The end of an execution that never started. */
export function describeRefusal(
  { generation }: KernelExecute,
  runner: string,
  status: "skipped" | "interrupted",
  fence: boolean,
): KernelFinished {
  const how = status === "interrupted" && ({ how: "cancelled" } as const);
  return {
    type: "finished",
    generation,
    status,
    mode: "sync",
    runner,
    durationMs: 0,
    fence,
    ...how,
  };
}

/**
 * Shows the value, which may run its own `inspect.custom`; what that throws is the cell's error.
 */
export function describeOutcome(
  { command, interrupted }: Execution,
  outcome: Outcome,
  traces: Traces,
): Pick<KernelFinished, "status" | "result" | "error"> {
  switch (outcome.type) {
    case "terminated":
      return { status: "interrupted", error: terminatedError };
    case "refused":
      return { status: "error", error: outcome.error };
    case "thrown": {
      const isStopped = interrupted && outcome.thrown instanceof InterruptedError;
      const error = createCellError(outcome.thrown, traces);
      return { status: isStopped ? "interrupted" : "error", error };
    }
    case "value":
      if (command.display === "none") return { status: "ok" };
      try {
        const result = createBundle(outcome.value);
        return { status: "ok", ...(result && { result }) };
      } catch (thrown) {
        return { status: "error", error: createCellError(thrown, traces) };
      }
  }
}
