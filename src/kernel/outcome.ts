// How an execution came to its end, and what is told of it.
import type { KernelExecute, KernelFinished } from "../../protocol/kernel.ts";
import type { CellError, MimeBundle } from "../../protocol/shapes.ts";
import type { Presenter } from "./display/presenter.ts";
import { InterruptedError, type Execution } from "./execution.ts";
import { createCellError } from "./failure.ts";
import type { Realm } from "./realm.ts";
import type { Traces } from "./traces.ts";

export type Outcome =
  | { type: "value"; value: unknown; shown?: ShownValue }
  | { type: "thrown"; thrown: unknown }
  /** The compiler refused it. */
  | { type: "refused"; error: CellError }
  /** It was unwound, or given up. */
  | { type: "terminated" };

/** `thrown`: in a box, what showing it threw. */
type ShownValue = { result?: MimeBundle } | { thrown: { is: unknown } };

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
 * Shows a value, which may run its own `inspect.custom`; what that throws is the cell's error.
 * A promise only where that, or another display of the cell, is asynchronous.
 */
export function showOutcome(
  execution: Execution,
  outcome: Outcome,
  presenter: Presenter,
): Outcome | Promise<Outcome> {
  if (outcome.type !== "value") return outcome;
  const value = presenter.isQuiet(outcome.value) ? undefined : outcome.value;
  const finish = (result?: MimeBundle): Outcome => ({
    type: "value",
    value,
    shown: result ? { result } : {},
  });
  const fail = (is: unknown): Outcome => ({ type: "value", value, shown: { thrown: { is } } });
  try {
    const isShown = execution.command.display !== "none";
    const made = isShown ? presenter.present(value) : undefined;
    const others = presenter.pending(execution);
    if (!others && !(made instanceof Promise)) return finish(made);
    return Promise.all([made, others]).then(([result]) => finish(result), fail);
  } catch (thrown) {
    return fail(thrown);
  }
}

/** What the daemon is told of its end. */
export function describeEnd(
  execution: Execution,
  outcome: Outcome,
  { traces, failures }: Pick<Realm, "traces" | "failures">,
): KernelFinished {
  const { command, interrupted } = execution;
  const told = describeOutcome(execution, outcome, traces);
  const isFailed = told.status !== "ok";
  const how = outcome.type === "terminated" ? "terminated" : "cancelled";
  return {
    type: "finished",
    generation: command.generation,
    mode: execution.mode,
    runner: execution.runner.name,
    durationMs: performance.now() - execution.startedAt,
    fence: interrupted ? interrupted.fence : isFailed && command.stopOnError,
    ...(interrupted && { how }),
    ...told,
    ...(told.error && { error: failures.onFailure(told.error) }),
  };
}

function describeOutcome(
  { interrupted }: Execution,
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
    case "value": {
      const { shown = {} } = outcome;
      if (!("thrown" in shown)) return { status: "ok", ...shown };
      return { status: "error", error: createCellError(shown.thrown.is, traces) };
    }
  }
}
