// What is shown and then changed, as text. On a terminal what was shown last is drawn again in its
// place, and a progress bar stays below what else is printed. In a file or a pipe there is no
// place: there the last state of what has changed is printed when its cell ends.
import type { Output } from "../../protocol/outputs.ts";

type Write = (text: string) => void;

export interface Terminal {
  isTTY?: boolean;
  columns?: number;
}

interface Drawn {
  id: string;
  text: string;
  staysBelow: boolean;
}

export class Screen {
  readonly #out: Write;
  readonly #terminal: Terminal;
  /** What stands right above the cursor. */
  #last: Drawn | undefined;
  /** What is yet to be printed, by its id. */
  readonly #waiting = new Map<string, string>();

  constructor(out: Write, terminal: Terminal) {
    this.#out = out;
    this.#terminal = terminal;
  }

  /** `write` may be to another stream of the same terminal. */
  print(text: string, write: Write = this.#out): void {
    const last = this.#last;
    if (text === "") return;
    this.#last = undefined;
    if (!last?.staysBelow) return write(text);
    this.#erase(last);
    write(text);
    if (text.endsWith("\n")) this.#draw(last);
  }

  show({ kind, data, metadata, displayId: id }: Output): void {
    const text = `${textOf(data)}\n`;
    const bar = metadata?.["progress"] as { isOver?: boolean } | undefined;
    const isBar = bar !== undefined;
    if (id === undefined) return this.print(text);
    if (this.#terminal.isTTY !== true) {
      if (kind === "display" && !isBar) this.print(text);
      else this.#waiting.set(id, text);
      return;
    }
    const drawn = { id, text, staysBelow: isBar && bar.isOver !== true };
    if (this.#last?.id === id) this.#erase(this.#last);
    else if (this.#last?.staysBelow) return this.print(text);
    this.#draw(drawn);
  }

  /** A cell has ended: what it has shown stays as it is. */
  end(): void {
    this.#last = undefined;
    for (const text of this.#waiting.values()) this.#out(text);
    this.#waiting.clear();
  }

  #draw(drawn: Drawn): void {
    this.#out(drawn.text);
    this.#last = drawn;
  }

  #erase({ text }: Drawn): void {
    const columns = this.#terminal.columns || 80;
    const lines = text.slice(0, -1).split("\n");
    const rows = lines.map((line) => Math.max(1, Math.ceil(line.length / columns)));
    this.#out(`\x1b[${rows.reduce((sum, count) => sum + count, 0)}A\r\x1b[J`);
  }
}

/** `text/plain` is always there, and always text. */
export function textOf(data: Record<string, unknown> | undefined): string {
  return (data?.["text/plain"] as string | undefined) ?? "";
}
