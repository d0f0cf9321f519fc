// What became of files and their cells, for who reads it later: JUnit readers, GitHub. It is put
// together here as it happens; how it is written, its readers' formats know.
import type { Output } from "../../../protocol/outputs.ts";
import type { CellError, ExecuteResult } from "../../../protocol/shapes.ts";
import { textOf } from "../screen.ts";
import { Places, type Place } from "./places.ts";
import { Transcript } from "./transcript.ts";

/** One file. */
export interface Suite {
  name: string;
  startedAt: Date;
  timeMs: number;
  cases: Case[];
}

/** One cell. */
export interface Case {
  cellId: string;
  name: string;
  place: Place;
  timeMs: number;
  state: "passed" | "failed" | "skipped";
  failures: Failure[];
  stdout: Transcript;
  stderr: Transcript;
}

export interface Failure {
  /** `failure`: the code says so itself; `error`: it was ended, or could not be run. */
  kind: "failure" | "error";
  /** The error's name, or `Timeout`. */
  type: string;
  message: string;
  /** All that there is to say, in lines. */
  text: string;
  place: Place;
}

/** What is told of a cell before it is run. */
export interface Planned {
  cellId: string;
  name: string;
  place: Place;
}

const standardInput = "-";

export class Report {
  readonly suites: Suite[] = [];
  readonly places = new Places();
  readonly #cases = new Map<string, Case>();
  /** By session. */
  readonly #running = new Map<string, { suite: Suite; startedMs: number }>();
  /** Errors of sessions whose suite has not begun: of their startup. */
  #early: Output[] = [];

  /** Until they have run, the cells count as skipped. */
  plan(name: string, cells: readonly Planned[]): Suite {
    const cases = createCases(cells);
    // Of what was read from standard input nobody could open a line: its cells keep their `In[n]`.
    if (name !== standardInput)
      for (const { cellId, place } of cells) this.places.add(cellId, place);
    const suite = { name, startedAt: new Date(), timeMs: 0, cases };
    this.suites.push(suite);
    return suite;
  }

  /** What follows is of this suite's cells, in this session. */
  begin(suite: Suite, sessionId: string): void {
    for (const one of suite.cases) this.#cases.set(keyOf(sessionId, one.cellId), one);
    suite.startedAt = new Date();
    this.#running.set(sessionId, { suite, startedMs: performance.now() });
    for (const output of this.#early.splice(0)) this.#onOutput(output);
  }

  /** A part of a cell, run by itself, is of its case, too. */
  join(one: Case, sessionId: string, cellId: string, place: Place): void {
    this.#cases.set(keyOf(sessionId, cellId), one);
    this.places.add(cellId, place);
  }

  end(sessionId: string): void {
    const running = this.#running.get(sessionId);
    if (running) running.suite.timeMs = performance.now() - running.startedMs;
  }

  readonly onNotification = (method: string, params: unknown): void => {
    if (method === "output") this.#onOutput(params as Output);
  };

  #onOutput(output: Output): void {
    const { sessionId, cellId, kind, stream, text = "", data, metadata, error } = output;
    const one = this.#cases.get(keyOf(sessionId, cellId));
    if (!one) return this.#onError(output);
    if (kind === "stream") one[stream === "stderr" ? "stderr" : "stdout"].add(text);
    if (kind === "log") one.stderr.add(`${text}\n`);
    if (kind === "display" && !metadata?.["progress"]) one.stdout.add(`${textOf(data)}\n`);
    if (kind === "error" && error) this.fail(one, this.explain(one, error));
  }

  /** Of what is no cell: a config file's startup, what cells left in the background. */
  #onError(output: Output): void {
    const { sessionId, executionId, kind, error } = output;
    if (kind !== "error" || !error) return;
    const suite = this.#running.get(sessionId)?.suite;
    if (!suite) return void this.#early.push(output);
    const place = { path: suite.name, line: 1 };
    const [one] = createCases([{ cellId: executionId, name: executionId, place }]);
    suite.cases.push(one!);
    this.fail(one!, this.explain(one!, error));
  }

  onResult(sessionId: string, cellId: string, result: ExecuteResult): void {
    const one = this.#cases.get(keyOf(sessionId, cellId));
    if (!one) return;
    const { status, durationMs, error } = result;
    one.timeMs += durationMs;
    if (status === "aborted") return;
    if (one.state === "skipped") one.state = "passed";
    if (error && status === "error") this.fail(one, this.explain(one, error));
    if (status === "timeout" || status === "interrupted") {
      const said = status === "timeout" ? "stopped at its deadline" : "interrupted";
      const message = `The cell was ${said} after ${Math.round(durationMs)} ms.`;
      const type = status === "timeout" ? "Timeout" : "Interrupted";
      this.fail(one, { kind: "error", type, message, text: message, place: one.place });
    }
  }

  fail(one: Case, failure: Failure): void {
    one.state = "failed";
    one.failures.push(failure);
  }

  explain({ place }: Case, error: CellError): Failure {
    return {
      kind: error.name === "KernelLost" ? "error" : "failure",
      type: error.name,
      message: error.message,
      text: this.places.describe(error),
      place: this.places.find(error) ?? place,
    };
  }
}

const createCases = (cells: readonly Planned[]): Case[] =>
  cells.map((cell) => {
    const transcripts = { stdout: new Transcript(), stderr: new Transcript() };
    return { ...cell, timeMs: 0, state: "skipped", failures: [], ...transcripts };
  });

const keyOf = (sessionId: string, cellId: string | undefined): string => `${sessionId} ${cellId}`;
