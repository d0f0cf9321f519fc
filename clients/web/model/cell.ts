// One cell of a notebook, as the page holds it. What it has put out is in the session's book; here
// is which lists of it are shown.
import { signal, type Signal } from "@preact/signals";
import type { InquiryParams } from "../../../protocol/inquiries.ts";
import type { Result } from "../../../protocol/methods.ts";
import type { Status } from "../../../protocol/shapes.ts";
import type { OutputList } from "../../shared/output-list.ts";

export type CellKind = "code" | "markdown" | "raw";

export interface Run {
  executionId: string;
  phase: "queued" | "running" | Status;
  executionCount?: number;
  /** Of this page's clock; unknown where the start was told only later. */
  startedMs?: number;
  durationMs?: number;
  runner?: string;
  /** What it took to interrupt it. */
  how?: Result<"interrupt">["how"];
}

/** What the cell asks of its user. */
export interface Question {
  /** Of all that this page was asked. */
  number: number;
  asked: InquiryParams<"input/request">;
  /** Null is the end of input. */
  answer(value: string | null): void;
}

export interface Problem {
  /** Lines of the cell and UTF-16 units of a line, both from 0. */
  from: { line: number; character: number };
  to: { line: number; character: number };
  severity: "error" | "warning" | "info" | "hint";
  message: string;
}

/** What is shown below a cell: the list, and how often it has changed. */
export interface Shown {
  list: OutputList;
  revision: number;
}

export interface Cell {
  /** Also the `cellId` of its executions. */
  readonly id: string;
  readonly kind: Signal<CellKind>;
  readonly code: Signal<string>;
  readonly run: Signal<Run | undefined>;
  /** The last execution's first; then those of earlier ones that something came late of. */
  readonly shown: Signal<Shown[]>;
  readonly question: Signal<Question | undefined>;
  readonly problems: Signal<Problem[]>;
  /** A Markdown cell is shown as text while it is written. */
  readonly isWriting: Signal<boolean>;
  /** What a file says of the cell that this page has no use for. */
  kept: unknown;
}

export interface CellDraft {
  id?: string;
  kind?: CellKind;
  code?: string;
  kept?: unknown;
}

/** Like the ids of nbformat 4.5: 1 to 64 of `a-zA-Z0-9-_`. */
export const createCellId = (): string => crypto.randomUUID().slice(0, 13).replace("-", "");

export const createCell = ({ id, kind = "code", code = "", kept }: CellDraft = {}): Cell => ({
  id: id ?? createCellId(),
  kind: signal(kind),
  code: signal(code),
  run: signal(undefined),
  shown: signal([]),
  question: signal(undefined),
  problems: signal([]),
  isWriting: signal(kind === "markdown" && code.trim() === ""),
  kept,
});

export const isUnderWay = ({ run }: Cell): boolean =>
  run.value?.phase === "queued" || run.value?.phase === "running";
