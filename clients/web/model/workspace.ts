// One session and its notebook. All that the session tells is taken here and goes to its cell: by
// the execution, or by the cell's own id. So a page that comes later, or a second one, has the same
// cells and outputs as the one that ran them.
import { batch, signal, type Signal } from "@preact/signals";
import type {
  DidFinish,
  DidStart,
  Gap,
  NotificationParams,
  Output,
} from "../../../protocol/outputs.ts";
import { errorCodes } from "../../../protocol/errors.ts";
import type { ExecuteResult, SessionInfo } from "../../../protocol/shapes.ts";
import type { Document } from "../../shared/documents/model.ts";
import type { OutputList } from "../../shared/output-list.ts";
import { OutputBook } from "../../shared/outputs.ts";
import { ConnectionLost, RequestError } from "../../shared/rpc.ts";
import type { Session } from "../../shared/session.ts";
import { isUnderWay, type Cell, type Run, type Shown } from "./cell.ts";
import { Executions } from "./executions.ts";
import type { Notebook } from "./notebook.ts";
import { forgetSaved } from "./paper.ts";

export interface WorkspaceSetup {
  session: Session;
  notebook: Notebook;
  /** Asks for the session as it is now. */
  describe: () => Promise<SessionInfo>;
  /** Draws at the next occasion, such as a frame of the page. */
  schedule: (draw: () => void) => void;
}

export class Workspace {
  readonly id: string;
  readonly notebook: Notebook;
  readonly info: Signal<SessionInfo>;
  /** The file that was opened here. */
  paper: { document: Document; fileName: string } | undefined;
  /** What no cell has put out: a config file's first cells, the kernel's own process. */
  readonly notes: Signal<Shown[]> = signal([]);
  /** Grows with each end of an execution: what is shown of the namespace may be another. */
  readonly turns = signal(0);
  readonly isClosed = signal(false);
  readonly executions: Executions;
  readonly #describe: () => Promise<SessionInfo>;
  readonly session: Session;
  readonly #book = new OutputBook();
  /** Execution → its cell. */
  readonly #cells = new Map<string, Cell>();
  readonly #changed = new Set<OutputList>();
  readonly #schedule: (draw: () => void) => void;

  constructor({ session, notebook, describe, schedule }: WorkspaceSetup) {
    this.id = session.id;
    this.notebook = notebook;
    this.info = signal(session.info);
    this.session = session;
    this.#describe = describe;
    this.#schedule = schedule;
    this.#book.onChange((list) => this.#onList(list));
    this.executions = new Executions(session, this);
  }

  get name(): string {
    return this.info.value.name ?? `session ${this.id.slice(0, 6)}`;
  }

  /** A notification that names this session. */
  take(method: string, params: unknown): void {
    batch(() => {
      if (method === "output") this.#book.onOutput(params as Output);
      else if (method === "output/gap") this.#book.onGap(params as Gap);
      else if (method === "execution/didStart") this.#onStart(params as DidStart);
      else if (method === "execution/didFinish") this.finish(params as DidFinish);
      else if (method === "session/didChangeState") {
        const { state, reason } = params as NotificationParams<"session/didChangeState">;
        this.info.value = { ...this.info.value, state };
        // Renamed, or without its kernel, or at its end: the session itself knows.
        if (reason !== undefined) void this.refresh();
      }
    });
  }

  /** An execution of this page's, which now waits for its turn. */
  expect(executionId: string, cell: Cell): void {
    this.#cells.set(executionId, cell);
    cell.run.value = { executionId, phase: "queued" };
  }

  cellOf(executionId: string): Cell | undefined {
    return this.#cells.get(executionId);
  }

  /** It was told to those who look on, or answered to who asked. */
  finish(result: ExecuteResult): void {
    const { executionId, status, executionCount, durationMs, runner } = result;
    const cell = this.#cells.get(executionId);
    if (!cell) return;
    this.#book.onFinish(result);
    if (cell.run.value?.executionId !== executionId) return;
    // One that never ran leaves what was there.
    if (status !== "aborted" || cell.run.value.phase === "running") this.#show(cell, executionId);
    const run: Run = { ...cell.run.value, phase: status, executionCount, durationMs, runner };
    batch(() => {
      cell.run.value = run;
      this.turns.value += 1;
    });
    void this.refresh();
  }

