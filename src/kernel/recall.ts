// What a session remembers of its cells for its own use: `In`, `Out`, `_`, `__`, `___`, `_3`, as
// IPython has them. A name that the user has taken is theirs from then on. The last `kept` cells
// are remembered.
import { defineGlobal } from "./globals.ts";
import { trust } from "./looker.ts";

const kept = 1000;
const shortNames = ["_", "__", "___"] as const;

export class Recall {
  readonly codes: Record<number, string> = Object.create(null);
  readonly values: Record<number, unknown> = Object.create(null);
  readonly #latest: unknown[] = [];
  #globals: object = globalThis;

  /** `globals`: the object that has them. */
  install(globals: object): void {
    this.#globals = globals;
    const define = (name: string, get: () => unknown): void =>
      defineGlobal(name, trust(get), globals);
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
    if (Object.hasOwn(this.#globals, name)) return;
    const options = { configurable: true, enumerable: false, writable: true };
    // Where a cell has frozen the global object there is no such name.
    Reflect.defineProperty(this.#globals, name, { value, ...options });
  }

  forgetCodes(): void {
    for (const count of Object.keys(this.codes)) delete this.codes[Number(count)];
  }

  /** All values, or those that are this one. */
  forgetValues(isMeant: (value: unknown) => boolean = () => true): void {
    for (const count of Object.keys(this.values).map(Number))
      if (isMeant(this.values[count])) this.#forget(count);
    const latest = this.#latest.filter((value) => !isMeant(value));
    this.#latest.splice(0, this.#latest.length, ...latest);
  }

  #forget(count: number): void {
    const name = `_${count}`;
    const isOurs =
      Object.getOwnPropertyDescriptor(this.#globals, name)?.value === this.values[count];
    if (isOurs) Reflect.deleteProperty(this.#globals, name);
    delete this.values[count];
  }
}
