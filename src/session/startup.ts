// What a config file wants done before the first cell: executions that no client asked for. They
// stand before all others whenever a session opens a kernel, have no number and no answer, and what
// comes of one is told only when it failed.
import type { StartupTask } from "../../protocol/kernel.ts";
import type { ExecuteParams } from "../../protocol/requests.ts";
import type { CellError } from "../../protocol/shapes.ts";
import type { Ending } from "./endings.ts";
import type { Execution, SessionModel, Step, Ticket } from "./model.ts";
import { about } from "./outputs.ts";

/** An execution that waits for its turn. */
export const createExecution = (
  executionId: string,
  params: ExecuteParams,
  tickets: Ticket[],
): Execution => ({
  executionId,
  params,
  storeHistory: params.storeHistory ?? params.silent !== true,
  stopOnError: params.stopOnError ?? true,
  remember: params.executionId !== undefined,
  tickets,
  askable: new Set(params.allowStdin ? tickets : []),
  watchers: [],
  place: "waiting",
  node: undefined,
  generation: 0,
  executionCount: 0,
  trace: undefined,
  dismissed: false,
  timedOut: false,
});

/** One that fails keeps none of the others from its turn. */
export const queueStartup = (state: SessionModel): void => {
  for (const [index, task] of state.startup.entries().toArray().toReversed()) {
    const cellId = `${task.file}#${task.key}`;
    const params = { code: task.code, cellId, silent: true, stopOnError: false };
    const execution = { ...createExecution(`startup/${index + 1}`, params, []), task };
    execution.node = state.waiting.unshift(execution);
    state.waitingBytes += task.code.length;
    // A client may use the same name.
    if (!state.live.has(execution.executionId)) state.live.set(execution.executionId, execution);
  }
};

/** Tells what of it failed, or was not done. */
export const reportStartup = (
  { actions }: Step,
  { file, key }: StartupTask,
  { executionId, trace }: Execution,
  { status, finished, error = finished?.error }: Ending,
): void => {
  if (status === "ok") return;
  const whose = trace
    ? about(trace, false)
    : { executionId, executionCount: 0, cellId: `${file}#${key}` };
  const what = `${key} of ${file}`;
  if (error) {
    const told = describeFailure(`${what} failed`, error);
    actions.push({ type: "output", params: { ...whose, kind: "error", error: told } });
  } else {
    const text = status === "aborted" ? `${what} was not run` : `${what} was stopped: ${status}`;
    actions.push({ type: "output", params: { ...whose, kind: "log", text } });
  }
};

const describeFailure = (what: string, error: CellError): CellError => ({
  name: "StartupError",
  message: `${what}: ${error.message}`,
  stack: `StartupError: ${what}\n${error.stack}`,
  frames: error.frames,
  cause: error,
});
