// The session as the looking realm sees it: objects of the main realm, only read here.
import type { NameKind } from "../../compiler/names.ts";
import type { Natives } from "./natives.ts";
import type { References } from "./references.ts";

export interface Session {
  /** The names that cells have declared. */
  readonly kinds: ReadonlyMap<string, NameKind>;
  /** Those that were deleted, and not declared since. */
  readonly gone: ReadonlySet<string>;
  /** The file of the cell that last set each: `In[3]#17`. */
  readonly origins: ReadonlyMap<string, string>;
  /** Objects that have names of a session that a program embeds, the outermost first. */
  readonly scopes: readonly object[];
  /** Has the variables that a program lends it, which are accessors in a scope. */
  readonly lent: object;
  /** What was typed, by the number of the cell. */
  readonly codes: Readonly<Record<number, string>>;
  delete(name: string): boolean;
}

export interface Seen extends Session {
  readonly natives: Natives;
  /** What cells have shown in part. */
  readonly shown: References;
  /** What clients look at. */
  readonly references: References;
}
