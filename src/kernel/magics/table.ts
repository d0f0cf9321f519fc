// The magics of one session, by name: those that awaitd brings, and what a user adds. A bundle of
// its own, which the kernel loads when a cell is met that may hold a magic: a first cell rarely
// does.
import type { MagicTable } from "../../compiler/compile.ts";
import { findClose } from "../../std/nearest.ts";
import { Awaitd } from "./awaitd.ts";
import { Events } from "./events.ts";
import { extensionMagics, Extensions } from "./extensions.ts";
import type { KernelAccess, Magic, MagicList } from "./magic.ts";
import { running } from "./running.ts";
import { aboutSession } from "./session.ts";
import { Transforms } from "./transforms.ts";

/** Those that nobody has to add. */
export const brought: readonly Magic[] = [...running, ...aboutSession, ...extensionMagics];

export class Magics implements MagicList, MagicTable {
  readonly #byName = new Map<string, Magic>();
  readonly hasVariable: (name: string) => boolean;
  readonly transforms = new Transforms();
  readonly events = new Events();
  readonly awaitd: Awaitd;
  readonly extensions: Extensions;
  /** Told when there are others than before. */
  onChange: () => void = () => {};

  /** `hasVariable`: is there a variable of this name, in the session or for every program? */
  constructor(kernel: KernelAccess, hasVariable: (name: string) => boolean) {
    this.hasVariable = hasVariable;
    this.awaitd = new Awaitd(kernel, this);
    this.extensions = new Extensions(this.awaitd);
    for (const magic of brought) this.add(magic);
  }

  all(): readonly Magic[] {
    return [...new Set(this.#byName.values())];
  }

  find(name: string): Magic | undefined {
    return this.#byName.get(name);
  }

  add(magic: Magic): void {
    for (const name of magic.names) this.#byName.set(name, magic);
    this.onChange();
  }

  delete(name: string): boolean {
    const wasThere = this.#byName.delete(name);
    this.onChange();
    return wasThere;
  }

  suggest(name: string): string {
    const bare = name.replace(/^%+/, "");
    const names = [...this.#byName.keys()];
    const other = names.find((each) => each.startsWith("%") && each.replace(/^%+/, "") === bare);
    const close = other ?? findClose(name, names);
    return `${close === undefined ? "" : `; did you mean ${close}?`}; %lsmagic lists what there is`;
  }
}
