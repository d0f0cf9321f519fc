// What a client asks to be evaluated after a cell, each with an outcome of its own.
import type { CellError } from "../../protocol/shapes.ts";
import { InterruptedError, type Execution } from "./execution.ts";
import { createCellError } from "./failure.ts";
import type { Realm } from "./realm.ts";

type ExpressionOutcome =
  | { status: "ok"; data: Record<string, unknown>; metadata: Record<string, unknown> }
  | { status: "error"; error: CellError };

export type ExpressionOutcomes = Record<string, ExpressionOutcome>;

/** One after the other, in the order in which they were given. An interrupt ends them all. */
export async function evaluateExpressions(
  codes: Record<string, string>,
  execution: Execution,
  realm: Realm,
): Promise<ExpressionOutcomes> {
  const outcomes: ExpressionOutcomes = {};
  for (const [name, code] of Object.entries(codes)) {
    try {
      const came = realm.prepare(execution, code).run();
      const { value } = came instanceof Promise ? await execution.wait(came) : came;
      const made = realm.presenter.bundle(value);
      const bundle = made instanceof Promise ? await execution.wait(made) : made;
      outcomes[name] = { status: "ok", ...bundle };
    } catch (thrown) {
      if (thrown instanceof InterruptedError) throw thrown;
      outcomes[name] = { status: "error", error: createCellError(thrown, realm.traces) };
    }
  }
  return outcomes;
}
