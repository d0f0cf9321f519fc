// What a client asks to be evaluated after a cell, each with an outcome of its own.
import type { CellError } from "../../protocol/shapes.ts";
import { unpack } from "../runner/box.ts";
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
      const evaluated = evaluate(code, execution, realm);
      const value =
        "value" in evaluated ? evaluated.value : unpack(await execution.wait(evaluated.returned));
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

/** A value to be shown as it is, or what a runner returned, to be waited for. */
function evaluate(
  code: string,
  execution: Execution,
  realm: Realm,
): { value: unknown } | { returned: unknown } {
  const compiled = realm.compileCode(execution, code);
  const [diagnostic] = compiled.diagnostics;
  if (diagnostic) throw new SyntaxError(diagnostic.message);
  const came = realm.evaluate(execution, compiled, []);
  return compiled.mode === "sync" ? { value: came } : { returned: came };
}
