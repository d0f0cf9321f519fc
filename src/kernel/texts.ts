// What `String(f)` says of a function of a cell: what was typed, not what the compiler made of it.
// The text of a function is code to whoever sends it to a worker or to a browser's page.
import { scopeName } from "../compiler/names.ts";

type Restore = (piece: string) => string | undefined;

/** The functions of so many cells are known, … */
const keptCells = 1000;
/** … of less, when their generated code is long, in UTF-16 units. */
const keptLength = 8 * 1024 * 1024;

export class FunctionTexts {
  readonly #cells: { length: number; restore: Restore }[] = [];
  #length = 0;

  #uninstall: () => void = () => {};

  /** From now on the realm's functions say what was typed. */
  install(): void {
    const prototype = Reflect.getPrototypeOf(() => {}) as { toString(): string };
    const restore = (text: string): string => this.#restore(text);
    const original = prototype.toString;
    const own = new Proxy(original, {
      apply: (native, self, given) => restore(Reflect.apply(native, self, given)),
    });
    prototype.toString = own;
    this.#uninstall = () => {
      if (prototype.toString === own) prototype.toString = original;
    };
  }

  uninstall(): void {
    this.#uninstall();
    this.#cells.length = 0;
  }

  add({ code, restore }: { code: string; restore: Restore }): void {
    if (!code.includes(scopeName)) return;
    this.#cells.push({ length: code.length, restore });
    this.#length += code.length;
    while (this.#cells.length > keptCells) this.#forgetFirst();
    while (this.#length > keptLength && this.#cells.length > 1) this.#forgetFirst();
  }

  #forgetFirst(): void {
    this.#length -= this.#cells.shift()!.length;
  }

  #restore(text: string): string {
    if (!text.includes(scopeName)) return text;
    for (let index = this.#cells.length - 1; index >= 0; index -= 1) {
      const typed = this.#cells[index]!.restore(text);
      if (typed !== undefined) return typed;
    }
    return text;
  }
}
