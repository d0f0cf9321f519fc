// How the values of a session are shown: as MIME bundles. What is nothing but its text is settled
// here, at the price of `util.inspect`. All that may be more, `rich.ts` knows, a bundle of code
// that is loaded when a value first needs it. It knows nothing of the order of outputs or of where
// they go.
import { fileURLToPath } from "node:url";
import { types } from "node:util";
import type { MimeBundle } from "../../../protocol/shapes.ts";
import { loadFile } from "../../compiler/load.ts";
import * as keptGlobals from "../intrinsics.ts";
import { createPrint, printDefaults, type PrintOptions } from "./print.ts";
import type * as richModule from "./rich.ts";
import type { DisplayHome, Formatter } from "./shown.ts";
import { sizeOf } from "./size.ts";
import { createText } from "./text.ts";

export type Bundled = MimeBundle | undefined | Promise<MimeBundle | undefined>;

const richFile = fileURLToPath(new URL("./display.cjs", import.meta.url));
const jupyterDisplay = Symbol.for("Jupyter.display");
/** What these are called by is the contract of libraries that draw. */
const members = [jupyterDisplay, "toDataURL", "outerHTML", "toSpec"] as const;
/** What Blob, File and ImageData have. */
const contents = ["arrayBuffer", "data"] as const;

export class Presenter {
  /** Those that a user has added, the latest first. */
  readonly formatters: Formatter[] = [];
  /** What has been shown by itself: as the value of a cell it is shown as nothing. */
  readonly quiet = new WeakSet<object>();
  #options: Readonly<PrintOptions> = printDefaults;
  #rich: richModule.Rich | undefined;
  #home: DisplayHome | undefined;
  /** As users see them. */
  readonly print: PrintOptions = createPrint((options) => void (this.#options = options));

  /** Before the first cell. */
  offer(home: DisplayHome): void {
    this.#home = home;
  }

  get options(): Readonly<PrintOptions> {
    return this.#options;
  }

  get rich(): richModule.Rich {
    if (this.#rich) return this.#rich;
    const { Rich } = loadFile(richFile, { keptGlobals }) as typeof richModule;
    return (this.#rich = new Rich(this, this.#home!));
  }

  /**
   * How a cell's value is shown; nothing for `undefined`. A promise only where what makes it is
   * asynchronous. Throws what the value's own `inspect.custom` throws.
   */
  present(value: unknown): Bundled {
    if (value === undefined || this.isQuiet(value)) return undefined;
    return this.bundle(value);
  }

  /** Shows what a statement came to, and gives it back. */
  readonly show = (value: unknown): unknown => {
    if (value !== undefined && !this.isQuiet(value)) this.rich.displays.add(value);
    return value;
  };

  isQuiet(value: unknown): boolean {
    return typeof value === "object" && value !== null && this.quiet.has(value);
  }

  /** Of every value. */
  bundle(value: unknown): MimeBundle | Promise<MimeBundle> {
    const options = this.#options;
    if (this.#mayBeMore(value, options)) return this.rich.bundle(value, options);
    const text = createText(value, options === printDefaults ? undefined : options);
    if (text.length > options.maxTextLength) return this.rich.shorten(value, text, options);
    return { data: { "text/plain": text }, metadata: {} };
  }

  /** What displays of the cell are not out yet. */
  pending(execution: object): Promise<void> | undefined {
    return this.#rich?.displays.pending(execution);
  }

  /** Costs little, and is wrong in one direction only. */
  #mayBeMore(value: unknown, options: Readonly<PrintOptions>): boolean {
    // What asks a proxy for anything runs code of the user's; `inspect` looks past it.
    if (types.isProxy(value)) return false;
    if (this.formatters.length > 0) return true;
    if (typeof value === "string") return value.length > options.maxTextLength;
    if (typeof value === "function") return hasDisplay(value);
    if (typeof value !== "object" || value === null) return false;
    try {
      return isMore(value, options);
    } catch {
      return false; // a proxy among its prototypes: its text is all there is
    }
  }
}

function hasDisplay(value: object): boolean {
  try {
    return jupyterDisplay in value;
  } catch {
    return false;
  }
}

function isMore(value: object, { maxArrayLength, maxKeys }: Readonly<PrintOptions>): boolean {
  for (const member of members) if (member in value) return true;
  if (Array.isArray(value)) {
    if (value.length > maxArrayLength) return true;
    const first: unknown = Object.getOwnPropertyDescriptor(value, 0)?.value;
    return typeof first === "object" && first !== null;
  }
  if (types.isMap(value) || types.isSet(value)) return sizeOf(value)! > maxArrayLength;
  if (ArrayBuffer.isView(value) || types.isAnyArrayBuffer(value)) return true;
  if (types.isNativeError(value)) return true;
  for (const member of contents) if (member in value) return true;
  return Object.keys(value).length > maxKeys;
}
