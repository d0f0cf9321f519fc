// What a session remembers of its cells for its own use: `In`, `Out`, `_`, `__`, `___`, `_3`, as IPython has
// them. A name that the user has taken is theirs from then on. The last `kept` cells are remembered.
const kept = 1000;
const shortNames = ["_", "__", "___"] as const;

export class Recall {
  readonly #codes: Record<number, string> = Object.create(null);
  readonly #values: Record<number, unknown> = Object.create(null);
  readonly #latest: unknown[] = [];
  /** The globals that are still ours; reading one costs nothing until it is read. */
  readonly #numbered = new Set<number>();

  install(): void {
    this.#define("In", () => this.#codes);
    this.#define("Out", () => this.#values);
    shortNames.forEach((name, index) => this.#define(name, () => this.#latest[index]));
  }

  onCode(count: number, code: string): void {
    this.#codes[count] = code;
    delete this.#codes[count - kept];
    if (this.#numbered.delete(count - kept)) this.#forget(count - kept);
  }

  onValue(count: number, value: unknown): void {
    if (value === undefined) return;
    this.#values[count] = value;
    this.#latest.unshift(value);
    this.#latest.length = Math.min(this.#latest.length, shortNames.length);
    if (Object.hasOwn(globalThis, `_${count}`)) return;
    this.#numbered.add(count);
    this.#define(`_${count}`, () => this.#values[count]);
  }

  #forget(count: number): void {
    delete this.#values[count];
    const name = `_${count}`;
    if (Object.getOwnPropertyDescriptor(globalThis, name)?.get) Reflect.deleteProperty(globalThis, name);
  }

  #define(name: string, get: () => unknown): void {
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
}
