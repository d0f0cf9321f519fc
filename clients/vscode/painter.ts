// Draws into the cells of one notebook what a session tells of its executions: notifications in,
// changes of cells out. It knows neither the editor (`Canvas` is what it asks of it) nor how
// outputs travel. What comes late, or changes a display of an earlier cell, finds its place.
import type { Output } from "../../protocol/outputs.ts";
import type { CellError, ExecuteResult } from "../../protocol/shapes.ts";
import { bundleItems, errorItem, outputType, textItem, type Draft, type Item } from "./items.ts";

/** An output that stands in a cell. */
export type Handle = object;

/** One run of one cell, as the editor shows it. What is asked after `end` is shown, too. */
export interface Canvas {
  start(executionCount: number): void;
  append(draft: Draft): Handle;
  /** Adds to what stands there. */
  extend(handle: Handle, item: Item): void;
  replace(handle: Handle, items: Item[]): void;
  clear(): void;
  /** `undefined`: it was never run. */
  end(isOk: boolean | undefined): void;
}

interface Run {
  canvas: Canvas;
  /** The stream that is being written, with its output. */
  open?: { stream: "stdout" | "stderr"; late: boolean; handle: Handle };
  clearsNext: boolean;
  hasStarted: boolean;
  displayIds: Set<string>;
}

type Shown = { canvas: Canvas; handle: Handle };

/** Runs that are over and may still put something out. */
const mostRuns = 2000;

export class Painter {
  readonly #runs = new Map<string, Run>();
  readonly #displays = new Map<string, Shown[]>();

  /** From here on what this execution tells is drawn there. */
  add(executionId: string, canvas: Canvas): void {
    const run = { canvas, clearsNext: false, hasStarted: false, displayIds: new Set<string>() };
    this.#runs.set(executionId, run);
    if (this.#runs.size > mostRuns) this.forget(this.#runs.keys().next().value!);
  }

  /** Its cell is gone, or is run anew. */
  forget(executionId: string): void {
    const run = this.#runs.get(executionId);
    if (!run) return;
    this.#takeAway(run);
    this.#runs.delete(executionId);
  }

  onStart(executionId: string, executionCount: number): void {
    const run = this.#runs.get(executionId);
    if (!run || run.hasStarted) return;
    run.hasStarted = true;
    run.canvas.start(executionCount);
  }

  onOutput(output: Output): void {
    if (output.kind === "updateDisplay" && this.#update(output)) return;
    const run = this.#runs.get(output.executionId);
    if (!run) return;
    if (output.kind === "clear") {
      if (output.wait === true) run.clearsNext = true;
      else this.#clear(run);
      return;
    }
    if (run.clearsNext) this.#clear(run);
    this.#draw(run, output);
    if (output.droppedBytes !== undefined) tellDropped(run, output.droppedBytes);
  }

  onFinish({ executionId, status, result, error, executionCount, truncated }: ExecuteResult): void {
    const run = this.#runs.get(executionId);
    if (!run) return;
    if (run.clearsNext && (result || error)) this.#clear(run);
    if (truncated === true) write(run, "stderr", "awaitd: some of what it printed was dropped\n");
    if (result) {
      const metadata = { ...result.metadata, ...outputType("execute_result"), executionCount };
      run.canvas.append({ items: bundleItems(result.data), metadata });
    }
    if (error && status !== "aborted") drawError(run, error);
    run.open = undefined;
    run.canvas.end(status === "aborted" ? undefined : status === "ok");
  }

  /** There is no result, and there will be none: the connection was lost, say. */
  onFailure(executionId: string, error: Error): void {
    const run = this.#runs.get(executionId);
    if (!run) return;
    drawError(run, { name: error.name, message: error.message, stack: "", frames: [] });
    run.canvas.end(false);
  }

  #draw(run: Run, output: Output): void {
    const { kind, stream = "stdout", text = "", late = false, data, metadata, displayId } = output;
    if (kind === "stream") return write(run, stream, text, late);
    if (kind === "log") return write(run, "stderr", `${text}\n`, late);
    run.open = undefined;
    if (kind === "error") {
      if (output.error) drawError(run, output.error);
      return;
    }
    const draft = { ...metadata, ...outputType("display_data"), ...(late && { late }) };
    const handle = run.canvas.append({ items: bundleItems(data as Bundle), metadata: draft });
    if (displayId === undefined) return;
    run.displayIds.add(displayId);
    const all = this.#displays.get(displayId) ?? [];
    this.#displays.set(displayId, [...all, { canvas: run.canvas, handle }]);
  }

  /** False where no such display is known: then it is drawn as a new one. */
  #update({ displayId = "", data }: Output): boolean {
    const all = this.#displays.get(displayId);
    for (const { canvas, handle } of all ?? []) canvas.replace(handle, bundleItems(data as Bundle));
    return all !== undefined;
  }

  #clear(run: Run): void {
    run.clearsNext = false;
    run.open = undefined;
    this.#takeAway(run);
    run.canvas.clear();
  }

  #takeAway({ canvas, displayIds }: Run): void {
    for (const id of displayIds) {
      const left = this.#displays.get(id)?.filter((shown) => shown.canvas !== canvas) ?? [];
      if (left.length > 0) this.#displays.set(id, left);
      else this.#displays.delete(id);
    }
    displayIds.clear();
  }
}

type Bundle = Record<string, unknown>;

function write(run: Run, stream: "stdout" | "stderr", text: string, late = false): void {
  const item = textItem(stream, text);
  if (run.open?.stream === stream && run.open.late === late)
    return run.canvas.extend(run.open.handle, item);
  const metadata = { ...outputType("stream"), ...(late && { late }) };
  run.open = { stream, late, handle: run.canvas.append({ items: [item], metadata }) };
}

function drawError(run: Run, error: CellError): void {
  run.open = undefined;
  run.canvas.append({ items: [errorItem(error)], metadata: outputType("error") });
}

const tellDropped = (run: Run, bytes: number): void =>
  write(run, "stderr", `awaitd: ${bytes} bytes of its output were dropped here\n`);
