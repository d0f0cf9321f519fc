// What a cell shows by itself: `display(value)`, which can be changed later, and `clearOutput()`.
// Displays of one cell come out in their order, also where one of them has to be waited for.
import type { MimeBundle } from "../../../protocol/shapes.ts";
import { describeThrown, readBundle } from "./bundle.ts";
import { createHelpers, type Helpers } from "./helpers.ts";
import type { Presenter } from "./presenter.ts";
import { mergePrint, type PrintOptions } from "./print.ts";
import type { DisplayHome, Shown } from "./shown.ts";

export interface DisplayOptions {
  /** Names the display; one is made up where it is left out. */
  id?: string | number;
  /** Changes the displays of this id, instead of adding another. */
  update?: boolean;
  /** The value is a bundle itself: MIME type → content. */
  raw?: boolean;
  metadata?: Record<string, unknown>;
  /** Print options that hold for this one. */
  print?: Partial<PrintOptions>;
}

type Bundle = (value: unknown, print: Readonly<PrintOptions>) => MimeBundle | Promise<MimeBundle>;

export interface Display extends Helpers {
  (value: unknown, options?: DisplayOptions): DisplayHandle;
}

/** What shows it again, changed, in the place where it stands. */
export class DisplayHandle {
  readonly id: string;
  /** When what was shown last is out; where no formatter has to be waited for it is already. */
  ready: Promise<void>;
  readonly #show: (value: unknown, options: DisplayOptions) => Promise<void> | undefined;

  constructor(
    id: string,
    show: (value: unknown, options: DisplayOptions) => Promise<void> | undefined,
  ) {
    this.id = id;
    this.#show = show;
    this.ready = Promise.resolve();
  }

  update(value: unknown, options: DisplayOptions = {}): this {
    const ready = this.#show(value, { ...options, id: this.id, update: true });
    if (ready) this.ready = ready;
    return this;
  }
}

export class Displays {
  readonly #presenter: Presenter;
  readonly #home: DisplayHome;
  readonly #bundle: Bundle;
  /** What of an execution is still to come out. */
  readonly #pending = new WeakMap<object, Promise<void>>();
  #last = 0;

  constructor(presenter: Presenter, home: DisplayHome, bundle: Bundle) {
    this.#presenter = presenter;
    this.#home = home;
    this.#bundle = bundle;
  }

  readonly display: Display = Object.assign(
    (value: unknown, options: DisplayOptions = {}): DisplayHandle => {
      const id = options.id === undefined ? this.createId() : String(options.id);
      const handle = new DisplayHandle(id, (next, more) => this.#show(next, more));
      this.hush(handle);
      const ready = this.#show(value, { ...options, id });
      if (ready) handle.ready = ready;
      return handle;
    },
    createHelpers(),
  );

  /** As a display that is never changed. */
  add(value: unknown): void {
    void this.#show(value, {});
  }

  readonly clear = ({ wait = false }: { wait?: unknown } = {}): void => {
    void this.#inTurn(undefined, () => this.#home.emit({ kind: "clear", wait: Boolean(wait) }));
  };

  createId(): string {
    this.#last += 1;
    return `${process.pid}.${this.#last}`;
  }

  /** As the value of a cell it is not shown once more. */
  hush(shown: object): void {
    this.#presenter.quiet.add(shown);
  }

  emit(shown: Shown): void {
    this.#home.emit(shown);
  }

  pending(execution: object): Promise<void> | undefined {
    return this.#pending.get(execution);
  }

  /** A promise where it is not out when this returns. */
  #show(value: unknown, options: DisplayOptions): Promise<void> | undefined {
    const { id, update = false, raw = false, metadata, print } = options;
    const own = print ? mergePrint(this.#presenter.options, print) : this.#presenter.options;
    const made = raw ? this.#readRaw(value) : this.#bundle(value, own);
    const kind = update ? "updateDisplay" : "display";
    const emit = (bundle: MimeBundle): void =>
      this.#home.emit({
        kind,
        ...(id !== undefined && { displayId: String(id) }),
        data: bundle.data,
        metadata: { ...bundle.metadata, ...metadata },
      });
    return this.#inTurn(made, emit);
  }

  #readRaw(value: unknown): MimeBundle {
    const found = readBundle(value, (text) => this.#home.warn(text));
    if (!found?.data) throw new TypeError("display: there is nothing in this bundle");
    const types = Object.keys(found.data).join(", ");
    const { "text/plain": text = `[${types}]`, ...rest } = found.data;
    return { data: { "text/plain": text, ...rest }, metadata: found.metadata ?? {} };
  }

  #inTurn<T>(made: T | Promise<T>, emit: (made: T) => void): Promise<void> | undefined {
    const execution = this.#home.inside();
    const before = this.#pending.get(execution);
    if (!before && !(made instanceof Promise)) {
      emit(made);
      return undefined;
    }
    const next = Promise.allSettled([before, made]).then(([, outcome]) => {
      if (outcome.status === "fulfilled") emit(outcome.value);
      else this.#home.warn(`a value was not shown: ${describeThrown(outcome.reason)}`);
      if (this.#pending.get(execution) === next) this.#pending.delete(execution);
    });
    this.#pending.set(execution, next);
    return next;
  }
}
