// What the process that evaluates a config module answers, as one line of JSON. What is no JSON is
// marked in its place.

/** The key of a mark: `{"awaitd:kind": "function"}`. */
export const kindKey = "awaitd:kind";

export type Evaluation =
  | { config: unknown }
  /** The module could not be loaded, or what it exports can't be read. */
  | { failure: { message: string; stack: string } };
