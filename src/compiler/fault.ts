// A module is V8's to compile; but where one is no JavaScript, V8 does not say.
import { parse } from "acorn";
import type { Position } from "./positions.ts";

/** The place of the first fault of a module's source, from 1; undefined where there is none. */
export function findModuleFault(source: string): Position | undefined {
  try {
    parse(source, { sourceType: "module", ecmaVersion: "latest", allowHashBang: true });
    return undefined;
  } catch (error) {
    const { loc } = error as { loc?: { line: number; column: number } };
    return loc && { line: loc.line, column: loc.column + 1 };
  }
}
