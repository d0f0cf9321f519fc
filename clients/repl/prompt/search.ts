// Ctrl-R: cells of before that have a text in them, as one types it.
import { Rows, type Drawing } from "../terminal/layout.ts";
import type { Palette } from "../terminal/palette.ts";
import type { Key } from "../terminal/keys.ts";
import { Menu, type Item } from "./menu.ts";
import type { Recall } from "./recall.ts";

interface Found extends Item {
  code: string;
}

export class Search {
  readonly #recall: Recall;
  #text: string;
  #menu = new Menu<Found>([]);

  constructor(recall: Recall, text: string) {
    this.#recall = recall;
    this.#text = text;
  }

  get current(): string | undefined {
    return this.#menu.current?.code;
  }

  async find(): Promise<void> {
    const found = await this.#recall.search(this.#text);
    this.#menu = new Menu(found.map((code) => ({ code, ...describe(code, this.#text) })));
  }

  /** False for a key that is not the search's: it ends it. */
  async take({ name, text }: Key): Promise<boolean> {
    if (name === "ctrl-r" || name === "up") this.#menu.move(1);
    else if (name === "ctrl-s" || name === "down") this.#menu.move(-1);
    else {
      const changed = this.#change(name, text);
      if (changed === undefined) return false;
      this.#text = changed;
      await this.find();
    }
    return true;
  }

  #change(name: string, text: string): string | undefined {
    if (name === "text" || name === "paste") return this.#text + text.replaceAll("\n", " ");
    if (name === "backspace") return Array.from(this.#text).slice(0, -1).join("");
    if (name === "ctrl-u") return "";
    return undefined;
  }

  draw(columns: number, screenRows: number, palette: Palette): Required<Drawing> {
    const line = new Rows(columns, palette);
    line.add({ text: "search: ", style: "bold" });
    line.add({ text: this.#text });
    const cursor = line.place;
    if (this.#menu.items.length === 0) line.add({ text: "  nothing found", style: "dim" });
    line.end();
    return { rows: [...line.rows, ...this.#menu.rows(columns, screenRows, palette)], cursor };
  }
}

/** The line in which it was found, and how many more there are. */
function describe(code: string, text: string): Item {
  const lines = code.trimEnd().split("\n");
  const wanted = text.toLowerCase();
  const label = lines.find((line) => line.toLowerCase().includes(wanted)) ?? lines[0]!;
  return { label: label.trim(), detail: lines.length > 1 ? `${lines.length} lines` : "" };
}
