// Values that are more than their text. Each of the formatters below knows one kind of them, and
// they are asked in their order, after those that the user has added. One that fails is told of,
// and the next are asked, so that a value is always shown. `text/plain` is in every bundle.
// A bundle of code of its own, which `presenter.ts` loads.
import type { MimeBundle } from "../../../protocol/shapes.ts";
import { describeThrown, readBundle } from "./bundle.ts";
import { ConsoleTables } from "./console-table.ts";
import { Displays } from "./displays.ts";
import { formatDrawing, formatElement, formatSpec } from "./drawings.ts";
import { formatError } from "./errors.ts";
import { formatFile } from "./files.ts";
import { formatImage, formatPixels } from "./images.ts";
import type { Presenter } from "./presenter.ts";
import type { PrintOptions } from "./print.ts";
import { createProgress } from "./progress.ts";
import { describe, shortenText } from "./preview.ts";
import type { DisplayHome, FormatContext, Formatter } from "./shown.ts";
import { formatRecords } from "./tables.ts";

const jupyterDisplay = Symbol.for("Jupyter.display");

const brought: readonly Formatter[] = [
  { name: "Symbol.for('Jupyter.display')", format: formatByItself },
  { name: "Error", format: formatError },
  { name: "an image", format: formatImage },
  { name: "toDataURL", format: formatDrawing },
  { name: "outerHTML", format: formatElement },
  { name: "toSpec", format: formatSpec },
  { name: "ImageData", format: formatPixels },
  { name: "Blob", format: formatFile },
  { name: "a table", format: formatRecords },
];

function formatByItself(value: unknown): unknown {
  const isHolder = (typeof value === "object" && value !== null) || typeof value === "function";
  const format: unknown = isHolder ? Reflect.get(value, jupyterDisplay) : undefined;
  return typeof format === "function" ? Reflect.apply(format, value, []) : undefined;
}

type Found = Partial<MimeBundle> | undefined;

export class Rich {
  readonly displays: Displays;
  readonly progress: ReturnType<typeof createProgress>;
  readonly tables: ConsoleTables;
  readonly #presenter: Presenter;
  readonly #home: DisplayHome;

  constructor(presenter: Presenter, home: DisplayHome) {
    this.#presenter = presenter;
    this.#home = home;
    this.displays = new Displays(presenter, home, (value, print) => this.bundle(value, print));
    this.progress = createProgress(this.displays);
    this.tables = new ConsoleTables(presenter, home);
  }

  /** A promise only where what makes it is asynchronous. */
  bundle(value: unknown, print: Readonly<PrintOptions>): MimeBundle | Promise<MimeBundle> {
    let described: MimeBundle | undefined;
    const plain = (): MimeBundle => (described ??= describe(value, print, this.#home));
    const context = { print, text: () => plain().data["text/plain"] as string };
    const formatters = [...this.#presenter.formatters, ...brought];
    const made = this.#ask(value, formatters, context);
    if (made instanceof Promise) return made.then((found) => join(found, plain));
    return join(made, plain);
  }

  /** A value of which too much was written. */
  shorten(value: unknown, text: string, print: Readonly<PrintOptions>): MimeBundle {
    return shortenText(value, text, print, this.#home);
  }

  #ask(
    value: unknown,
    formatters: readonly Formatter[],
    context: FormatContext,
  ): Found | Promise<Found> {
    for (const [index, formatter] of formatters.entries()) {
      const { name } = formatter;
      try {
        const made: unknown = formatter.format(value, context);
        if (isThenable(made)) {
          const rest = formatters.slice(index + 1);
          return this.#await(made, name).then((found) => found ?? this.#ask(value, rest, context));
        }
        const found = readBundle(made, this.#tell(name));
        if (found) return found;
      } catch (thrown) {
        this.#tell(name)(describeThrown(thrown));
      }
    }
    return undefined;
  }

  async #await(made: PromiseLike<unknown>, name: string): Promise<Found> {
    try {
      return readBundle(await made, this.#tell(name));
    } catch (thrown) {
      this.#tell(name)(describeThrown(thrown));
      return undefined;
    }
  }

  #tell =
    (name: string) =>
    (text: string): void =>
      this.#home.warn(`a value was not shown by ${name}: ${text}`);
}

function join(found: Found, plain: () => MimeBundle): MimeBundle {
  if (!found) return plain();
  const { data = {}, metadata = {} } = found;
  if ("text/plain" in data) return { data, metadata };
  const { data: text, metadata: more } = plain();
  return { data: { ...text, ...data }, metadata: { ...more, ...metadata } };
}

const isThenable = (made: unknown): made is PromiseLike<unknown> =>
  typeof made === "object" &&
  made !== null &&
  typeof (made as { then?: unknown }).then === "function";
