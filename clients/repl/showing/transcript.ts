// What cells print, show and give, as it goes by on a terminal. What is shown and then changed is
// drawn again in its place while it is the last thing there; bars stay below all else until they
// are over. What a cell prints after its end is told apart from what is printed now.
import type { Output } from "../../../protocol/outputs.ts";
import type { ExecuteResult } from "../../../protocol/shapes.ts";
import { countRows } from "../terminal/layout.ts";
import type { Images } from "../terminal/images.ts";
import type { Palette } from "../terminal/palette.ts";
import type { Stage } from "../terminal/stage.ts";
import { showBundle } from "./bundle.ts";
import { showError } from "./failure.ts";

interface Means {
  stage: Stage;
  palette: Palette;
  images: Images;
}

/** A cell that took longer says how long. */
const longMs = 5000;

export class Transcript {
  readonly #stage: Stage;
  readonly #palette: Palette;
  readonly #images: Images;
  /** By their display ids. */
  readonly #bars = new Map<string, string>();
  /** The display that is the last thing on the screen. */
  #last: { id: string; rows: number } | undefined;
  /** Rows that the running cell has filled, for `clearOutput`. */
  #rows = 0;
  /** A `clear` that waits for what comes next. */
  #isToClear = false;
  /** The cell whose late output is the last thing on the screen. */
  #late: string | undefined;

  constructor({ stage, palette, images }: Means) {
    this.#stage = stage;
    this.#palette = palette;
    this.#images = images;
  }

  onOutput(output: Output): void {
    this.#announce(output);
    switch (output.kind) {
      case "stream":
        return this.#print(output.text ?? "");
      case "log":
        return this.#printLine(this.#palette.paint("dim", output.text ?? ""));
      case "error":
        if (output.error) this.#printLine(showError(output.error, this.#palette));
        return undefined;
      case "clear":
        if (output.wait === true) this.#isToClear = true;
        else this.#clear();
        return undefined;
      case "display":
      case "updateDisplay":
        return this.#show(output);
    }
  }

  /** A line of the console's own. */
  say(text: string): void {
    this.#late = undefined;
    this.#printLine(this.#palette.paint("dim", text));
  }

  /** A cell begins. */
  begin(): void {
    this.#last = undefined;
    this.#late = undefined;
    this.#rows = 0;
    this.#isToClear = false;
  }

  /** `interruption` says how it was interrupted, where that is known here. */
  onResult(result: ExecuteResult, interruption = ""): void {
    this.#late = undefined;
    this.#keepBars();
    const { status, executionCount, durationMs } = result;
    if (result.result !== undefined) this.#printResult(executionCount, result.result);
    if (result.error !== undefined && status !== "interrupted" && status !== "aborted")
      this.#printLine(showError(result.error, this.#palette));
    else if (status !== "ok")
      this.#printLine(this.#palette.paint("warning", interruption || status));
    if (result.truncated === true)
      this.say("It printed more than its limit; the rest was dropped.");
    if (durationMs >= longMs) this.say(`took ${(durationMs / 1000).toFixed(1)} s`);
    this.#stage.endLine();
  }

  #printResult(count: number, bundle: Pick<Output, "data" | "metadata">): void {
    const palette = this.#palette;
    const { text, isBlock } = showBundle(bundle, this.#means());
    const label = [
      palette.paint("out", "Out["),
      palette.paint("outNumber", `${count}`),
      palette.paint("out", "]: "),
    ].join("");
    this.#printLine(isBlock ? `${label}\n${text}` : label + text);
  }

  /** Says whose cell it is when something is printed late. */
  #announce({ late, executionCount, executionId }: Output): void {
    if (late !== true || this.#late === executionId) return;
    this.#last = undefined;
    const whose = executionCount > 0 ? `In [${executionCount}]` : executionId;
    this.#printLine(this.#palette.paint("dim", `later, from ${whose}:`));
    this.#late = executionId;
  }

  #show(output: Output): void {
    const { displayId: id, metadata, kind } = output;
    const progress = metadata?.["progress"] as { isOver?: boolean } | undefined;
    const { text } = showBundle(output, this.#means());
    if (progress && id !== undefined) return this.#showBar(id, text, progress.isOver === true);
    const rows = countRows(text, this.#stage.columns);
    if (kind === "updateDisplay" && id !== undefined && this.#last?.id === id) {
      if (this.#stage.takeBack(this.#last.rows)) this.#rows -= this.#last.rows;
    }
    this.#printLine(text);
    this.#last = id === undefined ? undefined : { id, rows };
  }

  #showBar(id: string, text: string, isOver: boolean): void {
    if (isOver) {
      this.#bars.delete(id);
      this.#drawBars();
      return this.#printLine(text);
    }
    this.#bars.set(id, text);
    this.#drawBars();
  }

  #drawBars(): void {
    this.#stage.bars = [...this.#bars.values()];
    this.#stage.refresh();
  }

  /** The cell has ended: bars that are not over stay as they are. */
  #keepBars(): void {
    const left = [...this.#bars.values()];
    this.#bars.clear();
    this.#drawBars();
    for (const bar of left) this.#printLine(bar);
  }

  #printLine(text: string): void {
    this.#stage.endLine();
    this.#print(text.endsWith("\n") ? text : `${text}\n`);
  }

  #print(text: string): void {
    if (text === "") return;
    if (this.#isToClear) this.#clear();
    this.#last = undefined;
    this.#rows += countRows(text, this.#stage.columns) - 1;
    this.#stage.print(text);
  }

  /** As far as it is still to be seen. */
  #clear(): void {
    this.#isToClear = false;
    this.#last = undefined;
    this.#stage.endLine();
    this.#stage.takeBack(this.#rows);
    this.#rows = 0;
  }

  #means(): { palette: Palette; images: Images; columns: number } {
    return { palette: this.#palette, images: this.#images, columns: this.#stage.columns };
  }
}
