// Imported names follow their modules: a cell reads a binding of its own, which is brought up to
// date whenever the cell starts or goes on after a wait. (A script has no way to share a module's.)

interface Live {
  namespace: object;
  exported: string;
  value: unknown;
}

export class LiveImports {
  readonly #names = new Map<string, Live>();
  readonly #put: (name: string, value: unknown) => void;

  constructor(put: (name: string, value: unknown) => void) {
    this.#put = put;
  }

  /** Returns the value that the name has now. */
  add(name: string, namespace: object, exported: string): unknown {
    const value: unknown = Reflect.get(namespace, exported);
    this.#names.set(name, { namespace, exported, value });
    return value;
  }

  /** The name is declared as something else. */
  drop(name: string): void {
    this.#names.delete(name);
  }

  refresh(): void {
    for (const [name, live] of this.#names) {
      const value = read(live);
      if (Object.is(value, live.value)) continue;
      this.#put(name, value);
      live.value = value;
    }
  }
}

/** An export that has no value yet can't be read. */
function read({ namespace, exported, value }: Live): unknown {
  try {
    return Reflect.get(namespace, exported);
  } catch {
    return value;
  }
}
