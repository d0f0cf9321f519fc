// Where a question is answered: how the main thread is reached, and what is known beside it.
import type { MagicFacts } from "../magics/magic.ts";

/** Asks the inspector of the main thread. */
export type Ask = (method: string, params: object) => Promise<Record<string, unknown>>;

export interface Location {
  /** A file's URL, `node:fs`, `In[3]#17`. */
  url: string;
  /** From 1. */
  line: number;
  /** All of the script. */
  source: string;
}

export interface Place {
  ask: Ask;
  /** Where the code of a function stands; its `objectId` is the inspector's. */
  locate: (objectId: string) => Promise<Location | undefined>;
  /** The session is inside of a program of the user's. */
  isGuest: boolean;
  /** The directory that relative paths start in. */
  directory: string;
  /** A cell has declared that name. */
  awaitIsName: boolean;
  /** Those that there are; loaded when they are asked for. */
  magics: () => readonly MagicFacts[];
}
