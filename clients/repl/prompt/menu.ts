// A list to choose from, below the prompt: what may stand at the cursor, or cells of earlier days.
import { fit, widthOf, type Row } from "../terminal/layout.ts";
import type { Palette } from "../terminal/palette.ts";

export interface Item {
  label: string;
  /** Stands beside the label, dim: a type, a time. */
  detail: string;
}

const mostRows = 8;

export class Menu<Choice extends Item> {
  readonly items: readonly Choice[];
  #index = 0;
  #top = 0;

  constructor(items: readonly Choice[]) {
    this.items = items;
  }

  get current(): Choice | undefined {
    return this.items[this.#index];
  }

  /** Round and round. */
  move(by: number): void {
    const { length } = this.items;
    if (length > 0) this.#index = (this.#index + by + length) % length;
  }

  rows(columns: number, screenRows: number, palette: Palette): Row[] {
    const most = Math.max(1, Math.min(mostRows, screenRows - 4));
    this.#top = Math.max(Math.min(this.#top, this.#index), this.#index - most + 1);
    const shown = this.items.slice(this.#top, this.#top + most);
    const isPlain = shown.every(({ detail }) => detail === "");
    const mostColumns = Math.max(8, isPlain ? columns - 4 : Math.floor(columns * 0.6));
    const labels = shown.map(({ label }) => fit(label, mostColumns));
    const width = Math.max(...labels.map(widthOf), 0);
    const rows = shown.map(({ detail }, index) => {
      const label = labels[index]!;
      const left = ` ${label}${" ".repeat(width - widthOf(label))} `;
      const right = fit(detail, Math.max(1, columns - width - 4));
      const isCurrent = this.#top + index === this.#index;
      const shownLabel = palette.paint(isCurrent ? "reverse" : "plain", left);
      return {
        text: `${shownLabel} ${palette.paint("dim", right)}`,
        width: widthOf(left) + 1 + widthOf(right),
      };
    });
    const left = this.items.length - shown.length;
    if (left > 0) {
      const count = `  ${this.#index + 1} of ${this.items.length}`;
      rows.push({ text: palette.paint("dim", count), width: count.length });
    }
    return rows;
  }
}
