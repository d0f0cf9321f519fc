// Where a question is answered: how the main thread is reached, and what is known beside it.
import type { MagicFacts } from "../magics/magic.ts";

/** Asks the inspector of the main thread. */
export type Ask = (method: string, params: object) => Promise<Record<string, unknown>>;

export interface Place {
  ask: Ask;
  /** The directory that relative paths start in. */
  directory: string;
  /** A cell has declared that name. */
  awaitIsName: boolean;
  /** Those that there are; loaded when they are asked for. */
  magics: () => readonly MagicFacts[];
}
