// What a session remembers of its cells for its own use: `In`, `Out`, `_`, `__`, `___`, `_3`, as
// IPython has them. A name that the user has taken is theirs from then on. The last `kept` cells
// are remembered.
const kept = 1000;
const shortNames = ["_", "__", "___"] as const;

export class Recall {
  readonly codes: Record<number, string> = Object.create(null);
  readonly values: Record<number, unknown> = Object.create(null);
  readonly #latest: unknown[] = [];

  install(): void {
    define("In", () => this.codes);
    define("Out", () => this.values);
    shortNames.forEach((name, index) => define(name, () => this.#latest[index]));
  }

  onCode(count: number, code: string): void {
    this.codes[count] = code;
    const old = count - kept;
    if (old in this.codes) delete this.codes[old];
    if (old in this.values) this.#forget(old);
  }

  onValue(count: number, value: unknown): void {
    if (value === undefined) return;
    this.values[count] = value;
    this.#latest.unshift(value);
    this.#latest.length = Math.min(this.#latest.length, shortNames.length);
    const name = `_${count}`;
    if (Object.hasOwn(globalThis, name)) return;
    const options = { configurable: true, enumerable: false, writable: true };
    // Where a cell has frozen the global object there is no such name.
    Reflect.defineProperty(globalThis, name, { value, ...options });
  }

  #forget(count: number): void {
    const name = `_${count}`;
    const isOurs = Object.getOwnPropertyDescriptor(globalThis, name)?.value === this.values[count];
    if (isOurs) Reflect.deleteProperty(globalThis, name);
    delete this.values[count];
  }
}

/** A global that is ours until the user assigns to it. */
function define(name: string, get: () => unknown): void {
  Object.defineProperty(globalThis, name, {
    configurable: true,
    enumerable: false,
    get,
    set: (value: unknown) => {
      Object.defineProperty(globalThis, name, {
        configurable: true,
        enumerable: true,
        writable: true,
        value,
      });
    },
  });
}
