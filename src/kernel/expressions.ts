// What a client asks to be evaluated after a cell, each with an outcome of its own.
import type { CellError } from "../../protocol/shapes.ts";
import { unpack } from "../runner/box.ts";
import { createText } from "./display.ts";
import { InterruptedError, type Execution } from "./execution.ts";
import { createCellError } from "./failure.ts";
import type { Traces } from "./traces.ts";

export type ExpressionOutcome =
  | { status: "ok"; data: Record<string, unknown>; metadata: Record<string, unknown> }
  | { status: "error"; error: CellError };

/**
 * What evaluating gave: a value to be shown as it is, or what a runner returned, to be waited for.
 */
export type Evaluated = { value: unknown } | { returned: unknown };

/** One after the other, in the order in which they were given. An interrupt ends them all. */
export async function evaluateExpressions(
  codes: Record<string, string>,
  evaluate: (code: string) => Evaluated,
  execution: Execution,
  traces: Traces,
): Promise<Record<string, ExpressionOutcome>> {
  const outcomes: Record<string, ExpressionOutcome> = {};
  for (const [name, code] of Object.entries(codes)) {
    try {
      const evaluated = evaluate(code);
      const value =
        "value" in evaluated ? evaluated.value : unpack(await execution.wait(evaluated.returned));
      const text = createText(value);
      outcomes[name] = { status: "ok", data: { "text/plain": text }, metadata: {} };
    } catch (thrown) {
      if (thrown instanceof InterruptedError) throw thrown;
      outcomes[name] = { status: "error", error: createCellError(thrown, traces) };
    }
  }
  return outcomes;
}
