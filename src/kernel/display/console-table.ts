// `console.table` in cells: what Node prints, and a table of HTML beside it.
import type { Presenter } from "./presenter.ts";
import type { DisplayHome } from "./shown.ts";
import { tabulate, writeTable } from "./tables.ts";

export class ConsoleTables {
  readonly #presenter: Presenter;
  readonly #home: DisplayHome;

  constructor(presenter: Presenter, home: DisplayHome) {
    this.#presenter = presenter;
    this.#home = home;
  }

  /** `print`: Node's own way of it. */
  show(print: () => void, data: object, columns: unknown): void {
    let text = "";
    this.#home.redirect((piece) => (text += piece), print);
    const { options } = this.#presenter;
    if (text === "") return; // the user's own functions have it
    if (text.length > options.maxTextLength) return void process.stdout.write(text);
    const names = Array.isArray(columns) ? columns.map(String) : undefined;
    const html = writeTable(tabulate(data, names, options));
    const shown = { "text/plain": text.replace(/\n$/, ""), "text/html": html };
    this.#home.emit({ kind: "display", data: shown, metadata: {} });
  }
}
