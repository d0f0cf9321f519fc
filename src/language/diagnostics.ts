// What TypeScript has against a cell that is being typed.
import { toOffset, type Range } from "./places.ts";

export interface Problem {
  start: number;
  end: number;
  severity: "error" | "warning" | "information" | "hint";
  /** TypeScript's number of it. */
  code: number;
  message: string;
}

/** As the server tells it. */
export interface FoundDiagnostic {
  range: Range;
  severity?: number;
  code?: number | string;
  message: string;
}

const severities = ["error", "warning", "information", "hint"] as const;

/** `names`: what the running session has, though its cells don't tell where from. */
export function readDiagnostics(
  found: readonly FoundDiagnostic[],
  code: string,
  names: ReadonlySet<string>,
): Problem[] {
  return found.flatMap(({ range, severity = 1, code: number, message }): Problem[] => {
    const start = toOffset(code, range.start);
    const end = toOffset(code, range.end) ?? code.length;
    const own = Number(number);
    if (start === undefined || isByDesign.has(own) || isAdvice(own)) return [];
    if (isUnknownName.has(own) && names.has(code.slice(start, end))) return [];
    const weight = severities[severity - 1] ?? "error";
    return [{ start, end, severity: weight, code: own, message }];
  });
}

/** A cell may do it, or it comes of each cell being a module of its own. */
const isByDesign = new Set([
  2440, // declares a name that an earlier cell has declared
  2632, // assigns to a name of an earlier cell
  6133, // declares a name that it does not use
  6192,
  6196,
  6198,
  6199,
  7028, // a label that nobody uses
]);

/** Of a name that no cell has declared: one that a magic has made, say, or a mere assignment. */
export const isUnknownName = new Set([2304, 2552]);

/** How it could be written otherwise. */
const isAdvice = (code: number): boolean => code >= 80_000 && code < 81_000;
