// What goes to a kernel, and the wish to have one.
import type { KernelExecute } from "../../protocol/kernel.ts";
import { isOfNamespace } from "../../protocol/runners.ts";
import type { Execution, SessionModel, Step } from "./model.ts";
import { queueStartup } from "./startup.ts";

/** Sees to it that a kernel is there or on its way. */
export const ensureKernel = ({ state, actions }: Step): void => {
  if (state.phase !== "dead") return;
  state.phase = "starting";
  state.incarnation += 1;
  state.reason = undefined;
  state.generation = 0;
  state.numbered = 0;
  state.executionCount = 0;
  state.cells.clear();
  if (isOfNamespace(state.settings.runner)) state.settings.runner = state.firstRunner;
  queueStartup(state);
  actions.push({
    type: "open",
    incarnation: state.incarnation,
    settings: { ...state.settings },
    ...(state.limits.memoryMb === undefined ? {} : { memoryMb: state.limits.memoryMb }),
  });
};

/** Hands waiting executions over while the window has room. */
export const feed = (next: Step): void => {
  const { state } = next;
  if (state.waiting.size > 0) ensureKernel(next);
  if (state.phase !== "ready") return;
  while (state.handed.size + state.skipping.size < state.bounds.window) {
    const execution = state.waiting.shift();
    if (!execution) return;
    handOver(next, execution);
  }
};

const handOver = ({ state, actions }: Step, execution: Execution): void => {
  const { params } = execution;
  state.waitingBytes -= params.code.length;
  state.generation += 1;
  if (execution.storeHistory) state.numbered += 1;
  execution.place = "handed";
  execution.generation = state.generation;
  execution.executionCount = state.numbered;
  execution.node = state.handed.push(execution);
  state.byGeneration.set(execution.generation, execution);
  execution.trace = {
    executionId: execution.executionId,
    executionCount: execution.executionCount,
    ...(params.cellId === undefined ? {} : { cellId: params.cellId }),
    finished: false,
    streamBytes: 0,
    droppedBytes: 0,
  };
  state.traces.set(execution.generation, execution.trace);
  actions.push({ type: "send", command: describe(state, execution) });
};

const describe = (
  state: SessionModel,
  { params, task, ...execution }: Execution,
): KernelExecute => ({
  type: "execute",
  generation: execution.generation,
  epoch: state.epoch,
  code: params.code,
  executionCount: execution.executionCount,
  ...(params.cellId === undefined ? {} : { cellId: params.cellId }),
  ...(params.languageId === undefined ? {} : { languageId: params.languageId }),
  stopOnError: execution.stopOnError,
  display: params.display ?? "last",
  storeHistory: execution.storeHistory,
  ...(params.allowStdin && { allowStdin: true }),
  ...(params.silent && { silent: true }),
  ...(params.userExpressions === undefined ? {} : { userExpressions: params.userExpressions }),
  ...(task?.step && { step: task.step }),
});
