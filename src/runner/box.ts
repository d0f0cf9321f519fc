// The end of a cell on its way through promises, which would await a thenable that is only to be
// shown.

/** What a cell's own code ends with. */
export interface Box {
  value: unknown;
}

/** What a coroutine resolves to where the cell's value is itself a thenable. */
class Carried {
  readonly value: unknown;

  constructor(value: unknown) {
    this.value = value;
  }

  /** A runner may put it into a value of its own: there it is shown as what it carries. */
  [Symbol.for("nodejs.util.inspect.custom")](
    _depth: number,
    options: object,
    inspect: (value: unknown, options: object) => string,
  ): string {
    return inspect(this.value, options);
  }
}

export const unpack = (value: unknown): unknown => (value instanceof Carried ? value.value : value);

export const pack = ({ value }: Box): unknown => {
  const isThenable =
    ((typeof value === "object" && value !== null) || typeof value === "function") &&
    typeof (value as { then?: unknown }).then === "function";
  return isThenable ? new Carried(value) : value;
};
