// The global `awaitd`: what a cell, an extension or a configuration adds to its session.
import type { TreeTransform } from "../../compiler/transform.ts";
import type { PrintOptions } from "../display/print.ts";
import type { Formatter } from "../display/shown.ts";
import type { Events } from "./events.ts";
import type { KernelAccess, Magic, MagicCall, MagicContext, Settings } from "./magic.ts";
import type { InputTransform, Transforms } from "./transforms.ts";

export interface MagicOptions {
  /** What `%name?` shows: a first line that says what it does, then its use. */
  doc?: string;
  /** Is what it returns awaited? If left out, when `run` is an async function. */
  waits?: boolean;
}

/** What the user has put around cells. */
interface Around {
  readonly transforms: Transforms;
  readonly events: Events;
}

export class Awaitd {
  readonly #kernel: KernelAccess;
  /** Functions that are given a cell's text and return another, in their order. */
  readonly inputTransforms: InputTransform[];
  /** Functions that are given a cell's tree, and return edits of its text. */
  readonly treeTransforms: TreeTransform[];

  /** Functions that are called around every execution. */
  readonly events: Events;

  constructor(kernel: KernelAccess, { transforms, events }: Around) {
    this.#kernel = kernel;
    this.inputTransforms = transforms.input;
    this.treeTransforms = transforms.list;
    this.events = events;
  }

  /** Assigning one holds from the next cell on. */
  get settings(): Settings {
    return this.#kernel.settings;
  }

  /**
   * `%name` for a line, `%%name` for a whole cell; without either it is a line's. A magic of the
   * same name is replaced.
   */
  registerMagic(
    name: string,
    run: (call: MagicCall, context: MagicContext) => unknown,
    { doc = "", waits = isAsync(run) }: MagicOptions = {},
  ): void {
    if (typeof run !== "function") throw new TypeError(`the magic ${name} needs a function to run`);
    const full = name.startsWith("%") ? name : `%${name}`;
    if (!/^%%?[\p{ID_Start}_][\p{ID_Continue}-]*$/u.test(full))
      throw new TypeError(`\`${name}\` can't be the name of a magic: a name is letters and digits`);
    const names = [full];
    const magic: Magic = waits
      ? { names, doc, waits, run: async (...call) => ({ value: await run(...call) }) }
      : { names, doc, waits, run };
    this.#kernel.magics.add(magic);
  }

  /** False where there was none. */
  removeMagic(name: string): boolean {
    return this.#kernel.magics.delete(name.startsWith("%") ? name : `%${name}`);
  }

  /** How much of a value is written, and how; assigning one holds from then on. */
  get print(): PrintOptions {
    return this.#kernel.presenter.print;
  }

  /**
   * How values of a class (or of the class or `typeof` of this name) are shown: `format` returns a
   * bundle, MIME type → content, or a promise of one, or nothing, if others are to show the value.
   * The latest that was registered is asked first. Returns what takes it away.
   */
  registerFormatter(
    type: string | (abstract new (...args: never) => object),
    format: (value: unknown, print: Readonly<PrintOptions>) => unknown,
  ): () => void {
    if (typeof format !== "function") throw new TypeError("a formatter is a function");
    const isMeant = createTest(type);
    const { formatters } = this.#kernel.presenter;
    const formatter: Formatter = {
      name: `the formatter of ${typeof type === "string" ? type : type.name}`,
      format: (value, { print }) => (isMeant(value) ? format(value, print) : undefined),
    };
    formatters.unshift(formatter);
    return () => {
      const index = formatters.indexOf(formatter);
      if (index !== -1) formatters.splice(index, 1);
    };
  }

  /** As a cell imports it. */
  import(specifier: string): Promise<object> {
    return this.#kernel.import(specifier);
  }
}

function createTest(type: string | (abstract new (...args: never) => object)) {
  if (typeof type === "function") return (value: unknown): boolean => value instanceof type;
  if (typeof type !== "string" || type === "")
    throw new TypeError("registerFormatter takes a class, or the name of one, and a function");
  return (value: unknown): boolean =>
    typeof value === type ||
    (typeof value === "object" && value !== null && value.constructor?.name === type);
}

const isAsync = (run: unknown): boolean => typeof run === "function" && run.constructor === Async;

const Async = (async () => {}).constructor;