  /** The request for an execution came to nothing: the session is gone, or the daemon. */
  fail(executionId: string): void {
    const cell = this.#cells.get(executionId);
    if (cell?.run.value?.executionId !== executionId) return;
    cell.run.value = { ...cell.run.value, phase: "aborted" };
  }

  /** What a cell, or another client, may have changed: the runner, the policy, the process. */
  async refresh(): Promise<void> {
    if (this.isClosed.value) return;
    try {
      this.info.value = await this.#describe();
    } catch (error) {
      const { SessionNotFound, SessionClosed } = errorCodes;
      const code = error instanceof RequestError ? error.code : undefined;
      if (code === SessionNotFound || code === SessionClosed) this.isClosed.value = true;
      // A lost connection is told where it is shown, and this asked again when there is one.
      else if (!(error instanceof ConnectionLost)) throw error;
    }
  }

  async rename(name: string): Promise<void> {
    this.info.value = await this.session.rename(name);
  }

  async restart(): Promise<void> {
    this.info.value = await this.session.restart();
    this.turns.value += 1;
  }

  clearOutputs(cell: Cell): void {
    if (isUnderWay(cell)) return;
    for (const { list } of cell.shown.value) this.#book.forget(list.executionId);
    forgetSaved(cell);
    batch(() => {
      cell.shown.value = [];
      cell.run.value = undefined;
    });
  }

  /** What a file has of a cell's outputs, until it is run. */
  showSaved(cell: Cell, outputs: readonly Output[]): void {
    for (const output of outputs) {
      this.#cells.set(output.executionId, cell);
      this.#book.onOutput(output);
      this.#show(cell, output.executionId);
    }
  }

  #onStart(start: DidStart): void {
    const { executionId, executionCount, cellId, code } = start;
    const cell = this.#cells.get(executionId) ?? this.#adopt(cellId, code);
    this.#cells.set(executionId, cell);
    for (const { list } of cell.shown.value) this.#book.forget(list.executionId);
    this.#book.onStart(start);
    this.#show(cell, executionId);
    const startedMs = performance.now();
    cell.run.value = { executionId, phase: "running", executionCount, startedMs };
  }

  /** Somebody else runs a cell, or did: it stands where it stands there, or at the end. */
  #adopt(cellId: string | undefined, code: string): Cell {
    const { notebook } = this;
    const known = cellId === undefined ? undefined : notebook.find(cellId);
    if (known) {
      known.code.value = code;
      return known;
    }
    // Not behind the empty one in which its user is about to write.
    const last = notebook.cells.value.at(-1)!;
    const isFree = last.code.value === "" && last.run.value === undefined;
    const index = notebook.cells.value.length - (isFree ? 1 : 0);
    return notebook.insert(index, { code, ...(cellId === undefined ? {} : { id: cellId }) });
  }

  #show(cell: Cell, executionId: string): void {
    const list = this.#book.of(executionId);
    cell.shown.value = [{ list, revision: list.revision }];
  }

  /** A cell may print a thousand times before the page is drawn once. */
  #onList(list: OutputList): void {
    if (this.#changed.size === 0) this.#schedule(() => batch(() => this.#draw()));
    this.#changed.add(list);
  }

  #draw(): void {
    for (const list of this.#changed) {
      const cell = this.#cells.get(list.executionId);
      const at = cell ? cell.shown : this.notes;
      const others = at.value.filter((each) => each.list.executionId !== list.executionId);
      const isFirst = cell?.run.value?.executionId === list.executionId;
      const shown = { list, revision: list.revision };
      // A cell that still waits keeps what it showed before.
      if (isFirst && cell.run.value?.phase === "queued") continue;
      if (!isFirst && list.items.length === 0) at.value = others;
      else at.value = isFirst ? [shown, ...others] : [...others, shown];
    }
    this.#changed.clear();
  }
}
