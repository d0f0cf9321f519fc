// `console.table` in cells: what Node prints, and a table of HTML beside it.
import { describeThrown } from "./bundle.ts";
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
    const plain = { "text/plain": text.replace(/\n$/, "") };
    const html = this.#write(data, columns);
    const shown = html === undefined ? plain : { ...plain, "text/html": html };
    this.#home.emit({ kind: "display", data: shown, metadata: {} });
  }

  /** What Node could print, a proxy or an `inspect.custom` may refuse a second time. */
  #write(data: object, columns: unknown): string | undefined {
    try {
      const names = Array.isArray(columns) ? columns.map(String) : undefined;
      return writeTable(tabulate(data, names, this.#presenter.options));
    } catch (thrown) {
      this.#home.warn(`a table was not shown as HTML: ${describeThrown(thrown)}`);
      return undefined;
    }
  }
}
