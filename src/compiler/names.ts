// The words that generated code and the namespace share. A cell may not use them.

/**
 * What the cell's code calls the scope object: a parameter, or a script-scope binding in sync mode.
 */
export const scopeName = "__cell";
/** Takes the value of a rewritten declaration, so that it adds nothing to the completion value. */
export const discardName = "__cellD";
/** The completion value, where it is tracked by hand. */
export const valueName = "__cellV";
/** The completion value put aside while a `finally` block runs. */
export const savedName = "__cellS";
/** Makers of hoisted functions: this, and a number. */
export const makerName = "__cellF";
/** What generated code catches. */
export const errorName = "__cellE";
/** Disposals of `await using` in nested blocks: this, and a number. */
export const disposalName = "__cellU";

/** Iterations of `for await` in the generator form: this, and a number. */
export const iterationName = "__cellI";

/** Where the control thread finds the session, whatever cells have declared. */
export const sessionName = "__cellA";

/** A cell may not use what generated code needs for itself. */
export function isReservedName(name: string): boolean {
  return /^__cell(?:[ADESV]|[FIU]\d+)?$/.test(name);
}

export type NameKind = "let" | "const" | "var" | "function" | "class" | "import";

/** Kinds whose names a cell may not assign. */
export function isConstantKind(kind: NameKind | undefined): boolean {
  return kind === "const" || kind === "import";
}

/** Kinds that a `var` of the same script would be in conflict with. */
export function isLexicalKind(kind: NameKind | undefined): boolean {
  return kind !== undefined && kind !== "var" && kind !== "function";
}

/** Global names that no script may declare with `let`. */
export const restrictedNames: ReadonlySet<string> = new Set(["undefined", "NaN", "Infinity"]);
