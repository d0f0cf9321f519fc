// What a session notes of its cells, for its user's history: each when it starts, and what came of
// it. Who keeps that, and where, it does not know.
import type { Status } from "../../protocol/shapes.ts";
import type { Ending } from "./endings.ts";
import type { Execution, Step } from "./model.ts";

/** `incarnation`: which kernel of the session; each counts its cells from 1. */
export type Note =
  | { type: "cell"; incarnation: number; line: number; code: string }
  | { type: "end"; incarnation: number; line: number; status: Status; output?: string }
  /** Nothing of this session is to be kept. */
  | { type: "clear" };

/** Of what a cell gave, so much is kept. */
const keptLetters = 10_000;

/** What counts as no cell of the user's leaves no note. */
const isNoted = ({ state }: Step, execution: Execution): boolean =>
  execution.storeHistory && !execution.task && state.settings.history === true;

export const noteStart = (next: Step, execution: Execution): void => {
  if (!isNoted(next, execution)) return;
  const { incarnation } = next.state;
  const { executionCount: line, params } = execution;
  next.actions.push({ type: "note", note: { type: "cell", incarnation, line, code: params.code } });
};

/** One that never started was not noted. */
export const noteEnd = (next: Step, execution: Execution, { status, finished }: Ending): void => {
  if (execution.place !== "running" || !isNoted(next, execution)) return;
  const { incarnation } = next.state;
  const text = finished?.result?.data["text/plain"];
  const note: Note = {
    type: "end",
    incarnation,
    line: execution.executionCount,
    status,
    ...(typeof text === "string" && { output: text.slice(0, keptLetters) }),
  };
  next.actions.push({ type: "note", note });
};
