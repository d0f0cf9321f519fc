// What a cell asks, answered at the terminal: one line, behind what the cell has printed.
import { stripVTControlCharacters } from "node:util";
import { edit } from "../editing/bindings.ts";
import { Draft } from "../editing/draft.ts";
import { Rows, type Drawing } from "../terminal/layout.ts";
import type { Key } from "../terminal/keys.ts";
import type { Palette } from "../terminal/palette.ts";
import type { Stage } from "../terminal/stage.ts";
import type { Terminal } from "../terminal/terminal.ts";

export interface QuestionIo {
  terminal: Terminal;
  stage: Stage;
  palette: Palette;
}

export interface Asked {
  prompt: string;
  /** Nothing of the answer is seen. */
  password: boolean;
}

/**
 * Resolves to the line without its end, and to null for Ctrl-D. Whoever has asked takes the
 * question back by `signal`; Ctrl-C is for the one who runs the cell.
 */
export function ask(
  { terminal, stage, palette }: QuestionIo,
  { prompt, password }: Asked,
  signal: AbortSignal,
): Promise<string | null> {
  const draft = new Draft();
  const { promise, resolve, reject } = Promise.withResolvers<string | null>();
  const lines = prompt.split("\n");
  const label = lines.pop()!;
  if (lines.length > 0) stage.print(`${lines.join("\n")}\n`);

  function draw(): Required<Drawing> {
    const rows = new Rows(stage.columns, palette);
    const shown = password ? "" : draft.text;
    const cursor = password ? 0 : draft.cursor;
    rows.add({ text: stripVTControlCharacters(stage.line) + label });
    rows.add({ text: shown.slice(0, cursor) });
    const { place } = rows;
    rows.add({ text: shown.slice(cursor) });
    rows.end();
    return { rows: rows.rows, cursor: place };
  }

  function end(): void {
    signal.removeEventListener("abort", abort);
    terminal.listen(undefined);
    stage.commit(label + (password ? "" : draft.text));
  }

  function abort(): void {
    end();
    reject(signal.reason as Error);
  }

  function take(key: Key): void {
    if (key.name === "enter" || key.name === "ctrl-j") {
      end();
      return resolve(draft.text);
    }
    if (key.name === "ctrl-d" && draft.isEmpty) {
      end();
      return resolve(null);
    }
    if (key.name === "paste") takePaste(key.text);
    else edit(draft, key);
    stage.refresh();
  }

  /** A line of a paste answers this question; the others wait for the next ones. */
  function takePaste(text: string): void {
    const [line = "", ...rest] = text.split("\n");
    edit(draft, { name: "text", text: line });
    if (rest.length === 0) return;
    terminal.keep({ name: "paste", text: rest.join("\n") });
    take({ name: "enter", text: "" });
  }

  if (signal.aborted) return Promise.reject(signal.reason as Error);
  signal.addEventListener("abort", abort, { once: true });
  stage.edit(draw, true);
  terminal.listen(take);
  return promise;
}
