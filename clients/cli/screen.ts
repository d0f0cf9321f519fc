// What is shown and then changed, as text. On a terminal what was shown last is drawn again in its
// place, and progress bars stay below what else is printed until they are over. In a file or a pipe
// there is no place: there the last state of what has changed is printed when its cell ends.
import type { Output } from "../../protocol/outputs.ts";

type Write = (text: string) => void;

export interface Terminal {
  isTTY?: boolean;
  columns?: number;
}

export class Screen {
  readonly #out: Write;
  readonly #terminal: Terminal;
  /** What is yet to be printed, by its id. */
  readonly #waiting = new Map<string, string>();
  /** The bars under all else, by their ids. */
  readonly #bars = new Map<string, string>();
  /** The display that stands right above them. */
  #last: { id: string; text: string } | undefined;
  /** The line that was printed last has no end. */
  #isInLine = false;

  constructor(out: Write, terminal: Terminal) {
    this.#out = out;
    this.#terminal = terminal;
  }

  /** `write` may be to another stream of the same terminal. */
  print(text: string, write: Write = this.#out): void {
    if (text === "") return;
    this.#last = undefined;
    if (!this.#isInLine) this.#erase([...this.#bars.values()]);
    write(text);
    this.#isInLine = !text.endsWith("\n");
    if (!this.#isInLine) this.#drawBars();
  }

  /** Whole lines, which begin on a line of their own. */
  printLine(text: string): void {
    this.print(this.#isInLine ? `\n${text}` : text);
  }

  show({ kind, data, metadata, displayId: id }: Output): void {
    const text = `${textOf(data)}\n`;
    const bar = metadata?.["progress"] as { isOver?: boolean } | undefined;
    if (id === undefined) return this.print(text);
    if (this.#terminal.isTTY !== true) {
      if (kind === "display" && !bar) this.print(text);
      else this.#waiting.set(id, text);
    } else if (bar) this.#showBar(id, text, bar.isOver === true);
    else this.#showAgain(id, text);
  }

  /** A cell has ended: what it has shown stays as it is. */
  end(): void {
    this.#last = undefined;
    this.#bars.clear();
    for (const text of this.#waiting.values()) this.#out(text);
    this.#waiting.clear();
  }

  #showBar(id: string, text: string, isOver: boolean): void {
    this.#toLine();
    this.#erase([...this.#bars.values()]);
    if (isOver) {
      this.#bars.delete(id);
      this.#last = undefined;
      this.#out(text);
    } else this.#bars.set(id, text);
    this.#drawBars();
  }

  #showAgain(id: string, text: string): void {
    this.#toLine();
    const above = this.#last?.id === id ? [this.#last.text] : [];
    this.#erase([...above, ...this.#bars.values()]);
    this.#out(text);
    this.#last = { id, text };
    this.#drawBars();
  }

  /** What is to be drawn again begins on a line of its own, below which nothing stands. */
  #toLine(): void {
    if (!this.#isInLine) return;
    this.#out("\n");
    this.#isInLine = false;
    this.#drawBars();
  }

  #drawBars(): void {
    for (const text of this.#bars.values()) this.#out(text);
  }

  #erase(texts: readonly string[]): void {
    const columns = this.#terminal.columns || 80;
    const lines = texts.flatMap((text) => text.slice(0, -1).split("\n"));
    const rows = lines.map((line) => Math.max(1, Math.ceil(line.length / columns)));
    if (rows.length === 0) return;
    this.#out(`\x1b[${rows.reduce((sum, count) => sum + count, 0)}A\r\x1b[J`);
  }
}

/** `text/plain` is always there, and always text. */
export function textOf(data: Record<string, unknown> | undefined): string {
  return (data?.["text/plain"] as string | undefined) ?? "";
}
