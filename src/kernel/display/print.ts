// How much of a value is written, and how: what `util.inspect` takes, with bounds of our own.
import { findNearest } from "../../std/nearest.ts";

export interface PrintOptions {
  /** A text that is longer, in UTF-16 units, is shown as its beginning, with a `ref`. */
  maxTextLength: number;
  /** Of an object with more properties the first ones are shown. */
  maxKeys: number;
  /** Rows of a table of HTML. */
  maxRows: number;
  depth: number;
  maxArrayLength: number;
  /** Of strings inside of other values, and of the beginning that is shown of a long one. */
  maxStringLength: number;
  breakLength: number;
  compact: number | boolean;
  sorted: boolean;
  showHidden: boolean;
  numericSeparator: boolean;
}

/** Those of `util.inspect` are its own. */
export const printDefaults: Readonly<PrintOptions> = {
  maxTextLength: 2 ** 20,
  maxKeys: 1000,
  maxRows: 60,
  depth: 2,
  maxArrayLength: 100,
  maxStringLength: 10_000,
  breakLength: 128,
  compact: 3,
  sorted: false,
  showHidden: false,
  numericSeparator: false,
};

/** What was given, if it is sound; the others are as before. Throws a TypeError that says more. */
export function mergePrint(
  before: Readonly<PrintOptions>,
  given: Readonly<Record<string, unknown>>,
): PrintOptions {
  for (const [name, value] of Object.entries(given)) checkOption(name, value);
  return { ...before, ...given };
}

function checkOption(name: string, value: unknown): void {
  const names = Object.keys(printDefaults);
  if (!names.includes(name))
    throw new TypeError(
      `no print option is called ${name}; did you mean ${findNearest(name, names)}? ` +
        `There are ${names.join(", ")}`,
    );
  const isBoolean = typeof printDefaults[name as keyof PrintOptions] === "boolean";
  const isCount = typeof value === "number" && value >= 0;
  if (isBoolean || (name === "compact" && !isCount)) {
    if (typeof value !== "boolean") throw new TypeError(`${name} is true or false`);
  } else if (!isCount)
    throw new TypeError(`${name} is a number, 0 or more; Infinity sets no bound`);
}

/** An object whose properties are the options; one that is assigned is told. */
export function createPrint(onChange: (options: Readonly<PrintOptions>) => void): PrintOptions {
  return new Proxy<PrintOptions>(
    { ...printDefaults },
    {
      set(options, name, value) {
        Object.assign(options, mergePrint(options, { [String(name)]: value }));
        onChange({ ...options });
        return true;
      },
      defineProperty: () => false,
      deleteProperty: () => false,
    },
  );
}
