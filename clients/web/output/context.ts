// What outputs ask of the page that they stand on.
import { createContext } from "preact";
import type { Result } from "../../../protocol/methods.ts";
import type { Frame } from "../../../protocol/shapes.ts";

/** A place in code: of a cell, by its number, or of a file. */
export type Place = Pick<Frame, "cellId" | "executionCount" | "file" | "line" | "column">;

export interface OutputSurroundings {
  /** Looks into a value; where it is left out, values can't be looked into. */
  expand?: (
    ref: string,
    options: { start?: number; count?: number },
  ) => Promise<Result<"value/expand">>;
  /** Shows that place to the user. */
  onPlace?: (place: Place) => void;
  /** The page, of this origin, in which HTML is drawn. */
  frameUrl: string;
}

export const Surroundings = createContext<OutputSurroundings>({ frameUrl: "./frame.html" });
