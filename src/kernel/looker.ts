// The way to `src/kernel/looking/`, which tells of values without running code of the user's: it is
// loaded into a realm of its own when the first client asks, or the first value is held. What it
// needs of the main realm is taken here, before any cell runs.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { types } from "node:util";
import vm from "node:vm";
import type * as lookingModule from "./looking/looking.ts";
import type { Looking, Natives, Session, Thunks } from "./looking/looking.ts";

const { createContext } = vm;
const { runInContext } = vm.Script.prototype;
const { DONT_CONTEXTIFY } = vm.constants;
const { Script } = vm;
const readText = readFileSync;
const { apply, getOwnPropertyDescriptor, getPrototypeOf, ownKeys } = Reflect;
const { has } = WeakSet.prototype;
const { pid } = process;
const { timeOrigin } = performance;
const getHref = getOwnPropertyDescriptor(URL.prototype, "href")!.get!;
const file = fileURLToPath(new URL("./looking.cjs", import.meta.url));

/** Getters that run no code of the user's: Node's for what it makes when it is asked for. */
const trusted = new WeakSet<object>();
for (const name of ["process", "Buffer", "performance", "crypto", "navigator"]) {
  const getter = getOwnPropertyDescriptor(globalThis, name)?.get;
  if (getter) trusted.add(getter);
}

/** So is this one. */
export function trust(getter: () => unknown): () => unknown {
  trusted.add(getter);
  return getter;
}

type Made = Pick<typeof lookingModule, "createLooking">;

const natives: Natives = {
  describe: getOwnPropertyDescriptor,
  keys: ownKeys,
  prototypeOf: getPrototypeOf,
  types: { ...types },
  href: (value) => apply<object, [], string>(getHref, value, []),
  isTrusted: (getter) => apply<object, [object], boolean>(has, trusted, [getter]),
  global: globalThis,
  prototypes: {
    string: String.prototype,
    number: Number.prototype,
    bigint: BigInt.prototype,
    boolean: Boolean.prototype,
    symbol: Symbol.prototype,
  },
  later: (callback, ms) => void setTimeout(callback, ms).unref(),
  kernelId: `${Math.trunc(timeOrigin).toString(36)}.${pid}`,
};

export class Looker implements Looking {
  readonly #session: Session;
  #looking: Looking | undefined;

  constructor(session: Session) {
    this.#session = session;
  }

  // To spread a list of parameters would iterate it, as the user has it.
  look(request: string, thunks: Thunks): string {
    return this.#load().look(request, thunks);
  }

  find(path: string, thunks: Thunks): object | undefined {
    return this.#load().find(path, thunks);
  }

  hold(value: unknown): string {
    return this.#load().hold(value);
  }

  release(ref: string): void {
    this.#looking?.release(ref);
  }

  #load(): Looking {
    if (this.#looking) return this.#looking;
    const realm = createContext(DONT_CONTEXTIFY, { name: "awaitd looking" });
    const script = new Script(`${readText(file, "utf8")};looking`, { filename: file });
    const { createLooking } = apply(runInContext, script, [realm]) as Made;
    return (this.#looking = createLooking(this.#session, natives));
  }
}
